"""Whatever happens, the kept totals are the sums of the rows after every step, and rankings from both are the same."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import ColumnElement, and_, insert, select, true
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.recording import record_submission
from records.clients import Client
from records.db import db
from records.firm import the_firm
from records.importing import read_file, take_in
from records.money.payments import Payment, PaymentKind, record_payment
from records.totals import EVERY_CHANNEL, EVERY_OFFICE, ClientTotal, NotFollowed, Span, behind, differences
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import Ranking, rank, rank_rows
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import NOW, credits_of, filled, told
from tests.records.happenings.every import ACTS, found, happen
from tests.records.happenings.sources import ZONES
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

numbers = some.integers(0, 10_000)
PAID = PaymentKind.RECEIVED
MEASURES = ("clients", "won", "revenue")


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


HOURS = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(366 * 24)]


def changes_of_the_clock(zone: str) -> list[datetime]:
    """The hours of a year before the clocks change."""
    place, hour = ZoneInfo(zone), timedelta(hours=1)
    changes = [at for at in HOURS if at.astimezone(place).utcoffset() != (at + hour).astimezone(place).utcoffset()]
    assert changes
    return changes


@pytest.mark.parametrize("zone", ZONES)
def test_days_add_up_to_months_across_changes_of_the_clock(session: Session, zone: str) -> None:
    """Clients who come in the hours around every change of the clock of a year, and around its midnight."""
    the_firm(session).zone = zone
    place = ZoneInfo(zone)
    months = [at for at in HOURS if at.astimezone(place).day == 1 and at.astimezone(place).hour == 0]
    for at in {*changes_of_the_clock(zone), *months[::4]}:
        for minutes in (-90, -1, 0, 59, 61):
            record_submission(session, filled(session, received_at=at + timedelta(minutes=minutes), answer="google"))
    session.commit()
    came = session.scalars(select(Client.came_on)).all()
    ways: dict[Span, list[ColumnElement[bool]]] = {
        Span.DAY: [true()],
        Span.MONTH: [
            ClientTotal.office_id == EVERY_OFFICE,
            and_(ClientTotal.office_id != EVERY_OFFICE, ClientTotal.channel == EVERY_CHANNEL),
            ClientTotal.channel != EVERY_CHANNEL,
        ],
    }
    for first in {day.replace(day=1) for day in came}:
        kept = {
            sum(
                session.scalars(
                    select(ClientTotal.clients_first).where(
                        way,
                        ClientTotal.span == span,
                        ClientTotal.role == Role.INTRODUCED_BY,
                        ClientTotal.starts_on >= first,
                        ClientTotal.starts_on < (first + timedelta(days=31)).replace(day=1),
                    )
                )
            )
            for span, each in ways.items()
            for way in each
        }
        assert kept == {1_000_000 * sum(day.replace(day=1) == first for day in came)}


@pytest.mark.parametrize("zone", ZONES)
@given(
    some.lists(some.tuples(numbers, numbers, numbers), min_size=3, max_size=6),
    some.sampled_from(Count),
    some.sampled_from(CreditRule),
)
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rankings_of_days_add_up_to_those_of_their_months(
    session: Session, zone: str, told_at: list[tuple[int, int, int]], count: Count, credit: CreditRule
) -> None:
    """Clients who come, and pay, around the changes of the clock; from totals and from rows."""
    the_firm(session).zone = zone
    changes = changes_of_the_clock(zone)
    for when, answer, paid in told_at:
        at = changes[when % len(changes)] + timedelta(minutes=when % 2_000 - 1_000)
        words = ("google", "my neighbour", "somebody", "")[answer % 4]
        client = record_submission(session, filled(session, received_at=at, answer=words)).client
        assert client.came_on == at.astimezone(ZoneInfo(zone)).date()
        record_payment(session, client, paid - 3_000, "USD", client.came_on + timedelta(paid % 40), PAID, at)
    session.commit()
    days = {*session.scalars(select(Client.came_on)), *session.scalars(select(Payment.paid_on))}
    question = Question("USD", Of.SOURCES, count=count, credit=credit)
    for ranking, first in product((rank, rank_rows), {day.replace(day=1) for day in days}):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        month = figures_by_part(ranking(session, replace(question, start=first, end=last)))
        of_days = Counter[tuple[str, str]]()
        for day in (day for day in days if first <= day <= last):
            of_days.update(figures_by_part(ranking(session, replace(question, start=day, end=day))))
        assert {key: value for key, value in of_days.items() if value} == month, (zone, first)


def figures_by_part(ranking: Ranking) -> dict[tuple[str, str], int]:
    """Every figure of a ranking that is not nothing, by its row and measure."""
    parts = {row.name: row.figures for row in ranking.rows} | {
        name: getattr(ranking, name) for name in ("elsewhere", "unknown", "in_review", "total")
    }
    figures = {(part, measure): getattr(each, measure) for part, each in parts.items() for measure in MEASURES}
    return {key: value for key, value in figures.items() if value}


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


def test_an_import_of_payments_that_several_sources_share(session: Session, tmp_path: Path) -> None:
    found(session)
    client = told(session, "Joe Smithson and Nisha Patel").client
    assert len(credits_of(session, client)) == 2
    file = tmp_path / "payments.csv"
    file.write_text(f"ref,client,amount,on\nR1,{client.email},10.01,2026-03-12\n", encoding="utf-8")
    take_in(session, read_file(file, "payments", {}, {}), NOW)
    session.commit()
    assert [str(each) for each in differences(session)] == []
    assert rank(session, Question("USD", credit=CreditRule.SHARED)).total.revenue == 10_01
    session.rollback()
    happen(session, "import taken back", 0, 0, tmp_path)
    session.commit()
    assert [str(each) for each in differences(session)] == []
    assert rank(session, Question("USD", credit=CreditRule.SHARED)).total.revenue == 0
