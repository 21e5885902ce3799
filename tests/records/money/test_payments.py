"""Payments make a client won, unless a person has set the stage."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.clients import Client, Stage, change_stage, stage_changes
from records.money.payments import PaymentKind, record_payment
from tests.records.firm_of_tests import NOW, reviewer, told


def pay(session: Session, client: Client, amount: int) -> None:
    record_payment(session, client, amount, "USD", date(2026, 3, 12), PaymentKind.RECEIVED, NOW + timedelta(days=2))


def test_the_first_positive_payment_makes_the_client_won(session: Session) -> None:
    client = told(session, "").client
    pay(session, client, 10000)
    assert client.stage is Stage.WON
    assert [change.stage for change in stage_changes(session, client)] == [Stage.ENQUIRY, Stage.WON]


def test_a_refund_alone_makes_nobody_won(session: Session) -> None:
    client = told(session, "").client
    pay(session, client, -10000)
    assert client.stage is Stage.ENQUIRY


def test_a_stage_that_a_person_set_stays(session: Session) -> None:
    client = told(session, "").client
    change_stage(session, client, Stage.LOST, NOW, reviewer(session))
    pay(session, client, 10000)
    assert client.stage is Stage.LOST


def test_the_stage_that_a_client_has_already_is_no_change(session: Session) -> None:
    client = told(session, "").client
    change_stage(session, client, Stage.ENQUIRY, NOW, reviewer(session))
    assert len(stage_changes(session, client)) == 1
