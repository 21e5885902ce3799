"""What rests on payments that an import brought, beside the keys that the tables declare.

What was done by hand and what a webhook told know a payment by its number or ref without pointing to it, because it
may be removed.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.db import Base
from records.engine.many_values import among
from records.money.payment_changes import PaymentChange
from records.money.payments import Payment
from records.money.told_refunds import BY_FILE, ToldRefund, charge_of


def held_payments(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Those of these payments that must stay, with why: somebody has changed them, or another program tells of them."""
    found: dict[int, str] = {}
    by_hand = select(PaymentChange.payment_id).where(
        PaymentChange.payment_id.in_(ids), PaymentChange.undone_at.is_(None)
    )
    for number in session.scalars(by_hand):
        found.setdefault(number, "it was changed or refunded by hand since; undo that first")
    told = Base.metadata.tables["deliveries"]
    # A later payment may have got the number of one that was removed.
    by_event = (
        select(Payment.id)
        .join(told, told.c.payment_id == Payment.id)
        .where(told.c.payment_id.in_(ids), told.c.last_at >= Payment.created_at)
    )
    for number in session.scalars(by_event):
        found.setdefault(number, "the webhook has told of it, too")
    for number in _refunded_by_others(session, ids):
        found.setdefault(number, "the webhook or another file has told of its refunds")
    return found


def _refunded_by_others(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of these payments of whose charge something is said by others than their own import."""
    brought = select(Payment.id, Payment.ref, Payment.import_id).where(Payment.id.in_(ids), Payment.ref.is_not(None))
    rows = [(number, charge_of(ref), ref, by) for number, ref, by in session.execute(brought)]
    charges = {charge for _, charge, *_ in rows}
    said: dict[str, set[int | None]] = {}
    told = select(ToldRefund.charge, ToldRefund.import_id).where(among(session, ToldRefund.charge, charges))
    for charge, by in session.execute(told.distinct()):
        said.setdefault(charge, set()).add(by)
    files = select(Payment.ref, Payment.import_id).where(
        among(session, Payment.ref, [charge + BY_FILE for _, charge, ref, _ in rows if ref != charge])
    )
    for ref, by in session.execute(files):
        said.setdefault(ref.removesuffix(BY_FILE), set()).add(by)
    return [number for number, charge, _, by in rows if said.get(charge, set()) - {by}]
