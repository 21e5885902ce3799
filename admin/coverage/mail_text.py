"""What the mail says that asks clients, and the postal address that stands in it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.frame import the_frame
from admin.pages import pages
from admin.staff.access import only_who_may_change
from records.coverage.texts import BadText, change_text, filled_in, text_in_force
from records.db import db

EXAMPLE_NAME = "Ada Byron"
EXAMPLE_LINK = "https://…/ask/…"


class AskMailForm(FlaskForm):
    """The mail's subject and words, and the firm's postal address."""

    address = TextAreaField(
        "Your postal address", [InputRequired("Every mail has to name it."), Length(max=500)], render_kw={"rows": 3}
    )
    subject = StringField("Subject", [InputRequired("Write a subject."), Length(max=200)])
    body = TextAreaField("Text", [InputRequired("Write a text."), Length(max=5_000)], render_kw={"rows": 12})

    def validate_body(self, field: TextAreaField) -> None:
        """The link has to be in it, and no other word in curly brackets."""
        if "{link}" not in (field.data or ""):
            raise ValidationError("The text needs {link}, where the client’s own link is put in.")
        _check(field.data or "")

    def validate_subject(self, field: StringField) -> None:
        """No unknown word in curly brackets."""
        _check(field.data or "")


@pages.get("/coverage/mail")
def ask_mail() -> str:
    """The mail as it is, and as a client would read it."""
    only_who_may_change()
    subject, body = text_in_force(db.session())
    return _page(AskMailForm(formdata=None, address=the_frame().firm.postal_address, subject=subject, body=body))


@pages.post("/coverage/mail")
def save_ask_mail() -> ResponseReturnValue:
    """Keep the mail and the address."""
    form, session = AskMailForm(), db.session()
    if not form.validate():
        return _page(form), 422
    the_frame().firm.postal_address = (form.address.data or "").replace("\r\n", "\n").strip()
    if (form.subject.data, form.body.data) != text_in_force(session):
        change_text(session, form.subject.data or "", form.body.data or "", datetime.now(UTC), current_user)
    db.session.commit()
    flash("The mail is kept.")
    return redirect(url_for("admin.ask_mail"), code=303)


def _check(text: str) -> None:
    try:
        filled_in(text, {"name": "", "firm": "", "link": ""})
    except BadText as problem:
        raise ValidationError(str(problem)) from problem


def _page(form: AskMailForm) -> str:
    firm = the_frame().firm
    words = {"name": EXAMPLE_NAME, "firm": firm.name, "link": EXAMPLE_LINK}
    shown = None
    if not form.errors:
        shown = (filled_in(form.subject.data or "", words), filled_in(form.body.data or "", words))
    return render_template("admin/coverage/mail.html", form=form, shown=shown)
