"""A thank-you mail before it goes out: read, changed, approved, or dropped."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired

from admin.fields.limits_of_text import Length
from admin.frame import the_frame
from admin.pages import find, pages
from admin.settings_missing import what_mail_lacks
from admin.staff.access import only_who_may_change
from records.consents import named
from records.db import db
from records.mail import LONGEST_SUBJECT, BadMail
from records.relations.thanking.drafts import ThanksDraft, change_draft, drop_draft, send_draft, without_leave
from records.relations.thanking.thanks import CannotThank
from records.relations.thanking.wording import Words


class LetterForm(FlaskForm):
    """The subject and the text of a mail."""

    subject = StringField("Subject", [DataRequired("Type the subject."), Length(max=LONGEST_SUBJECT)])
    text = TextAreaField("Text", [DataRequired("Type the text."), Length(max=20_000)])

    def words(self) -> Words:
        """What was typed; browsers send line breaks in two signs."""
        return Words((self.subject.data or "").strip(), (self.text.data or "").replace("\r\n", "\n"))


@pages.get("/thanks/drafts/<int:number>")
def thanks_draft(number: int) -> str:
    """The mail as its reader will see it."""
    draft = find(ThanksDraft, number)
    session = db.session()
    return render_template(
        "admin/relations/thanking/thanks_draft.html",
        draft=draft,
        may=named(session, [client.id for client in draft.clients]),
        wrong=without_leave(session, draft, Words(draft.subject, draft.text)),
        missing=what_mail_lacks(),
    )


@pages.get("/thanks/drafts/<int:number>/edit")
def edit_thanks_draft(number: int) -> str:
    """The words of the mail, to be changed."""
    only_who_may_change()
    draft = find(ThanksDraft, number)
    return _form_page(draft, LetterForm(formdata=None, subject=draft.subject, text=draft.text))


@pages.post("/thanks/drafts/<int:number>")
def save_thanks_draft(number: int) -> ResponseReturnValue:
    """Other words for it."""
    draft, form = find(ThanksDraft, number), LetterForm()
    if not form.validate():
        return _form_page(draft, form), 422
    try:
        change_draft(db.session(), draft, form.words())
    except CannotThank as problem:
        db.session.rollback()
        form.form_errors = [f"{problem}."]
        return _form_page(find(ThanksDraft, number), form), 422
    db.session.commit()
    return redirect(url_for("admin.thanks_draft", number=number), code=303)


@pages.post("/thanks/drafts/<int:number>/send")
def approve_thanks_draft(number: int) -> ResponseReturnValue:
    """Send it as it was seen."""
    draft = find(ThanksDraft, number)
    partner, name, at = draft.partner_id, draft.partner.name, datetime.now(UTC)
    back = redirect(url_for("admin.thanks_draft", number=number), code=303)
    if request.form.get("seen") != draft.digest:
        flash("The mail was changed since you looked at it. Read it again.")
        return back
    try:
        send_draft(db.session(), draft, the_frame().firm.today(at), at, current_user)
    except (CannotThank, BadMail) as problem:
        db.session.rollback()
        flash(f"The mail was not sent: {str(problem).rstrip('.')}.")
        return back
    db.session.commit()
    flash(f"The mail to {name} is in the queue.")
    return redirect(url_for("admin.partner", number=partner) + "#thanks", code=303)


@pages.post("/thanks/drafts/<int:number>/drop")
def drop_thanks_draft(number: int) -> ResponseReturnValue:
    """Throw it away; what it was about waits on."""
    draft = find(ThanksDraft, number)
    name = draft.partner.name
    drop_draft(db.session(), draft)
    db.session.commit()
    flash(f"The mail to {name} is thrown away. What it was about waits on.")
    return redirect(url_for("admin.thanks"), code=303)


def _form_page(draft: ThanksDraft, form: LetterForm) -> str:
    may = named(db.session(), [client.id for client in draft.clients])
    return render_template("admin/relations/thanking/thanks_draft_form.html", draft=draft, form=form, may=may)
