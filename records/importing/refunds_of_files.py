"""Refunds that a file says in the row of their charge: less what was told of them otherwise, so that none counts twice.

The file says how much of a charge is refunded in all. What the webhook has told of the same charge is kept in payments
of its own, so the file's payment is of the rest; it never becomes less, because the file may be the older one.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from records.payments import Payment
from records.refunds import BY_FILE, left_of_file
from records.staging import StagedRow

_SAID = "refunded"


def told_besides(session: Session, refs: Iterable[str]) -> dict[str, int]:
    """By the ref of a file's refund, how much of its charge is refunded already by what was told otherwise."""
    charges = [ref.removesuffix(BY_FILE) for ref in refs if ref.endswith(BY_FILE)]
    return {charge + BY_FILE: told for charge, told in left_of_file(session, charges).items()} if charges else {}


def rest_of(said: int, told: int, kept: int) -> int:
    """What the file's payment is to be: negative or nothing, in minor units, as are ``said`` and what is ``kept``."""
    return min(said + told, kept, 0)


def as_said(amount: int) -> dict[str, str]:
    """What a staged row remembers of the amount that its file has."""
    return {_SAID: str(amount)}


def lessen(session: Session, batch: ColumnElement[bool]) -> None:
    """Reckon the refunds of a batch anew: more may have been told since they were checked. One of nothing stays out."""
    those = (
        select(StagedRow.id, StagedRow.ref, StagedRow.amount, StagedRow.cells, Payment.amount)
        .outerjoin(Payment, Payment.id == StagedRow.payment_id)
        .where(batch, StagedRow.ref.endswith(BY_FILE, autoescape=True), StagedRow.amount <= 0)
    )
    rows: list[Any] = list(session.execute(those))
    told = told_besides(session, [ref for _, ref, *_ in rows])
    rests = [
        {"id": number, "amount": rest_of(int((cells or {}).get(_SAID, amount)), told[ref], kept or 0)}
        for number, ref, amount, cells, kept in rows
        if ref in told
    ]
    if rests:
        session.execute(update(StagedRow), rests)
