"""Changes of payments by hand, and their undoing, say who did them and why in what changed since a month was closed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client, Stage, change_stage
from records.money.payment_changes import (
    PaymentChange,
    change_payment,
    move_payment,
    refund_payment,
    remove_payment,
    undo_payment_change,
)
from records.money.payments import Payment, PaymentKind
from reports.closed.changes import changes_since
from tests.records.firm_of_tests import NOW, partner, reviewer, told
from tests.reports.closed.test_causes import LATER, LATEST, QUESTION, close, found, paid, said


def to_april(session: Session, payment: Payment) -> PaymentChange:
    return change_payment(
        session, payment, 500, "USD", date(2026, 4, 1), PaymentKind.RECEIVED, LATER, reviewer(session), "wrong day"
    )


def dearer(session: Session, payment: Payment) -> PaymentChange:
    return change_payment(
        session, payment, 700, "USD", payment.paid_on, PaymentKind.RECEIVED, LATER, reviewer(session), "a slip"
    )


def elsewhere(session: Session, payment: Payment) -> PaymentChange:
    other = session.scalars(select(Client).where(Client.id != payment.client_id)).one()
    return move_payment(session, payment, other, LATER, reviewer(session), "wrong Lee")


def back(session: Session, payment: Payment) -> PaymentChange:
    return refund_payment(session, payment, 200, date(2026, 3, 30), LATER, reviewer(session), "complaint")


def away(session: Session, payment: Payment) -> PaymentChange:
    return remove_payment(session, payment, LATER, reviewer(session), "twice")


Act = Callable[[Session, Payment], PaymentChange]
ACTS: list[tuple[Act, str, str]] = [
    (to_april, "Payment moved: another day, client, kind or currency", "changed by hand: wrong day"),
    (dearer, "Amount changed", "changed by hand: a slip"),
    (elsewhere, "Moved to another client", "moved by hand to another client: wrong Lee"),
    (back, "Payment added", "refunded by hand: complaint"),
    (away, "Payment removed", "removed by hand: twice"),
]


@pytest.mark.parametrize(("act", "what", "why"), ACTS)
def test_changes_of_payments_by_hand_and_their_undoing(session: Session, act: Act, what: str, why: str) -> None:
    partner(session, "Joseph Smithson")
    client, _ = told(session, "somebody").client, told(session, "Joseph Smithson")
    # A person has set the stage, so that it does not follow from the payments.
    change_stage(session, client, Stage.WON, NOW, reviewer(session))
    payment = paid(session, client)
    closure = close(session)
    change = act(session, payment)
    assert (what, "Ann", why) in found(session, closure)
    undo_payment_change(session, change, LATEST, reviewer(session))
    session.commit()
    session.expire_all()
    left = changes_since(session, closure, QUESTION)
    # A removed payment is brought back under a new number, which adds up to nothing; all else leaves no change.
    assert sum(change.difference.revenue for change in left) == 0
    assert {said(change)[1:] for change in left} <= {("Ann", f"undone: {why}"), ("Ann", why)}


def test_an_undoing_since_the_closing_of_a_change_before_it(session: Session) -> None:
    client = told(session, "somebody").client
    payment = paid(session, client)
    early = NOW + timedelta(days=1)
    change = refund_payment(session, payment, 200, date(2026, 3, 30), early, reviewer(session), "complaint")
    other = change_payment(
        session,
        paid(session, client),
        900,
        "USD",
        date(2026, 3, 5),
        PaymentKind.RECEIVED,
        early,
        reviewer(session),
        "a slip",
    )
    closure = close(session)
    undo_payment_change(session, change, LATEST, reviewer(session))
    undo_payment_change(session, other, LATER, reviewer(session))
    assert found(session, closure) == [
        ("Payment removed", "Ann", "undone: refunded by hand: complaint"),
        ("Amount changed", "Ann", "undone: changed by hand: a slip"),
    ]


def test_a_stage_that_followed_from_a_payment_goes_with_it(session: Session) -> None:
    client = told(session, "somebody").client
    payment = paid(session, client)
    closure = close(session)
    away(session, payment)
    assert set(found(session, closure)) == {
        ("Client is not won any more", "Ann", "removed by hand: twice"),
        ("Payment removed", "Ann", "removed by hand: twice"),
    }
