"""`flask totals`: what differs is found, told and mended, also while forms come in."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, insert, select, update

from commands.totals import nightly_check
from records.clients import Client
from records.db import db
from records.money.payments import Payment, PaymentKind, record_payment
from records.totals import ClientTotal, DayBehind, MoneyTotal, apart, behind, catch_up, put_off
from reports.counting.kept import is_kept
from reports.counting.questions import Question
from reports.counting.rankings import rank, rank_rows
from tests.records.firm_of_tests import NOW, partner, told


@pytest.fixture
def firm(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smithson")
        for answer in ("Joe Smithson", "google", ""):
            client = told(session, answer).client
            record_payment(session, client, 12_50, "USD", date(2026, 3, 12), PaymentKind.RECEIVED, NOW)
        session.commit()


def wrong(app: Flask) -> None:
    """Change the totals behind the program's back: one wrong, one too many, one gone."""
    with app.app_context():
        session = db.session()
        of_joe = (MoneyTotal.source_id > 0, MoneyTotal.span == "day")
        session.execute(update(MoneyTotal).where(*of_joe).values(first=1))
        session.execute(
            update(ClientTotal).where(ClientTotal.span == "month", ClientTotal.office_id == 0).values(office_id=7)
        )
        session.execute(delete(ClientTotal).where(ClientTotal.span == "year"))
        session.commit()


@pytest.mark.usefixtures("firm")
def test_totals_that_are_right_are_called_so(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["totals", "check"])
    assert (result.exit_code, result.stdout) == (0, "Every total is the sum of its records.\n")


@pytest.mark.usefixtures("firm")
def test_what_differs_is_printed_and_mended(app: Flask, runner: FlaskCliRunner) -> None:
    wrong(app)
    result = runner.invoke(args=["totals", "check"])
    assert result.exit_code == 1
    assert (
        "money_totals day paid introduced_by received USD 2026-03-12 1 1 Referral partner: first is 1" in result.stdout
    )
    assert "the rows add up to 1250" in result.stdout
    assert "client_totals month introduced_by 2026-03-01 7 1 *: clients_first is 1000000" in result.stdout
    assert "client_totals year introduced_by 2026-01-01 1 1 *: clients_first is 0" in result.stdout
    assert "mends them" in result.stderr
    assert runner.invoke(args=["totals", "rebuild"]).stdout == "The totals of 4 days are summed up anew.\n"
    assert runner.invoke(args=["totals", "check"]).exit_code == 0


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize("spans", [("day", "month", "year"), ("day",), ("month",), ("year",)])
def test_totals_of_days_without_any_record_are_found_too(
    app: Flask, runner: FlaskCliRunner, spans: tuple[str, ...]
) -> None:
    with app.app_context():
        session = db.session()
        row = session.scalars(select(ClientTotal).where(ClientTotal.span == "day")).first()
        assert row is not None
        columns = {column.name: getattr(row, column.name) for column in ClientTotal.__table__.columns}
        for span in spans:
            session.execute(insert(ClientTotal), [columns | {"span": span, "starts_on": date(1999, 1, 1)}])
        session.commit()
    assert runner.invoke(args=["totals", "check"]).exit_code == 1
    runner.invoke(args=["totals", "rebuild"])
    assert runner.invoke(args=["totals", "check"]).exit_code == 0


@pytest.mark.usefixtures("firm")
def test_every_night_what_differs_is_mended_and_told(app: Flask) -> None:
    now = datetime(2026, 3, 13, 2, tzinfo=UTC)
    with app.app_context():
        assert nightly_check(db.session(), now) is None
    wrong(app)
    with app.app_context():
        said = nightly_check(db.session(), now)
        assert said is not None and "differed from the records and are mended" in said
        assert nightly_check(db.session(), now) is None


@pytest.mark.usefixtures("firm")
def test_days_put_off_are_ranked_from_the_rows_until_they_are_caught_up_with(app: Flask) -> None:
    question = Question("USD")
    with app.app_context():
        session = db.session()
        client = session.scalars(select(Client).order_by(Client.id)).first()
        assert client is not None
        days = [date(2026, 3, 31), date(2026, 4, 1)]
        rows = [
            {
                "client_id": client.id,
                "amount": 100,
                "currency": "USD",
                "paid_on": day,
                "kind": PaymentKind.RECEIVED,
                "nth": 1,
                "created_at": NOW,
            }
            for day in days
        ]
        with apart(session):
            session.execute(insert(Payment), rows)
            put_off(session, [*days, client.came_on])
        session.commit()
        assert behind(session) and not is_kept(session, question)
        assert rank(session, question).total.revenue == 3 * 12_50 + 200
        # A form that comes in meanwhile counts, and is not counted twice by what is summed up after it.
        told(session, "Joe Smithson")
        assert nightly_check(session, NOW) == "3 days summed up"
        assert is_kept(session, question)
        assert rank(session, question) == rank_rows(session, question)
        assert not session.scalars(select(DayBehind)).all()


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize("days", [(), (date(2026, 3, 12),)])
def test_nobody_waits_once_everything_is_caught_up_with(app: Flask, days: tuple[date, ...]) -> None:
    with app.app_context():
        session = db.session()
        put_off(session, days)
        session.commit()
        assert catch_up(session, session.commit) == len(days)
        assert not session.in_transaction()
