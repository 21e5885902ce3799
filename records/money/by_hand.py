"""Payments that staff type in."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import locked_by_name
from records.money.payments import Payment, PaymentKind, record_payment
from records.staff.users import User
from records.totals import follow


def alone_with(session: Session, client: Client) -> None:
    """Have a client to oneself until the transaction ends: what is read of them after this stays so."""
    follow(session, [client.id])


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
    """A payment typed on a page, in minor units. The same page sent twice is the payment that is there already.

    A page that comes back with anything changed is another payment: what was acknowledged is always kept.
    """
    ref = _ref(client, amount, currency, paid_on, kind, page)
    locked_by_name(session, ref)
    sent_before = session.scalars(select(Payment).where(Payment.ref == ref)).first()
    return sent_before or record_payment(session, client, amount, currency, paid_on, kind, at, user=user, ref=ref)


def is_kept(
    session: Session, client: Client, amount: int, currency: str, paid_on: date, kind: PaymentKind, page: str
) -> bool:
    """Whether this payment, typed on this page, is there already."""
    ref = _ref(client, amount, currency, paid_on, kind, page)
    return session.scalars(select(Payment.id).where(Payment.ref == ref)).first() is not None


def _ref(client: Client, amount: int, currency: str, paid_on: date, kind: PaymentKind, page: str) -> str:
    return f"by hand {page} {client.id} {kind} {paid_on} {amount} {currency}"
