"""Asking a partner by mail what became of those who were sent to them: a draft, sent only when somebody lets it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.formats import day, plural
from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import only_who_may_change
from records.clients import Client
from records.consents import named
from records.consents.unnamed import named_without_leave
from records.db import db
from records.mail import BadMail, mail_address
from records.relations.given.asking import ask_by_mail
from records.relations.given.referrals import ReferralGiven
from records.relations.thanking.wording import listed
from records.sources import Partner
from reports.relations.given.referrals_listed import undecided_of

_MOST = 50


class AskForm(FlaskForm):
    """The mail as it goes out."""

    to = StringField("To", [InputRequired("Type the address."), Length(max=254)])
    subject = StringField("Subject", [InputRequired("Write a subject."), Length(max=200)])
    text = TextAreaField("Text", [InputRequired("Write what is asked."), Length(max=10_000)])

    def validate_to(self, field: Any) -> None:
        """Refuse what is no address."""
        try:
            field.data = mail_address(field.data or "")
        except BadMail as problem:
            raise ValidationError(str(problem)) from problem


@pages.get("/partners/<int:number>/asking")
def asking_about(number: int) -> str:
    """The draft of a mail about all that a partner has not told the outcome of."""
    only_who_may_change()
    partner = _partner(number)
    open_ones = undecided_of(db.session(), number)[:_MOST]
    form = AskForm(formdata=None, to=partner.email, subject=_subject(open_ones), text=_text(partner, open_ones))
    return _page(partner, open_ones, form)


@pages.post("/partners/<int:number>/asking")
def ask_partner(number: int) -> ResponseReturnValue:
    """Queue the mail, and ask about each of them again in four weeks."""
    partner, form = _partner(number), AskForm()
    open_ones = undecided_of(db.session(), number)[:_MOST]
    wanted = set(request.form.getlist("about"))
    about = [each for each in open_ones if str(each.id) in wanted]
    if not form.validate() or not about:
        return _page(partner, open_ones, form, about, is_empty=not about), 422
    words = (form.to.data or "", form.subject.data or "", form.text.data or "")
    silent = _silent(partner, open_ones, *words[1:])
    if silent:
        names, told = listed([client.name for client in silent]), partner.source.name
        form.text.errors = [f"{names} did not agree to be named to {told}; take the name out of the mail."]
        return _page(partner, open_ones, form, about), 422
    now = datetime.now(UTC)
    ask_by_mail(db.session(), partner.source, about, *words, the_frame().firm.today(now), now, current_user)
    db.session.commit()
    flash(f"The mail about {plural(len(about), 'referral')} goes to {partner.source.name}.")
    return redirect(url_for("admin.referrals", which="due"), code=303)


def _partner(number: int) -> Partner:
    found = find(Partner, number)
    return abort(404) if found.source.retired_at else found


def _subject(open_ones: Sequence[ReferralGiven]) -> str:
    return "What became of whom we sent you?" if len(open_ones) != 1 else "What became of the one we sent you?"


def _text(partner: Partner, open_ones: Sequence[ReferralGiven]) -> str:
    """The words to begin with. Whoever the firm knows as a client is named only if they agreed to it."""
    unnamed = _unnamed(open_ones)
    lines = [
        f"- {'somebody' if each.id in unnamed else each.who}, sent to you on {day(each.given_on)}" for each in open_ones
    ]
    greeting = f"Dear {partner.source.name},"
    asked = "we would like to know whether we sent you the right people. What became of:"
    answer = "One word each is enough: in touch, won, lost, or not the right one for you."
    return "\n\n".join(
        [greeting, asked, "\n".join(lines), answer, f"Thank you,\n{current_user.name}, {the_frame().firm.name}"]
    )


def _unnamed(open_ones: Sequence[ReferralGiven]) -> set[int]:
    """Those who are clients of the firm and have not agreed to be named."""
    may = named(db.session(), {each.client_id for each in open_ones if each.client_id is not None})
    return {each.id for each in open_ones if each.client_id is not None and each.client_id not in may}


def _silent(partner: Partner, open_ones: Sequence[ReferralGiven], subject: str, text: str) -> list[Client]:
    """The clients whom the mail would name to the partner although they have not agreed, or not any more."""
    numbers = {each.client_id for each in open_ones if each.client_id is not None}
    clients = db.session.scalars(select(Client).where(Client.id.in_(numbers)).order_by(Client.id)).all()
    usual = f"{_subject(open_ones)} {_text(partner, open_ones)}"
    return named_without_leave(db.session(), partner.source, clients, f"{subject}\n{text}", usual=usual)


def _page(
    partner: Partner,
    open_ones: Sequence[ReferralGiven],
    form: AskForm,
    about: Sequence[ReferralGiven] | None = None,
    *,
    is_empty: bool = False,
) -> str:
    return render_template(
        "admin/relations/given/asking.html",
        partner=partner,
        open_ones=open_ones,
        about={each.id for each in (open_ones if about is None else about)},
        unnamed=_unnamed(open_ones),
        form=form,
        is_empty=is_empty,
    )
