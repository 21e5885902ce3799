"""Erasing a person who has asked for it: what goes, what stays, and doing it for good."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired

from admin.pages import find, pages
from admin.staff.access import only_an_owner
from records.clients import Client
from records.db import db
from records.engine.shredding import swept
from records.erasing import clients_with_email, erase, erasure_of


class EraseForm(FlaskForm):
    """That the owner knows that it cannot be undone."""

    sure = BooleanField("I know that this cannot be undone", [InputRequired("Tick this first.")])


@pages.get("/clients/<int:number>/erase")
def erasing(number: int) -> str:
    """What goes and what stays."""
    return _page(_whom(number), EraseForm(formdata=None))


@pages.post("/clients/<int:number>/erase")
def erase_client(number: int) -> ResponseReturnValue:
    """Erase the person."""
    client, form = _whom(number), EraseForm()
    if not form.validate():
        return _page(client, form), 422
    gone = erase(db.session(), client, datetime.now(UTC), current_user)
    db.session.commit()
    swept(db.engine)
    flash("The person is erased. Amounts, days and credits stay.")
    if gone.still_named:
        flash(
            "The name stands on in the directory, where it may be somebody else's: "
            + ", ".join(f"{table} {number}" for table, number in gone.still_named)
            + "."
        )
    return redirect(url_for("admin.client", number=number), code=303)


def _whom(number: int) -> Client:
    only_an_owner()
    client = find(Client, number)
    return abort(404) if erasure_of(db.session(), client.id) else client


def _page(client: Client, form: EraseForm) -> str:
    others = [each for each in clients_with_email(db.session(), client.email) if each is not client]
    return render_template("admin/clients/erase.html", client=client, others=others, form=form)
