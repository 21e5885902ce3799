"""Which currencies payments are in."""

from functools import cache
from typing import Any

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from records.payments import Payment, PaymentKind


def currencies_of_payments(session: Session) -> set[str]:
    """Every currency of a payment.

    Each step looks up the next code in the index by kind and currency, so the number of payments does not matter.
    """
    return {code for code in session.scalars(_codes()) if code}


@cache
def _codes() -> Any:
    """The steps of all kinds in one statement, made once; the last code of each kind is NULL."""
    kinds = []
    for kind in PaymentKind:
        steps = select(literal("").label("code")).cte(f"of_{kind}", recursive=True)
        after = select(Payment.currency).where(Payment.kind == kind, Payment.currency > steps.c.code)
        following = after.order_by(Payment.currency).limit(1).correlate(steps).scalar_subquery()
        kinds.append(steps.union_all(select(following).where(steps.c.code.is_not(None))))
    return union_all(*(select(each.c.code) for each in kinds))
