"""What happens to payments: by the verbs that pages and the form use, and by statements over many rows."""

from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from records.clients import Client
from records.money.by_hand import payment_by_hand
from records.money.payment_changes import (
    PaymentChange,
    change_payment,
    left_of,
    move_payment,
    refund_payment,
    remove_payment,
    undo_payment_change,
)
from records.money.payments import Payment, PaymentKind, record_payment
from tests.records.firm_of_tests import NOW, reviewer
from tests.records.happenings.chosen import day, may_be_refused, some

CURRENCIES = ("USD", "USD", "JPY", "EUR")
WHY = "It was wrong"


def paid(session: Session, one: int, other: int, folder: Path) -> None:
    """A client pays, or is sent a bill."""
    client = some(session, Client, one)
    if client:
        kind = PaymentKind.BILLED if other % 5 == 0 else PaymentKind.RECEIVED
        amount, currency, paid_on = 1 + other * 37 % 99_999, CURRENCIES[other % 4], day(one * 7 + other)
        if one % 2:
            record_payment(session, client, amount, currency, paid_on, kind, NOW)
        else:
            page = f"page {one} {other}"
            payment_by_hand(session, client, amount, currency, paid_on, kind, NOW, reviewer(session), page)


def refunded(session: Session, one: int, other: int, folder: Path) -> None:
    """A part of a payment, or all that is left of it, is paid back."""
    payment = some(session, Payment, one)
    if payment:
        with may_be_refused(session):
            part = max(1, left_of(session, payment) // (1 + other % 3))
            refund_payment(session, payment, part, day(other), NOW, reviewer(session), WHY)


def corrected(session: Session, one: int, other: int, folder: Path) -> None:
    """A payment is given other values."""
    payment = some(session, Payment, one)
    if payment:
        with may_be_refused(session):
            amount, currency, kind = other - 20, CURRENCIES[other % 4], list(PaymentKind)[one % 2]
            change_payment(session, payment, amount, currency, day(other), kind, NOW, reviewer(session), WHY)


def moved(session: Session, one: int, other: int, folder: Path) -> None:
    """A payment was another client's."""
    payment, client = some(session, Payment, one), some(session, Client, other)
    if payment and client:
        with may_be_refused(session):
            move_payment(session, payment, client, NOW, reviewer(session), WHY)


def removed(session: Session, one: int, other: int, folder: Path) -> None:
    """A payment is taken away by hand."""
    payment = some(session, Payment, one)
    if payment:
        with may_be_refused(session):
            remove_payment(session, payment, NOW, reviewer(session), WHY)


def put_back(session: Session, one: int, other: int, folder: Path) -> None:
    """A change of a payment is undone."""
    change = some(session, PaymentChange, one)
    if change and change.undone_at is None:
        with may_be_refused(session):
            undo_payment_change(session, change, NOW, reviewer(session))


def moved_together(session: Session, one: int, other: int, folder: Path) -> None:
    """One statement gives all payments of a client to another."""
    client, to = some(session, Client, one), some(session, Client, other)
    if client and to:
        session.execute(update(Payment).where(Payment.client_id == client.id).values(client_id=to.id))


def deleted_together(session: Session, one: int, other: int, folder: Path) -> None:
    """One statement deletes the payments of a client on the days of a month."""
    client = some(session, Client, one)
    if client:
        first = day(other)
        of_client = delete(Payment).where(Payment.client_id == client.id, Payment.paid_on >= first)
        session.execute(of_client.where(Payment.paid_on <= first.replace(day=28)))
