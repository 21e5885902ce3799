"""Refunds that a file says: less what was told of them otherwise, so that none counts twice.

One kind of file says in the row of a charge how much of it is refunded in all. What was told of the same charge in
another way is kept in payments of its own, so the file's payment is of the rest; it never becomes less, because the
file may be the older one. Another kind has a row for each single refund, as the webhook tells of them: what they say is
written down beside what was told by others, and their payments are of what is missing then.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from records.engine.many_values import among
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.turns import Turns
from records.imports import Import
from records.money.payments import Payment, in_turn
from records.money.refunds import Refunds, left_of_file, refunds_of, tell
from records.money.told_refunds import BY_FILE, Refund, ToldRefund, single_refs, single_refund

_SAID = "refunded"
_AT_ONCE = 500
_STREAMED = {"yield_per": 5_000}


class _Row(NamedTuple):
    """A staged row that says a refund; ``kept`` is the payment that is there already."""

    id: int
    line: int
    ref: str
    amount: int
    cells: dict[str, str] | None
    paid_on: date
    kept: int | None

    @property
    def said(self) -> int:
        """The amount that its file has."""
        return int((self.cells or {}).get(_SAID, self.amount))


def told_besides(session: Session, refs: Iterable[str]) -> dict[str, int]:
    """By the ref of a file's refund, how much of its charge is refunded already by what was told otherwise."""
    charges = [ref.removesuffix(BY_FILE) for ref in refs if ref.endswith(BY_FILE)]
    return {charge + BY_FILE: told for charge, told in left_of_file(session, charges).items()} if charges else {}


def clients_of_charges(session: Session, refs: Iterable[str]) -> dict[str, int]:
    """By the ref of a single refund, the client of its charge, whose the refund is whatever its row says."""
    charges = {ref: found.charge for ref in refs if (found := single_refund(ref))}
    if not charges:
        return {}
    of = select(Payment.ref, Payment.client_id).where(Payment.ref.in_(sorted(set(charges.values()))))
    clients: dict[str | None, int] = dict(session.execute(of).tuples().all())
    return {ref: clients[charge] for ref, charge in charges.items() if charge in clients}


def rest_of(said: int, told: int, kept: int) -> int:
    """What the file's payment is to be: negative or nothing, in minor units, as are ``said`` and what is ``kept``."""
    return min(said + told, kept, 0)


def as_said(amount: int) -> dict[str, str]:
    """What a staged row remembers of the amount that its file has."""
    return {_SAID: str(amount)}


def reckon_single(session: Session, record: Import, turns: Turns) -> None:
    """Of each charge's single refunds in a file, say which are new and which are told already."""
    new = (StagedRow.import_id == record.id, StagedRow.state == RowState.NEW)
    ids, begins = array("q"), bytearray()
    with turns.looking():
        those = select(StagedRow.id, StagedRow.ref).where(*new, _says_refund()).order_by(StagedRow.ref)
        before = ""
        for number, ref in session.execute(those, execution_options=_STREAMED):
            if refund := single_refund(ref):
                ids.append(number)
                begins.append(refund.charge != before)
                before = refund.charge
    begin = 0
    while begin < len(ids):
        # What one file says of a charge stays together: only all of it tells how much is refunded.
        end = begins.find(1, begin + _AT_ONCE) if begin + _AT_ONCE < len(ids) else -1
        end = end if end > 0 else len(ids)
        _reckon(session, ids[begin:end].tolist())
        begin = end
        turns()


def tell_what_is_there(session: Session, record: Import, turns: Turns) -> None:
    """Write down what a file says of refunds that bring nothing new: who tells of them later must know of it."""
    after = -1
    while True:
        in_turn(session)
        those = (StagedRow.import_id == record.id, StagedRow.state == RowState.THERE, StagedRow.line > after)
        rows = _rows(session, _refunds().where(*those).order_by(StagedRow.line).limit(_AT_ONCE))
        if not rows:
            return
        after = rows[-1].line
        for charge, its in _by_charge(rows).items():
            refunds = refunds_of(session, [charge])[charge]
            for row, refund in its:
                tell(session, refunds.told, refund, abs(row.said), row.paid_on, record.id)
        session.flush()
        turns()


