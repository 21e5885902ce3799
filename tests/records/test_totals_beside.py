"""Who writes what counts while days are summed up anew waits for those of the same month only."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from records.clients import Client
from records.db import db
from records.payments import PaymentKind, record_payment
from records.totals import catch_up, differences, put_off
from tests.records.firm_of_tests import NOW, told

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


def test_only_who_changes_the_same_month_waits(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    earlier, now = (told(session, "florp", received_at=at).client_id for at in (EARLIER, NOW))
    put_off(session, [EARLIER.date(), PAID_ON])
    session.commit()
    batches = 0

    def beside() -> None:
        nonlocal batches
        batches += 1
        if batches == 1:
            # Here the days are summed up, and their transaction is not ended yet.
            pay(now, NOW.date(), "5s")
            assert waits(earlier, PAID_ON)
        session.commit()

    assert catch_up(session, beside) == 2
    pay(earlier, PAID_ON, "5s")
    assert [str(each) for each in differences(session)] == []
    assert batches > 1


def test_a_sum_of_years_has_to_itself_what_belongs_to_no_month_alone(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers queue up")
    now = told(session, "florp").client_id
    last_year = date(NOW.year - 1, 12, 31)
    put_off(session, [last_year])
    session.commit()
    batches = 0

    def beside() -> None:
        nonlocal batches
        batches += 1
        if batches == 1:
            assert waits(now, NOW.date())
        session.commit()

    catch_up(session, beside)
    pay(now, NOW.date(), "5s")
    assert [str(each) for each in differences(session)] == []
