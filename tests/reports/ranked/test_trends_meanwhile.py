"""Trends that are read while days are put off and summed up anew are those of one moment, never a mixture of two."""

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from records.db import db
from records.engine.reading import reading
from records.money.payments import Payment, PaymentKind, record_payment
from records.totals import apart, catch_up, put_off
from reports.counting.questions import Measure, Of, Question
from reports.ranked.trends import Span, Spans, trends
from tests.records.firm_of_tests import NOW, partner, told

DAYS = [date(2026, month, 10) for month in range(1, 7)]
OVER = Spans("month", tuple(Span(day.replace(day=1), day.replace(day=28)) for day in DAYS), so_far=False)
QUESTION = Question("USD", Of.PARTNERS, Measure.REVENUE)


class Meanwhile:
    """Does something in another session right before the reader's statement of this number about the totals."""

    def __init__(self, place: int, do: Callable[[], None]) -> None:
        self._place, self._do, self.seen = place, do, 0

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM money_totals" in statement and statement.startswith("SELECT"):
            self.seen += 1
            if self.seen == self._place:
                other = Thread(target=self._do)
                other.start()
                other.join()


@pytest.mark.parametrize("place", [2, 5])
@pytest.mark.parametrize("summed_up", [True, False])
def test_trends_are_of_one_moment(app: Flask, place: int, summed_up: bool) -> None:
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smithson")
        number = told(session, "Joe Smithson").client.id
        session.commit()
        client = session.get_one(Payment.client.property.mapper.class_, number)
        for day in DAYS:
            record_payment(session, client, 100, "USD", day, PaymentKind.RECEIVED, NOW)
        session.commit()
        engine = db.engine

    def another_hundred() -> None:
        """What the end of an import does: payments count from now on, their days are put off, then summed up anew."""
        with app.app_context():
            session = db.session()
            with apart(session):
                for day in DAYS:
                    session.add(
                        Payment(
                            client_id=number, amount=900, currency="USD", paid_on=day,
                            kind=PaymentKind.RECEIVED, nth=2, created_at=NOW,
                        )
                    )  # fmt: skip
                session.flush()
            put_off(session, DAYS)
            session.commit()
            if summed_up:
                catch_up(session, session.commit)

    meanwhile = Meanwhile(place, another_hundred)
    event.listen(engine, "before_cursor_execute", meanwhile)
    with app.app_context(), reading():
        found = trends(db.session(), QUESTION, OVER).of("total")
    event.remove(engine, "before_cursor_execute", meanwhile)
    assert meanwhile.seen >= place
    assert found == [100] * len(DAYS)
    with app.app_context(), reading():
        assert trends(db.session(), QUESTION, OVER).of("total") == [1_000] * len(DAYS)