def lessen(session: Session, record: Import, batch: ColumnElement[bool]) -> None:
    """Reckon the refunds of a batch anew: more may have been told since they were checked. One of nothing stays out."""
    rows = _rows(session, _refunds().where(batch).order_by(StagedRow.line))
    told = told_besides(session, [row.ref for row in rows])
    rests = [
        {"id": row.id, "amount": rest_of(row.said, told[row.ref], row.kept or 0)}
        for row in rows
        if row.ref in told and row.amount <= 0
    ]
    single = _by_charge(rows)
    found = refunds_of(session, single)
    for charge, its in single.items():
        for row, refund in its:
            tell(session, found[charge].told, refund, abs(row.said), row.paid_on, record.id)
        rests += [{"id": row.id, "amount": amount} for row, amount in _shared_out(session, found[charge], its)]
    session.flush()
    if rests:
        session.execute(update(StagedRow), rests)


def forget_told(session: Session, record: Import) -> None:
    """Forget what only an import has said of refunds, but for those whose payments had to stay."""
    stays = (exists().where(Payment.ref == ref).correlate(ToldRefund) for ref in single_refs())
    gone = delete(ToldRefund).where(ToldRefund.import_id == record.id, ~or_(*stays))
    session.execute(gone, execution_options={"synchronize_session": False})


def _reckon(session: Session, ids: Sequence[int]) -> None:
    single = _by_charge(_rows(session, _refunds().where(among(session, StagedRow.id, ids)).order_by(StagedRow.line)))
    found = refunds_of(session, single)
    changes = []
    for charge, its in single.items():
        # As it will be when they are told; nothing is written down before the file is let in.
        seen = Refunds([_copy(each) for each in found[charge].told], found[charge].kept)
        for row, refund in its:
            tell(None, seen.told, refund, abs(row.said), row.paid_on)
        for row, amount in _shared_out(session, seen, its):
            state = RowState.NEW if amount else RowState.THERE
            changes.append({"id": row.id, "amount": amount or row.said, "state": state, "cells": as_said(row.said)})
    if changes:
        session.execute(update(StagedRow), changes)


def _shared_out(session: Session, refunds: Refunds, its: Sequence[tuple[_Row, Refund]]) -> list[tuple[_Row, int]]:
    """What is missing of a charge's refunds, on its rows: the latest are the likeliest that nobody knew of.

    Money comes back only by the row of a refund that failed.
    """
    missing, shared = refunds.missing(session), []
    for row, refund in sorted(its, key=lambda each: each[0].paid_on, reverse=True):
        part = min(missing, -row.said) if not refund.failed else max(missing, -row.said)
        part = max(part, 0) if not refund.failed else min(part, 0)
        missing -= part
        shared.append((row, -part))
    return shared


def _refunds() -> Select[Any]:
    return (
        select(
            StagedRow.id,
            StagedRow.line,
            StagedRow.ref,
            StagedRow.amount,
            StagedRow.cells,
            StagedRow.paid_on,
            Payment.amount,
        )
        .outerjoin(Payment, Payment.id == StagedRow.payment_id)
        .where(_says_refund())
    )


def _says_refund() -> ColumnElement[bool]:
    """Rows with a ref that may be one of a refund; what it is, its text says exactly."""
    return StagedRow.ref.contains(" refund", autoescape=True)


def _rows(session: Session, those: Select[Any]) -> list[_Row]:
    return [_Row(*row) for row in session.execute(those)]


def _by_charge(rows: Iterable[_Row]) -> dict[str, list[tuple[_Row, Refund]]]:
    """The rows of single refunds, by their charges; one with the wrong sign is a payment like any other."""
    found: dict[str, list[tuple[_Row, Refund]]] = {}
    for row in rows:
        if (refund := single_refund(row.ref)) and (row.said > 0) is refund.failed:
            found.setdefault(refund.charge, []).append((row, refund))
    return found


def _copy(told: ToldRefund) -> ToldRefund:
    return ToldRefund(
        charge=told.charge, said_by=told.said_by, amount=told.amount, failed=told.failed, told_on=told.told_on
    )
