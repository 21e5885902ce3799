"""Whatever happens, the kept totals are the sums of the rows after every step, and rankings from both are the same."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from attribution import Role
from records.clients import Client
from records.db import db
from records.firm import the_firm
from records.payments import Payment
from records.recording import record_submission
from records.totals import ClientTotal, NotFollowed, Span, behind, differences
from reports.questions import Count, CreditRule, Of, Question
from reports.rankings import rank, rank_rows
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import NOW, filled, told
from tests.records.happenings.every import ACTS, found, happen
from tests.records.happenings.sources import ZONES
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

numbers = some.integers(0, 10_000)


def test_totals_equal_the_recount_whatever_happens(databases: SqliteDatabases | PostgresqlDatabases) -> None:
    class Happenings(RuleBasedStateMachine):
        """A firm to which anything may happen."""

        def __init__(self) -> None:
            super().__init__()
            self.open = ExitStack()
            self.folder = Path(self.open.enter_context(TemporaryDirectory()))
            app = make_app(self.open.enter_context(databases.fresh()), self.folder)
            self.open.callback(dispose, app)
            self.open.enter_context(app.app_context())
            self.session = db.session()
            found(self.session)

        @rule(what=some.sampled_from(ACTS), one=numbers, other=numbers)
        def something_happens(self, what: str, one: int, other: int) -> None:
            happen(self.session, what, one, other, self.folder)
            self.session.commit()
            assert [str(each) for each in differences(self.session)] == []

        @rule(
            of=some.sampled_from([Of.SOURCES, Of.CHANNELS]),
            role=some.sampled_from(Role),
            count=some.sampled_from(Count),
            credit=some.sampled_from(CreditRule),
            start=numbers,
        )
        def somebody_asks(self, of: Of, role: Role, count: Count, credit: CreditRule, start: int) -> None:
            first = date(2025, 9, 1) + timedelta(days=start % 400)
            question = Question("USD", of, start=first, count=count, credit=credit, role=role)
            assert rank(self.session, question) == rank_rows(self.session, question)

        def teardown(self) -> None:
            # What has broken off is brought to its end, and then no day waits for its totals.
            happen(self.session, "imports gone on with", 0, 0, self.folder)
            self.session.commit()
            assert not behind(self.session)
            assert [str(each) for each in differences(self.session)] == []
            self.session.rollback()
            self.open.close()

    run_state_machine_as_test(Happenings, settings=settings(max_examples=5, stateful_step_count=40, deadline=None))


@pytest.mark.parametrize("zone", ZONES)
def test_days_add_up_to_months_across_changes_of_the_clock(session: Session, zone: str) -> None:
    """Clients who come in the hours around every change of the clock of a year, and around its midnight."""
    the_firm(session).zone = zone
    place = ZoneInfo(zone)
    hour = datetime(2025, 1, 1, tzinfo=ZoneInfo("UTC"))
    hours = [hour + timedelta(hours=n) for n in range(366 * 24)]
    changes = [
        at
        for at in hours
        if at.astimezone(place).utcoffset() != (at + timedelta(hours=1)).astimezone(place).utcoffset()
    ]
    months = [at for at in hours if at.astimezone(place).day == 1 and at.astimezone(place).hour == 0]
    assert changes
    for at in {*changes, *months[::4]}:
        for minutes in (-90, -1, 0, 59, 61):
            record_submission(session, filled(session, received_at=at + timedelta(minutes=minutes), answer="google"))
    session.commit()
    came = session.scalars(select(Client.came_on)).all()
    for first in {day.replace(day=1) for day in came}:
        kept = {
            span: sum(
                session.scalars(
                    select(ClientTotal.clients_first).where(
                        ClientTotal.span == span,
                        ClientTotal.role == Role.INTRODUCED_BY,
                        ClientTotal.starts_on >= first,
                        ClientTotal.starts_on < (first + timedelta(days=31)).replace(day=1),
                    )
                )
            )
            for span in (Span.DAY, Span.MONTH)
        }
        assert kept[Span.DAY] == kept[Span.MONTH] == 1_000_000 * sum(day.replace(day=1) == first for day in came)


def test_what_cannot_be_followed_is_refused(session: Session) -> None:
    client = told(session, "google").client
    columns = {"amount": 1, "currency": "USD", "paid_on": date(2026, 3, 1), "kind": "received", "nth": 1}
    ways: list[Callable[[], object]] = [
        lambda: session.execute(insert(Client).values(name="Ana")),
        lambda: session.execute(insert(Payment).values(client_id=client.id, created_at=NOW, **columns)),
    ]
    for way in ways:
        with pytest.raises(NotFollowed):
            way()
    session.rollback()


@given(some.lists(some.tuples(some.sampled_from(ACTS), numbers, numbers), min_size=2, max_size=5))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_changes_in_one_transaction(session: Session, tmp_path: Path, acts: list[tuple[str, int, int]]) -> None:
    if not session.scalars(select(Client).limit(1)).first():
        found(session)
        for number in range(6):
            happen(session, "new", number, number, tmp_path)
            happen(session, "paid", number, number * 3, tmp_path)
    for what, one, other in acts:
        happen(session, what, one, other, tmp_path)
    session.commit()
    assert [str(each) for each in differences(session)] == []
