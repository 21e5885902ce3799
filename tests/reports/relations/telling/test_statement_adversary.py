"""A partner who keeps every statement they were ever shown cannot work out what was not allowed to be told.

The adversary knows everybody on earlier statements, adds and takes totals and lines from each other in every way, and
knows when each statement was shown. What is left over must concern five clients or more, or nobody.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, product

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.consents import Covers, note_consent
from records.firm import first_office
from records.money.payments import PaymentKind, record_payment
from records.relations.telling.statement_choices import choose
from records.relations.telling.statement_totals import LEAST, TotalMember, make_total
from records.sources import Source
from reports.relations.telling.statement import Statement, statement_of
from tests.records.firm_of_tests import partner, reviewer

_numbers = count(1)
Step = tuple[str, int, int]
steps = some.tuples(
    some.sampled_from(["come", "come", "come", "say", "say", "stage", "pay", "year"]),
    some.integers(0, 30),
    some.integers(0, 7),
)
WORDS = [(covers, is_given) for covers in Covers for is_given in (True, False)]


class World:
    """What happens, and what the adversary has seen of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.partner: Source = partner(session, f"Partner {next(_numbers)}")
        self.now = datetime(2024, 6, 1, 12, tzinfo=UTC)
        self.clients: list[Client] = []
        self.name: dict[int, bool] = {}
        self.outcome: dict[int, bool] = {}
        self.once_named: set[int] = set()
        self.once_told: set[int] = set()
        self.seen_names: set[int] = set()
        self.seen_outcomes: set[int] = set()
        self.totals: dict[int, object] = {}

    def take(self, step: Step) -> None:
        self.now += timedelta(minutes=1)
        how, one, other = step
        if how == "come":
            for place in range(1 + one % 7):
                self._come(Stage.WON if (one + place) % 3 == 0 else Stage.ENQUIRY)
        elif how == "year":
            self.now = datetime(self.now.year + 1, 1, 2, tzinfo=UTC)
            self._total()
        elif self.clients:
            client = self.clients[one % len(self.clients)]
            if how == "say":
                self._say(client, *WORDS[other % len(WORDS)])
            elif how == "stage":
                client.stage = list(Stage)[other % len(Stage)]
            else:
                self._pay(client, 100 * (other + 1))
        self.session.flush()
        self.look()

    def _come(self, stage: Stage) -> None:
        client = Client(
            office_id=first_office(self.session).id,
            name=f"Somebody {next(_numbers)}",
            name_key="",
            email="",
            phone="",
            company="",
            came_on=self.now.date(),
            door="web",
            stage=stage,
            created_at=self.now,
        )
        self.session.add(client)
        self.session.flush()
        credit = Credit(client=client, role=Role.INTRODUCED_BY, position=0, standing=Standing.CREDITED)
        credit.source, credit.channel, credit.share = self.partner, Channel.REFERRAL_PARTNER, WHOLE
        credit.rule = credit.reason = "review"
        self.session.add(credit)
        self.clients.append(client)
        self.name[client.id] = self.outcome[client.id] = False
        if stage is Stage.WON:
            self._pay(client, 1000)

    def _pay(self, client: Client, amount: int) -> None:
        record_payment(self.session, client, amount, "USD", self.now.date(), PaymentKind.RECEIVED, self.now)

    def _say(self, client: Client, covers: Covers, is_given: bool) -> None:
        note_consent(self.session, client, covers, is_given, "by letter", self.now, reviewer(self.session))
        if covers is Covers.OUTCOME:
            self.outcome[client.id] = is_given
            self.name[client.id] |= is_given
        else:
            self.name[client.id] = is_given
            self.outcome[client.id] &= is_given
        self.once_named |= {number for number, allowed in self.name.items() if allowed}
        self.once_told |= {number for number, allowed in self.outcome.items() if allowed}

    def _total(self) -> None:
        total = make_total(self.session, self.partner, self.now)
        if total is None:
            return
        members = [member.client for member in total.members]
        won = sum(each.stage is Stage.WON for each in members)
        assert all(each.came_on <= total.until < self.now.date() for each in members)
        assert (total.clients, total.became) == (len(members), won if 0 < won < len(members) else None)
        # What was known before the total was made can be taken off it.
        self.seen_names |= self.once_named & {each.id for each in members if not self.name[each.id]}
        assert not self.once_told & {each.id for each in members}

    def look(self) -> None:
        shown: Statement = statement_of(self.session, self.partner)
        for line in shown.lines:
            assert self.name[line.client_id], "a name without consent"
            assert line.stage is None or self.outcome[line.client_id], "an outcome without the second consent"
            assert not line.money or self.outcome[line.client_id]
            self.seen_names.add(line.client_id)
            if line.stage:
                self.seen_outcomes.add(line.client_id)
        for total in shown.totals:
            assert self.totals.setdefault(total.id, total) == total, "a total has changed"
        self.reckon()

    def reckon(self) -> None:
        """Every sum and difference of totals, without what is known."""
        rows: dict[int, set[int]] = {}
        for total, client in self.session.execute(select(TotalMember.total_id, TotalMember.client_id)).tuples():
            if total in self.totals:
                rows.setdefault(total, set()).add(client)
        for known in (self.seen_names, self.seen_outcomes):
            for left in _combinations(list(rows.values())):
                hidden = {client for client, times in left.items() if times} - known
                assert not hidden or len(hidden) >= LEAST, "fewer than five can be worked out"


