"""The desk: a client who calls or walks in, entered while they speak, in their own words."""

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, RadioField, StringField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are of WTForms 3.2
from wtforms.validators import InputRequired, Optional

from admin.fields.contact_fields import EmailAddress, PhoneNumber
from admin.fields.limits_of_text import Length
from admin.fields.word_choices import WordField, choices_of
from admin.pages import pages
from admin.staff.access import only_who_may_change
from records.answers.recording import Filled, record_submission
from records.coverage.askings import How, note_asked
from records.coverage.taken_in import note_taken_in
from records.db import db
from records.forming.forms import FormVersion, published_forms, published_version

DOORS = {"phone": "on the phone", "walk-in": "walked in"}


class DeskForm(FlaskForm):
    """What somebody at the desk is told."""

    name = StringField("Name", [InputRequired("Write the name."), Length(max=200)])
    email = EmailField("E-mail", [Length(max=254), EmailAddress()])
    phone = TelField("Phone", [Length(max=50), PhoneNumber()])
    need = TextAreaField("What they need", [Length(max=20_000)], render_kw={"rows": 2})
    door = WordField("How they came", choices=choices_of(DOORS), coerce=str)
    choice = RadioField("What brought them?", [Optional()])
    answer = TextAreaField("In their own words", [Length(max=20_000)], render_kw={"rows": 2})
    searched = StringField("What they searched for", [Length(max=20_000)])
    may_tell = BooleanField("Whoever sent them may be told that they came")
    asked = BooleanField("I asked them", default=True)
    page = HiddenField(validators=[InputRequired(), Length(max=60)])


@pages.get("/clients/new")
def new_client_at_desk() -> str:
    """The form, empty."""
    only_who_may_change()
    return _page(_form(formdata=None, door="phone", asked=True, page=secrets.token_urlsafe(12)))


@pages.post("/clients/new")
def enter_client() -> ResponseReturnValue:
    """Keep the client and their words. Somebody known by the same e-mail or phone and a like name is that client."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    session, now = db.session(), datetime.now(UTC)
    submission = record_submission(session, _filled(form, now))
    note_taken_in(session, submission.client, now, current_user)
    if form.asked.data:
        note_asked(session, submission.client, How.PERSON, now, current_user)
    db.session.commit()
    flash(f"{submission.client.name} is kept.")
    return redirect(url_for("admin.client", number=submission.client_id), code=303)


def _version() -> FormVersion | None:
    forms = published_forms(db.session())
    return published_version(db.session(), forms[0].slug) if forms else None


def _form(**values: Any) -> DeskForm:
    form, version = DeskForm(**values), _version()
    form.choice.choices = [SelectChoice(each["key"], each["label"]) for each in version.choices] if version else []
    return form


def _filled(form: DeskForm, now: datetime) -> Filled:
    return Filled(
        identity=f"desk {form.page.data}",
        received_at=now,
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        need=form.need.data or "",
        choice=form.choice.data or "",
        answer=form.answer.data or "",
        searched=form.searched.data or "",
        may_tell=bool(form.may_tell.data),
        version=_version(),
        door=form.door.data,
    )


def _page(form: DeskForm) -> str:
    return render_template("admin/coverage/desk.html", form=form)
