"""Correcting what is known of a client, such as a mistyped address; their own words stay as they are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import EmailField, StringField, TelField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from admin.fields.contact_fields import EmailAddress, PhoneNumber
from admin.fields.limits_of_text import Length, stripped
from admin.fields.money_fields import DayField
from admin.fields.opened_forms import OpenedForm
from admin.frame import the_frame
from admin.pages import find, pages
from admin.staff.access import only_who_may_change
from attribution import fold
from records.answers.erasures import erasure_of
from records.clients import Client
from records.clients.correcting import CannotCorrect, Corrected, Known, correct_client, with_same_contact
from records.db import db


class CorrectionForm(OpenedForm):
    """What is known of a client beside their words; ``kept`` is how it was."""

    kept: Mapping[str, str] = {}

    name = StringField("Name", [DataRequired("Write the name."), Length(max=200)], filters=[stripped])
    email = EmailField("E-mail", [Length(max=254), EmailAddress()], filters=[stripped])
    phone = TelField("Phone", [Length(max=60), PhoneNumber()], filters=[stripped])
    company = StringField("Company", [Length(max=200)], filters=[stripped])
    came_on = DayField("Day they came", [InputRequired("Say on which day they came.")])

    def validate_name(self, field: Any) -> None:
        """A name needs a letter or digit, or nobody could ever find them by it."""
        if not fold(field.data):
            raise ValidationError("A name needs at least one letter or digit.")

    def validate_came_on(self, field: Any) -> None:
        """Nobody has come tomorrow."""
        if field.data and field.data > the_frame().firm.today(datetime.now(UTC)):
            raise ValidationError("This day is still to come. Today is the last one that it can be.")


@pages.get("/clients/<int:number>/edit")
def edit_client(number: int) -> str:
    """The form, filled in with what is known."""
    only_who_may_change()
    client = _whom(number)
    return _page(client, _filled(client).as_opened())


@pages.post("/clients/<int:number>/edit")
def save_client(number: int) -> ResponseReturnValue:
    """What is right, with who corrected it and when; who has the same e-mail or phone is said."""
    client = _whom(number)
    form = CorrectionForm.sent(_filled(client))
    form.kept = {"email": client.email, "phone": client.phone}
    if not form.validate() or form.came_on.data is None:
        return _page(client, form), 422
    known = Known(
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        company=form.company.data or "",
        came_on=form.came_on.data,
    )
    session = db.session()
    try:
        changes = correct_client(session, client, known, datetime.now(UTC), current_user)
    except CannotCorrect as problem:
        db.session.rollback()
        flash(f"Nothing was changed: {problem}.")
        return redirect(url_for("admin.client", number=number), code=303)
    changed = {each.what for each in changes}
    same = with_same_contact(session, client) if changed & {Corrected.EMAIL, Corrected.PHONE} else []
    db.session.commit()
    flash(f"{client.name} is corrected." if changes else "Nothing was changed.")
    if same:
        names = " and ".join(each.name for each in same)
        have = "has" if len(same) == 1 else "have"
        flash(f"{names} {have} the same e-mail or phone. Nothing is joined; correct whichever is wrong.")
    return redirect(url_for("admin.client", number=number), code=303)


def _whom(number: int) -> Client:
    client = find(Client, number)
    return abort(404) if erasure_of(db.session(), client.id) else client


def _filled(client: Client) -> CorrectionForm:
    return CorrectionForm(formdata=None, obj=client)


def _page(client: Client, form: CorrectionForm) -> str:
    return render_template("admin/clients/client_form.html", client=client, form=form)
