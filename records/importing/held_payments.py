"""What rests on payments that an import brought, beside the keys that the tables declare.

What was done by hand and what a webhook told know a payment by its number or ref without pointing to it, because it
may be removed.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.db import Base
from records.payment_changes import PaymentChange
from records.payments import Payment
from records.refunds import BY_FILE, ToldRefund


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
    refunded = select(Payment.id).where(
        Payment.id.in_(ids),
        Payment.ref.is_not(None),
        select(ToldRefund.id)
        .where((ToldRefund.charge == Payment.ref) | (ToldRefund.charge + BY_FILE == Payment.ref))
        .exists(),
    )
    for number in session.scalars(refunded):
        found.setdefault(number, "the webhook has told of its refunds")
    return found
