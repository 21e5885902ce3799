"""Summing days up anew beside others: who writes of the same month waits, and nothing is left of what is gone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import delete, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import db
from records.importing import ShortTurns, take_in
from records.money.payment_changes import change_payment
from records.money.payments import PaymentKind, record_payment
from records.totals import MoneyTotal, Span, apart, catch_up, differences, put_off
from tests.records.beside import wait_for_one_who_waits
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.import_files import sheet_of

EARLIER = NOW - timedelta(days=60)
PAID_ON = EARLIER.date() + timedelta(days=3)


def pay(client: int, on: date, wait: str) -> None:
    """Somebody writes a payment down, and waits so long for a lock at most."""
    with Session(db.engine) as session:
        session.execute(text(f"SET LOCAL lock_timeout = '{wait}'"))
        record_payment(session, session.get_one(Client, client), 100, "USD", on, PaymentKind.RECEIVED, NOW)
        session.commit()


def waits(client: int, on: date) -> bool:
    """Whether somebody who writes a payment down waits before any total is touched."""
    with pytest.raises(OperationalError, match="lock timeout") as waited:
        pay(client, on, "50ms")
    return "pg_advisory_xact_lock_shared" in str(waited.value.statement)


def caught_up(session: Session, beside: Callable[[], object]) -> None:
    """Sum up what was put off, and do something while the first days are summed up and not committed yet."""
    batches = 0

    def pause() -> None:
        nonlocal batches
        batches += 1
        if batches == 1:
            beside()
        session.commit()

    catch_up(session, pause)
    assert batches > 1


def test_only_who_changes_the_same_month_waits(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    earlier, now = (told(session, "florp", received_at=at).client_id for at in (EARLIER, NOW))
    put_off(session, [EARLIER.date(), PAID_ON])
    session.commit()

    def beside() -> None:
        pay(now, NOW.date(), "5s")
        assert waits(earlier, PAID_ON)

    caught_up(session, beside)
    pay(earlier, PAID_ON, "5s")
    assert [str(each) for each in differences(session)] == []


def test_a_sum_of_years_has_to_itself_what_belongs_to_no_month_alone(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    now = told(session, "florp").client_id
    put_off(session, [date(NOW.year - 1, 12, 31)])
    session.commit()

    def beside() -> None:
        assert waits(now, NOW.date())

    caught_up(session, beside)
    pay(now, NOW.date(), "5s")
    assert [str(each) for each in differences(session)] == []


def test_of_a_currency_that_is_gone_nothing_is_left_although_its_year_was_never_summed_up(session: Session) -> None:
    client = told(session, "florp").client
    payment = record_payment(session, client, 100, "EUR", PAID_ON, PaymentKind.RECEIVED, NOW)
    session.commit()
    with apart(session):
        session.delete(payment)
        # As when somebody else had put off another day of the year before the year's turn came.
        session.execute(delete(MoneyTotal).where(MoneyTotal.span.in_([Span.YEAR, Span.EVER])))
    put_off(session, [PAID_ON, client.came_on])
    session.commit()
    catch_up(session, session.commit)
    assert session.scalars(select(MoneyTotal)).all() == []


def test_a_payment_that_somebody_moves_while_a_file_changes_it_counts_on_one_day(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    client = told(session, "florp", email="ann@mail.example").client
    payment = record_payment(session, client, 100, "USD", PAID_ON, PaymentKind.RECEIVED, NOW, ref="R1")
    session.commit()
    sheet = sheet_of(tmp_path, "payments", "ref,client,amount,currency,on", "R1,ann@mail.example,1.00,USD,2026-02-20")

    def comes_in() -> None:
        with app.app_context():
            take_in(db.session(), sheet, NOW, pause=ShortTurns(db.session()))
            db.session.commit()

    change_payment(session, payment, 100, "USD", date(2026, 2, 3), PaymentKind.RECEIVED, NOW, reviewer(session), "typo")
    session.flush()
    importing = Thread(target=comes_in)
    importing.start()
    wait_for_one_who_waits(importing)
    session.commit()
    importing.join()
    session.refresh(payment)
    assert payment.paid_on == date(2026, 2, 20)
    assert [str(each) for each in differences(session)] == []
