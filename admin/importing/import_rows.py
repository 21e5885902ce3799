"""Rows of an import that a person decides about: who paid, not this one, or this one all the same."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import DayField
from admin.formats import plural, sentence_of
from admin.pages import LARGEST_NUMBER, find, pages
from admin.staff.access import only_who_may_change
from attribution import fold
from records.answers.recording import new_client
from records.clients import Client
from records.db import db
from records.delivered.arrived import place_what_waited
from records.importing import NotWaiting, add_anyway, answer_row, candidates_of, leave_out
from records.importing.files import cells as readers
from records.importing.going_in.staging import RowState, StagedRow
from records.money.payments import in_turn
from reports.clients.client_search import clients_found
from reports.importing.imports_taken import same_question, same_words

DOOR = "import"
_FOUND = 10


class AnswerForm(FlaskForm):
    """The client who paid, for this row or for all that say the same."""

    client = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])
    all = BooleanField("For every row of this file that says the same")


class NewClientForm(FlaskForm):
    """A client who is not there yet."""

    name = StringField("Name", [InputRequired("Type the name."), Length(max=200)])
    email = StringField("E-mail", [Optional(), Length(max=254)])
    came_on = DayField("Came on", [InputRequired("Say on which day they came.")])
    all = BooleanField("For every row of this file that says the same", default=True)

    def validate_name(self, field: Any) -> None:
        """Without a letter nobody could ever be found."""
        if not fold(field.data):
            raise ValidationError("Type a name with letters.")

    def validate_email(self, field: Any) -> None:
        """By its shape only."""
        try:
            readers.email(field.data.strip())
        except ValueError as problem:
            raise ValidationError("This is not an e-mail address. Correct it, or leave it blank.") from problem


@pages.get("/imports/rows/<int:number>/edit")
def row_of_import(number: int) -> ResponseReturnValue:
    """Who paid: the clients that may be meant, a search, a new client, or leaving the row out."""
    only_who_may_change()
    row = row_of(number, "payments")
    if row.state is not RowState.ASKED:
        return redirect(_back(row), code=303)
    return _page(row)


@pages.post("/imports/rows/<int:number>/answer")
def say_who_paid(number: int) -> ResponseReturnValue:
    """This client paid."""
    row, form = row_of(number, "payments"), AnswerForm()
    if row.state is not RowState.ASKED:
        return _decided(row)
    if not form.validate():
        return _page(row), 422
    client = find(Client, form.client.data or 0)
    return _answered(row, client, everywhere=form.all.data)


@pages.post("/imports/rows/<int:number>/client")
def new_client_of_row(number: int) -> ResponseReturnValue:
    """Somebody who is not there yet paid."""
    row, form = row_of(number, "payments"), NewClientForm()
    if row.state is not RowState.ASKED:
        return _decided(row)
    if not form.validate() or form.came_on.data is None:
        return _page(row, form), 422
    in_turn(db.session())
    client = new_client(db.session(), form.name.data or "", datetime.now(UTC), email=form.email.data or "", door=DOOR)
    client.came_on = form.came_on.data
    return _answered(row, client, everywhere=form.all.data)


def _answered(row: StagedRow, client: Client, *, everywhere: bool) -> ResponseReturnValue:
    session, now, back = db.session(), datetime.now(UTC), _back(row)
    others = (
        session.scalars(select(StagedRow).where(same_words(row), StagedRow.id != row.id)).all() if everywhere else ()
    )
    states = []
    try:
        for each in (row, *others):
            states.append(answer_row(session, each, client, current_user, now))
        place_what_waited(session, now)
        session.commit()
    except NotWaiting as problem:
        session.rollback()
        flash(sentence_of(problem))
        return redirect(back, code=303)
    there = states.count(RowState.THERE)
    told = f"{plural(len(states), 'payment')} of {client.name}"
    flash(f"{told}, of which {there} are there already; add them by hand if they are others." if there else f"{told}.")
    return redirect(back, code=303)


@pages.post("/imports/rows/<int:number>/left-out")
def leave_row_out(number: int) -> ResponseReturnValue:
    """Not this one."""
    row, session = find(StagedRow, number), db.session()
    back, line = _back(row), row.line
    try:
        leave_out(session, row)
        session.commit()
        flash(f"Line {line} is left out.")
    except NotWaiting as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(back, code=303)


@pages.post("/imports/rows/<int:number>/addition")
def add_row(number: int) -> ResponseReturnValue:
    """This one all the same, although an identical payment is there."""
    row, session = row_of(number, "payments"), db.session()
    back, line = _back(row), row.line
    try:
        add_anyway(session, row, current_user, datetime.now(UTC))
        session.commit()
        flash(f"Line {line} is a payment of its own.")
    except NotWaiting as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(back, code=303)


def row_of(number: int, kind: str) -> StagedRow:
    """A row of a file of this kind, or the answer 404: what is asked of one kind means nothing to another."""
    row = find(StagedRow, number)
    if row.record.kind != kind:
        abort(404)
    return row


def _decided(row: StagedRow) -> ResponseReturnValue:
    flash("Somebody was faster: this row is decided already.")
    return redirect(_back(row), code=303)


def _back(row: StagedRow) -> str:
    return url_for("admin.import_", number=row.import_id, tab=row.state.value)


def _page(row: StagedRow, form: NewClientForm | None = None) -> str:
    session, wanted = db.session(), request.args.get("q", "").strip()[:200]
    return render_template(
        "admin/importing/import_row.html",
        row=row,
        candidates=candidates_of(session, row),
        wanted=wanted,
        found=clients_found(session, wanted, size=_FOUND) if wanted else None,
        others=same_question(session, row),
        back=_back(row),
        form=form
        or NewClientForm(
            formdata=None, name=_name(row.who or ""), email=_email(row.who or ""), came_on=row.paid_on, all=True
        ),
    )


def _name(who: str) -> str:
    return "" if "@" in who else who


def _email(who: str) -> str:
    return who if "@" in who else ""
