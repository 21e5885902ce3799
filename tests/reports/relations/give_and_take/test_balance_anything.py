"""Whatever happened, the balance is what a person would count who goes through every client and every referral."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage, StageChange
from records.db import db
from records.money.payments import Payment, PaymentKind
from records.money.splitting import split
from records.relations.given.outcomes import ReferralOutcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Partner
from records.totals import differences
from reports.relations.give_and_take.balance import Side, balance_of, balances
from reports.relations.give_and_take.people import from_rows, passed
from tests.conftest import dispose, make_app
from tests.reports.relations.passing import ACTS, found, happen
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

numbers = some.integers(0, 5_000)
PERIODS = [(None, None), (date(2026, 3, 10), date(2026, 12, 31)), (date(2026, 2, 2), None), (None, date(2026, 6, 6))]


def counted(session: Session, partner: int, start: date | None, end: date | None) -> tuple[Side, Side]:
    """What a partner was given and what they sent, row by row."""

    def inside(day: date) -> bool:
        return (start or date.min) <= day <= (end or date.max)

    given = [each for each in session.scalars(select(ReferralGiven)) if each.partner_id == partner]
    given = [each for each in given if inside(each.given_on)]
    reports = session.scalars(select(ReferralOutcome)).all()
    won = [each for each in given if each.outcome is Outcome.WON]
    ever = [
        each
        for each in given
        if any(r.referral_id == each.id and r.outcome is Outcome.WON and r.undone_at is None for r in reports)
    ]
    made = {"USD": 0, "EUR": 0}
    for referral in won:
        made[referral.currency or "USD"] += referral.value or 0
    people, paid = [], {"USD": 0, "EUR": 0}
    for client in session.scalars(select(Client)).all():
        credits = session.scalars(
            select(Credit)
            .where(Credit.client_id == client.id, Credit.role == Role.INTRODUCED_BY)
            .order_by(Credit.position)
        ).all()
        here = [each.standing is Standing.CREDITED and each.source_id == partner for each in credits]
        if not any(here):
            continue
        if inside(client.came_on):
            people.append(client)
        for payment in session.scalars(select(Payment).where(Payment.client_id == client.id)):
            if payment.kind is PaymentKind.RECEIVED and inside(payment.paid_on):
                parts = split(payment.amount, [each.share for each in credits])
                paid[payment.currency] += sum(part for part, is_theirs in zip(parts, here, strict=True) if is_theirs)
    good = {Stage.QUALIFIED, Stage.WON}
    qualified = [
        each
        for each in people
        if each.stage in good
        or good & set(session.scalars(select(StageChange.stage).where(StageChange.client_id == each.id)))
    ]
    became = [each for each in people if each.stage is Stage.WON]
    return (
        Side(len(given), len(ever), len(won), made["USD"], {"EUR": made["EUR"]} if made["EUR"] else {}),
        Side(len(people), len(qualified), len(became), paid["USD"], {"EUR": paid["EUR"]} if paid["EUR"] else {}),
    )


def test_the_balance_is_a_brute_force_count(databases: SqliteDatabases | PostgresqlDatabases) -> None:
    class Passing(RuleBasedStateMachine):
        """A firm and three partners between whom anything may pass."""

        def __init__(self) -> None:
            super().__init__()
            self.open = ExitStack()
            folder = Path(self.open.enter_context(TemporaryDirectory()))
            app = make_app(self.open.enter_context(databases.fresh()), folder)
            self.open.callback(dispose, app)
            self.open.enter_context(app.app_context())
            self.session = db.session()
            found(self.session)

        @initialize(luck=some.randoms(use_true_random=False))
        def much_has_happened(self, luck: object) -> None:
            for what in (*ACTS, *ACTS, "new", "new", "given", "paid"):
                happen(self.session, what, luck.randrange(5_000), luck.randrange(5_000))  # type: ignore[attr-defined]
                self.session.commit()
            # One that was won once, and counts as qualified for good.
            for number in (2, 3):
                happen(self.session, "reported", 0, number)
                self.session.commit()

        @rule(what=some.sampled_from(ACTS), one=numbers, other=numbers)
        def something_happens(self, what: str, one: int, other: int) -> None:
            happen(self.session, what, one, other)
            self.session.commit()

        @invariant()
        def the_balance_is_right(self) -> None:
            session = self.session
            assert [str(each) for each in differences(session)] == []
            for start, end in PERIODS:
                kept, rows = passed(session, "USD", start, end), from_rows(session, "USD", start, end)
                assert {**kept._asdict(), "made": dict(kept.made)} == {**rows._asdict(), "made": dict(rows.made)}
                shown = {each.source.id: each for each in balances(session, "USD", start, end)}
                for partner in session.scalars(select(Partner)).all():
                    sides = counted(session, partner.source_id, start, end)
                    alone = balance_of(session, partner.source, "USD", start, end)
                    assert alone and (alone.given, alone.received) == sides
                    assert partner.source_id not in shown or shown[partner.source_id] == alone
                    gone = partner.source.retired_at is not None
                    assert (partner.source_id in shown) or (gone and all(side.is_nothing for side in sides))

        def teardown(self) -> None:
            self.session.rollback()
            self.open.close()

    run_state_machine_as_test(Passing, settings=settings(max_examples=3, stateful_step_count=5, deadline=None))
