"""Which currencies payments are in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.payments import Payment, PaymentKind


def currencies_of_payments(session: Session) -> set[str]:
    """Every currency of a payment.

    Each step looks up the next code in the index by kind and currency, so the number of payments does not matter.
    """
    found: set[str] = set()
    for kind in PaymentKind:
        code: str | None = ""
        while code is not None:
            after = select(Payment.currency).where(Payment.kind == kind, Payment.currency > code)
            code = session.scalar(after.order_by(Payment.currency).limit(1))
            found |= {code} if code else set()
    return found
