"""Payments that staff type in."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import locked_by_name
from records.payments import Payment, PaymentKind, record_payment
from records.users import User


def payment_by_hand(
    session: Session,
    client: Client,
    amount: int,
    currency: str,
    paid_on: date,
    kind: PaymentKind,
    at: datetime,
    user: User,
    page: str,
) -> Payment:
    """A payment typed on a page, in minor units. The same page sent twice is the payment that is there already."""
    ref = f"by hand {page}"
    locked_by_name(session, ref)
    sent_before = session.scalars(select(Payment).where(Payment.ref == ref, Payment.client_id == client.id)).first()
    return sent_before or record_payment(session, client, amount, currency, paid_on, kind, at, user=user, ref=ref)
