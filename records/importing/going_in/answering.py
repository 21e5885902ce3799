"""What a person says of rows that wait in the staging table: who paid, not this one, or this one all the same."""

from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.importing.going_in.applying_payments import add_waiting
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.going_in.staging_payments import equal_payments
from records.importing.lines.likely_clients import Candidate, likely_clients
from records.imports import UNFINISHED, ImportState
from records.joining.rows import meant_by_numbers
from records.money.payments import Payment, in_turn
from records.staff.users import User


class NotWaiting(ValueError):
    """The row is not one that waits for this answer; the message says what became of it."""


def candidates_of(session: Session, row: StagedRow) -> list[tuple[Client, str]]:
    """The clients whom a row may mean, the likeliest first, each with why."""
    named = {each["id"]: str(each["why"]) for each in row.candidates or ()}
    # Who was joined with another client since is that one.
    joined = meant_by_numbers(session, named)
    kept = {joined.get(number, number): why for number, why in named.items()}
    found: dict[int, str] = kept or _likely(session, row.who or "")
    clients = {client.id: client for client in session.scalars(select(Client).where(Client.id.in_(found)))}
    return [(clients[number], why) for number, why in found.items() if number in clients]


def _likely(session: Session, who: str) -> dict[int, str]:
    likely: list[Candidate] = likely_clients(session, who)
    return {each.id: each.why for each in likely}


def answer_row(session: Session, row: StagedRow, client: Client, user: User, at: datetime) -> RowState:
    """Say who paid. Of an import that is not confirmed the row waits with the others; else it goes in at once.

    Returns what became of it: new, or there if an identical payment is there already; then ``add_anyway`` adds it.
    Raises NotWaiting if it is not asked who paid, or if its import is being applied just now.
    """
    must_be(session, row, RowState.ASKED, kind="payments")
    row.client_id, row.answered_by_id, row.answered_at = client.id, user.id, at
    row.column = row.reason = row.candidates = None
    row.nth = _number_in_file(session, row)
    there = session.scalar(select(func.count()).where(equal_payments(row))) or 0
    row.state = RowState.NEW if row.ref or there < row.nth else RowState.THERE
    return _settled(session, row, at)


def leave_out(session: Session, row: StagedRow) -> None:
    """Do not take a row in. Raises NotWaiting if its import is being applied just now."""
    must_be(session, row, *RowState)
    record, state = row.record, row.state
    session.delete(row)
    if record.state is ImportState.PREPARED:
        for name, counted in (("added", RowState.NEW), ("changed", RowState.CHANGED), ("unchanged", RowState.THERE)):
            setattr(record, name, getattr(record, name) - (state is counted))
    session.flush()


def add_anyway(session: Session, row: StagedRow, user: User, at: datetime) -> None:
    """Take a payment in although an identical one is there already.

    Raises NotWaiting if it is not such a one: a row with a ref is the payment of that ref.
    """
    must_be(session, row, RowState.THERE, kind="payments")
    if row.ref:
        raise NotWaiting(f"the payment {row.ref!r} is there already, and a ref belongs to one payment")
    row.anyway, row.answered_by_id, row.answered_at = True, user.id, at
    row.state = RowState.NEW
    if row.record.state is ImportState.PREPARED:
        row.record.unchanged -= 1
    _settled(session, row, at)


def must_be(session: Session, row: StagedRow, *states: RowState, kind: str | None = None) -> None:
    """Read a row anew, in turn.

    Raises NotWaiting if it is in none of these states, of a file of another kind, or if its import is under way.
    """
    in_turn(session)
    session.flush()
    if session.get(StagedRow, row.id, populate_existing=True) is None:
        raise NotWaiting("the row is not there any more; look at the list of imports")
    session.refresh(row.record)
    if kind not in {None, row.record.kind}:
        raise NotWaiting(f"line {row.line} is one of {row.record.kind}, and not of {kind}")
    if row.record.state in {*UNFINISHED, ImportState.CHECKING}:
        raise NotWaiting(f"the import {row.import_id} is under way just now; wait until it is done")
    if row.state not in states:
        raise NotWaiting(f"line {row.line} is {row.state.value} by now; look at the list again")


def _settled(session: Session, row: StagedRow, at: datetime) -> RowState:
    """Let an answered row wait with its import, or bring it in with the import that is finished."""
    record, state = row.record, row.state
    session.flush()
    if record.state is ImportState.PREPARED:
        record.added += state is RowState.NEW
        record.unchanged += state is RowState.THERE
        session.flush()
    elif state is RowState.NEW and not add_waiting(session, record, row, at):
        state = RowState.THERE
    return state


def _number_in_file(session: Session, row: StagedRow) -> int:
    """Which of the equal rows of its import it is, as far as they still wait or have been added."""
    if row.ref:
        return 1
    staged = and_(
        StagedRow.import_id == row.import_id,
        StagedRow.state.in_((RowState.NEW, RowState.THERE)),
        StagedRow.ref.is_(None),
        *(getattr(StagedRow, name) == getattr(row, name) for name in _EQUAL),
    )
    added = and_(equal_payments(row), Payment.import_id == row.import_id)
    waiting = session.scalar(select(func.count()).select_from(StagedRow).where(staged)) or 0
    return 1 + waiting + (session.scalar(select(func.count()).where(added)) or 0)


_EQUAL = ("client_id", "amount", "currency", "paid_on", "kind")
