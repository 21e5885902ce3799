"""Payments changed by hand: each change is kept with its reason, moves the stage rightly, and can be undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client, Stage, change_stage, stage_changes
from records.money.payment_changes import (
    CannotChange,
    change_payment,
    changes_of_payments,
    left_of,
    move_payment,
    refund_payment,
    remove_payment,
    undo_payment_change,
)
from records.money.payments import Payment, PaymentKind, record_payment
from records.totals import differences
from tests.records.firm_of_tests import NOW, reviewer, told

DAY = date(2026, 3, 12)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def ann(session: Session) -> Client:
    return told(session, "", name="Ann Lee").client


def paid(session: Session, client: Client, amount: int = 10_000, ref: str | None = None) -> Payment:
    return record_payment(session, client, amount, "USD", DAY, PaymentKind.RECEIVED, NOW + timedelta(days=2), ref=ref)


def values(session: Session) -> list[tuple[object, ...]]:
    columns = (Payment.id, Payment.client_id, Payment.amount, Payment.currency, Payment.paid_on, Payment.kind)
    kept = select(*columns, Payment.ref, Payment.nth, Payment.created_at, Payment.user_id, Payment.import_id)
    return [tuple(row) for row in session.execute(kept.order_by(Payment.id))]


def test_a_change_keeps_who_when_why_and_the_values_before(session: Session, ann: Client) -> None:
    payment, user = paid(session, ann), reviewer(session)
    before = values(session)
    change = change_payment(session, payment, 700, "EUR", NOW.date(), PaymentKind.BILLED, LATER, user, "A slip")
    assert (payment.amount, payment.currency, payment.paid_on, payment.kind) == (700, "EUR", NOW.date(), "billed")
    (kept,) = changes_of_payments(session, ann)
    assert (kept.user, kept.at, kept.why, kept.before["amount"]) == (user, LATER, "A slip", 10_000)
    undo_payment_change(session, change, LATER, user)
    assert values(session) == before
    assert (kept.undone_by_id, kept.undone_at) == (user.id, LATER)


def test_a_moved_payment_takes_the_stage_with_it_and_back(session: Session, ann: Client) -> None:
    ben, user = told(session, "", name="Ben Brown").client, reviewer(session)
    payment = paid(session, ann)
    before = values(session)
    change = move_payment(session, payment, ben, LATER, user, "It was Ben's")
    assert (ann.stage, ben.stage, payment.client) == (Stage.ENQUIRY, Stage.WON, ben)
    # Nobody was ever won by a payment that was not theirs.
    assert [each.stage for each in stage_changes(session, ann)] == [Stage.ENQUIRY]
    undo_payment_change(session, change, LATER, user)
    assert (ann.stage, ben.stage, values(session)) == (Stage.WON, Stage.ENQUIRY, before)
    with pytest.raises(CannotChange):
        move_payment(session, payment, ann, LATER, user, "")


def test_a_removed_payment_comes_back_as_it_was(session: Session, ann: Client) -> None:
    user, payment = reviewer(session), paid(session, ann, ref="R1")
    before = values(session)
    change = remove_payment(session, payment, LATER, user, "Paid to somebody else")
    assert (values(session), ann.stage) == ([], Stage.ENQUIRY)
    undo_payment_change(session, change, LATER, user)
    # Its number may be another one, by which nobody outside knows it.
    assert ([row[1:] for row in values(session)], ann.stage) == ([row[1:] for row in before], Stage.WON)
    with pytest.raises(CannotChange):
        undo_payment_change(session, change, LATER, user)


def test_another_payment_keeps_the_client_won(session: Session, ann: Client) -> None:
    payment, _ = paid(session, ann), paid(session, ann)
    remove_payment(session, payment, LATER, reviewer(session), "")
    assert ann.stage is Stage.WON


def test_a_stage_that_a_person_set_stays_whatever_becomes_of_payments(session: Session, ann: Client) -> None:
    payment, user = paid(session, ann), reviewer(session)
    change_stage(session, ann, Stage.LOST, NOW, user)
    change_stage(session, ann, Stage.WON, LATER, user)
    remove_payment(session, payment, LATER, user, "")
    assert ann.stage is Stage.WON


def test_refunds_are_payments_of_their_own_up_to_what_is_left(session: Session, ann: Client) -> None:
    payment, user = paid(session, ann), reviewer(session)
    first = refund_payment(session, payment, 4_000, DAY, LATER, user, "Too much")
    refund_payment(session, payment, 6_000, DAY, LATER, user, "The rest")
    assert [row[2] for row in values(session)] == [10_000, -4_000, -6_000]
    assert (left_of(session, payment), ann.stage) == (0, Stage.WON)
    for amount in (1, 0, -5):
        with pytest.raises(CannotChange):
            refund_payment(session, payment, amount, DAY, LATER, user, "")
    with pytest.raises(CannotChange, match="undo the refund first"):
        remove_payment(session, payment, LATER, user, "")
    with pytest.raises(CannotChange, match="since"):
        undo_payment_change(session, first, LATER, user)


def test_only_the_newest_change_is_undone(session: Session, ann: Client) -> None:
    payment, user = paid(session, ann), reviewer(session)
    first = change_payment(session, payment, 5, "USD", DAY, PaymentKind.RECEIVED, LATER, user, "")
    second = change_payment(session, payment, 6, "USD", DAY, PaymentKind.RECEIVED, LATER, user, "")
    with pytest.raises(CannotChange, match="since"):
        undo_payment_change(session, first, LATER, user)
    undo_payment_change(session, second, LATER, user)
    undo_payment_change(session, first, LATER, user)
    assert payment.amount == 10_000
    with pytest.raises(CannotChange):
        undo_payment_change(session, first, LATER, user)


def test_a_removed_payment_whose_ref_came_again_is_not_brought_back_beside_it(session: Session, ann: Client) -> None:
    user = reviewer(session)
    change = remove_payment(session, paid(session, ann, ref="R1"), LATER, user, "")
    paid(session, ann, ref="R1")
    with pytest.raises(CannotChange, match="R1"):
        undo_payment_change(session, change, LATER, user)


def test_the_kept_totals_follow_every_change(session: Session, ann: Client) -> None:
    ben, user, payment = told(session, "", name="Ben Brown").client, reviewer(session), paid(session, ann)
    session.commit()
    changes = [change_payment(session, payment, 7, "EUR", DAY, PaymentKind.BILLED, LATER, user, "")]
    session.commit()
    assert list(differences(session)) == []
    changes.append(move_payment(session, payment, ben, LATER, user, ""))
    session.commit()
    assert list(differences(session)) == []
    changes.append(refund_payment(session, payment, 3, DAY, LATER, user, ""))
    session.commit()
    assert list(differences(session)) == []
    for change in reversed(changes):
        undo_payment_change(session, change, LATER, user)
        session.commit()
        assert list(differences(session)) == []
    change = remove_payment(session, payment, LATER, user, "")
    session.commit()
    undo_payment_change(session, change, LATER, user)
    session.commit()
    assert list(differences(session)) == []
