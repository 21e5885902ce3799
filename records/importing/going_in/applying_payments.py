"""From the staging table to the payments, batch by batch: new ones, then whom they make clients, then changed ones.

A batch and what it takes out of the staging table are one transaction, so that whatever is left there is to be done,
whoever does it. Payments of an unfinished import do not count yet; stages and changes come last, because they do.
"""

from array import array
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from records.clients import Client, Stage, StageChange
from records.engine.at_once import AtOnce
from records.engine.many_values import among
from records.engine.statistics import look_over
from records.importing.going_in.changes import plain
from records.importing.going_in.days_touched import put_off_clients
from records.importing.going_in.refunds_of_files import lessen, tell_what_is_there
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.going_in.staging_payments import equal_payments
from records.importing.lines.planning import Done
from records.importing.turns import Turns
from records.imports import Import, ImportChange
from records.money.payments import Payment, in_turn
from records.totals import alone, apart, follow, put_off_days_of

_FEW, _MOST, _SHORT = 1_000, 8_000, 0.05
"""So many rows in one transaction. Of very few each writes pages of the indexes that the next one writes again."""
_FEW_CHANGES, _FEW_CLIENTS, _MOST_CLIENTS = 100, 500, 4_000
_CHANGED = ("client_id", "amount", "currency", "paid_on", "kind")
_GONE = "its client is not there any more; import the row again"


def apply_payments(session: Session, record: Import, at: datetime, done: Done, turns: Turns) -> None:
    """Bring everything of the import in that is new or changed; it does not finish the import."""
    tell_what_is_there(session, record, turns)
    at_once = AtOnce(session, _FEW, _MOST, _SHORT, beside=True)
    known = 0
    while new := _next(session, record, RowState.NEW, at_once.number):
        # Nothing of it counts yet, so no total changes.
        with at_once, apart(session):
            added = _add(session, record, new, at)
        record.added += added
        record.unchanged += new.rows - added
        turns()
        for _ in range(new.rows):
            done()
        if record.added > 2 * known:
            # Or the next ones are looked for as in a table of so few.
            known = record.added
            look_over(session, Payment)
            turns()
    _win(session, record, _paid_by(session, record, turns), at, turns)
    at_once = AtOnce(session, _FEW_CHANGES, _FEW)
    while changed := _next(session, record, RowState.CHANGED, at_once.number):
        with at_once:
            _change(session, record, changed, at)
        turns()
        for _ in range(changed.rows):
            done()


class _Batch(NamedTuple):
    """Rows of one state up to a line, and how many they are."""

    state: RowState
    last: int
    rows: int

    def of(self, record: Import) -> ColumnElement[bool]:
        """The condition of its rows."""
        return and_(StagedRow.import_id == record.id, StagedRow.state == self.state, StagedRow.line <= self.last)


def _next(session: Session, record: Import, state: RowState, most: int) -> _Batch | None:
    """The next batch, under a lock that lets no other file bring the same payments meanwhile."""
    in_turn(session)
    those = (StagedRow.import_id == record.id, StagedRow.state == state)
    lines = select(StagedRow.line).where(*those).order_by(StagedRow.line).limit(most).subquery()
    last = session.scalar(select(func.max(lines.c.line)))
    if last is None:
        return None
    # One line of an export may say two payments, such as one and its refund; they go in together.
    rows = session.scalar(select(func.count()).select_from(StagedRow).where(*those, StagedRow.line <= last))
    return _Batch(state, last, rows or 0)


def _add(session: Session, record: Import, rows: _Batch, at: datetime) -> int:
    """Add the payments of a batch that nobody else has added since they were checked; how many they were."""
    batch = rows.of(record)
    lessen(session, record, batch)
    equal = select(func.count()).where(equal_payments(StagedRow)).correlate(StagedRow).scalar_subquery()
    of_ref = _one(select(Payment.id).where(Payment.ref == StagedRow.ref).correlate(StagedRow))
    is_new = or_(
        and_(StagedRow.ref.is_not(None), of_ref.is_(None), StagedRow.amount != 0),
        and_(StagedRow.ref.is_(None), or_(StagedRow.anyway, equal < StagedRow.nth)),
    )
    chosen = (
        select(
            StagedRow.client_id,
            StagedRow.ref,
            StagedRow.amount,
            StagedRow.currency,
            StagedRow.paid_on,
            StagedRow.kind,
            case((StagedRow.anyway, equal + 1), else_=StagedRow.nth),
            literal(record.id),
            StagedRow.answered_by_id,
            literal(at, Payment.created_at.type),
        )
        .join(Client, Client.id == StagedRow.client_id)
        .where(batch, is_new)
        .order_by(StagedRow.line)
    )
    into = ("client_id", "ref", "amount", "currency", "paid_on", "kind", "nth", "import_id", "user_id", "created_at")
    added = _rows(
        session.execute(
            insert(Payment).from_select(into, chosen, include_defaults=False),
            execution_options={"preserve_rowcount": True},
        )
    )
    if added < rows.rows:
        _refuse_without_client(session, record, batch)
    session.execute(delete(StagedRow).where(batch))
    return added