def _combinations(rows: list[set[int]]) -> Iterator[dict[int, int]]:
    for signs in product((-1, 0, 1), repeat=min(len(rows), 4)):
        left: dict[int, int] = {}
        for sign, row in zip(signs, rows, strict=False):
            for client in row:
                left[client] = left.get(client, 0) + sign
        yield left


@given(some.lists(steps, min_size=3, max_size=14))
# Six come without a name and are counted; one allows the name afterwards, and five must not become countable.
@example([("come", 6, 0), ("year", 0, 0), ("say", 0, 0), ("say", 1, 0), ("say", 2, 0), ("say", 3, 0), ("year", 0, 0)])
# Six are named and counted; one lets the outcome be told afterwards.
@example([("come", 5, 0), *(("say", place, 0) for place in range(6)), ("year", 0, 0), ("say", 0, 2), ("say", 1, 2)])
# Five of whom one was named once and is not any more: the other four are not counted.
@example([("come", 4, 0), ("say", 0, 0), ("say", 0, 1), ("year", 0, 0)])
# One of six let the outcome be told, and does not any more.
@example([("come", 5, 0), ("say", 0, 2), ("say", 0, 3), ("year", 0, 0), ("come", 5, 0), ("year", 0, 0)])
# Four without a name beside three with one; one more comes.
@example([("come", 6, 0), *(("say", place, 0) for place in range(3)), ("year", 0, 0), ("come", 0, 0), ("year", 0, 0)])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_client_can_be_worked_out_from_all_statements_together(session: Session, history: list[Step]) -> None:
    if not history:
        return
    choose(session, True, datetime(2024, 1, 1, tzinfo=UTC), reviewer(session))
    world = World(session)
    for step in history:
        world.take(step)


def test_what_is_told_of_each_if_it_were_told_of_all_is_told_of_nobody(session: Session) -> None:
    world = World(session)
    for _ in range(6):
        world._come(Stage.WON)
    world.take(("year", 0, 0))
    (total,) = statement_of(session, world.partner).totals
    assert (total.until, total.clients, total.became, total.money) == (date(2024, 12, 31), 6, None, ())
    # It stays so: one who comes later and differs would else give the others away.
    world._come(Stage.ENQUIRY)
    world.take(("year", 0, 0))
    assert [each.clients for each in statement_of(session, world.partner).totals] == [6]


def test_money_is_a_sum_over_five_who_paid_and_only_if_the_firm_chooses(session: Session) -> None:
    world = World(session)
    for place in range(7):
        world._come(Stage.WON if place < 5 else Stage.LOST)
    record_payment(session, world.clients[6], 900, "EUR", world.now.date(), PaymentKind.RECEIVED, world.now)
    world.clients[6].stage = Stage.LOST
    session.flush()
    make_total(session, world.partner, datetime(2025, 1, 2, tzinfo=UTC))
    assert statement_of(session, world.partner).totals[0].money == ()
    choose(session, True, world.now, reviewer(session))
    (total,) = statement_of(session, world.partner).totals
    assert (total.became, list(total.money)) == (5, [("USD", 5000)])
    choose(session, False, world.now, reviewer(session))
    assert statement_of(session, world.partner).totals[0].money == ()