def add_waiting(session: Session, record: Import, row: StagedRow, at: datetime) -> bool:
    """Add a payment of which a person has said whose it is, after its import was finished; False if it is there."""
    client, amount = row.client_id, row.amount or 0
    in_turn(session)
    follow(session, [client] if client else [])
    with apart(session):
        added = _add(session, record, _Batch(RowState.NEW, row.line, 1), at)
        record.added += added
        if added and amount > 0 and client:
            _make_won(session, record, Client.id == client, at)
    return bool(added)


def _refuse_without_client(session: Session, record: Import, batch: ColumnElement[bool]) -> None:
    """A client can go between the check and now; the row must not go with it unseen."""
    gone = and_(batch, ~exists().where(Client.id == StagedRow.client_id).correlate(StagedRow))
    refused = update(StagedRow).where(gone).values(state=RowState.REFUSED, reason=_GONE)
    lost = _rows(session.execute(refused, execution_options={"synchronize_session": False}))
    record.refused += lost
    record.unchanged -= lost


def _paid_by(session: Session, record: Import, turns: Turns) -> "array[int]":
    """The clients who would be won by what the import brought."""
    # As a list, which is made once: asked for each client, a database may look through the whole import every time.
    paid = Client.id.in_(select(Payment.client_id).where(Payment.import_id == record.id, Payment.amount > 0))
    with turns.looking():
        rows = session.connection().execute(
            select(Client.id).where(_not_won(), paid).order_by(Client.id), execution_options={"yield_per": 5_000}
        )
        return array("q", (number for (number,) in rows))


def _one(found: Select[tuple[int]]) -> ScalarSelect[int]:
    """One of what is found, for each row by itself: PostgreSQL would go through a whole table for "exists"."""
    return found.limit(1).scalar_subquery()


def _not_won() -> ColumnElement[bool]:
    """The first positive payment makes a client won, unless a person has set the stage."""
    by_person = select(StageChange.id).where(StageChange.client_id == Client.id, StageChange.user_id.is_not(None))
    return and_(Client.stage != Stage.WON, _one(by_person.correlate(Client)).is_(None))


def _win(session: Session, record: Import, clients: Iterable[int], at: datetime, turns: Turns) -> None:
    rest, at_once = iter(clients), AtOnce(session, _FEW_CLIENTS, _MOST_CLIENTS)
    while some := list(islice(rest, at_once.number)):
        # Somebody may have set a stage meanwhile, or given a payment to another client.
        those = and_(among(session, Client.id, some), _not_won(), _paid_in(record))
        with at_once, apart(session):
            alone(session)
            still = among(session, Client.id, session.scalars(select(Client.id).where(those)))
            put_off_days_of(session, select(Client.came_on).where(still))
            _make_won(session, record, still, at)
        turns()


def _paid_in(record: Import) -> ColumnElement[bool]:
    # Written so that the index by import does not answer it: that would look through the whole import for each client.
    of_import = func.coalesce(Payment.import_id, 0) == record.id
    paid = select(Payment.id).where(Payment.client_id == Client.id, of_import, Payment.amount > 0)
    return _one(paid.correlate(Client)).is_not(None)


def _make_won(session: Session, record: Import, clients: ColumnElement[bool], at: datetime) -> None:
    those = and_(clients, _not_won())
    change = select(
        Client.id,
        literal(Stage.WON, StageChange.stage.type),
        literal(at, StageChange.at.type),
        literal(record.id),
    ).where(those)
    session.execute(
        insert(StageChange).from_select(("client_id", "stage", "at", "import_id"), change, include_defaults=False)
    )
    won = update(Client).where(those).values(stage=Stage.WON)
    session.execute(won, execution_options={"synchronize_session": False})


def _change(session: Session, record: Import, rows: _Batch, at: datetime) -> None:
    # Alone with what counts before a day is read: a payment that somebody moves meanwhile would leave its money behind.
    alone(session)
    batch = rows.of(record)
    lessen(session, record, batch)
    columns = [getattr(Payment, name).label(f"old_{name}") for name in _CHANGED]
    pairs = session.execute(
        select(StagedRow, *columns).join(Payment, Payment.id == StagedRow.payment_id).where(batch)
    ).all()
    changes = [change for pair in pairs if (change := _difference(record, pair))]
    clients = {client for pair in pairs for client in (pair[0].client_id, pair.old_client_id)}
    days = {day for pair in pairs for day in (pair[0].paid_on, pair.old_paid_on)}
    with apart(session):
        if changes:
            session.execute(insert(ImportChange), [before for before, _ in changes])
            session.execute(update(Payment), [after for _, after in changes])
        positive = sorted({pair[0].client_id for pair in pairs if pair[0].amount > 0})
        if positive:
            _make_won(session, record, Client.id.in_(positive), at)
    put_off_clients(session, sorted(clients), days)
    record.changed += len(changes)
    record.unchanged += rows.rows - len(changes)
    session.execute(delete(StagedRow).where(batch), execution_options={"synchronize_session": False})


def _difference(record: Import, pair: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """A payment before and after as it is kept for an undo, and its new values; None if a row changes nothing."""
    row, *old = pair
    before = {name: value for name, value in zip(_CHANGED, old, strict=True) if getattr(row, name) != value}
    if not before:
        return None
    after = {name: getattr(row, name) for name in before}
    kept = {"import_id": record.id, "of": Payment.__tablename__, "row_id": row.payment_id}
    return kept | {"before": plain(before), "after": plain(after)}, {"id": row.payment_id} | after


def _rows(result: Any) -> int:
    return int(result.rowcount)
