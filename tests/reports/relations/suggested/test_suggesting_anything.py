"""Whatever happens, what is suggested is what anybody would find who counts the records by hand."""

from collections import defaultdict
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.db import db
from records.firm import Profession, the_firm
from records.imports import UNFINISHED, Import
from records.money.payments import Payment
from records.money.splitting import split
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.known.suggestion_answers import (
    Answer,
    SuggestionAnswer,
    answer_suggestion,
    answers_that_stand,
    undo_answer,
)
from records.relations.thanking.thanks import How, Thanks, thank, undo_thanks
from records.sources import Source
from records.sources.merged import Merge
from records.sources.merging import CannotMerge, merge_sources, undo_merge
from reports.relations.suggested.deserving import Deserving, deserving
from reports.relations.thanking.unthanked import unthanked
from reports.relations.thanking.waiting import Queue
from reports.relations.thanking.waiting_sums import WaitingSum, waiting_sums
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import NOW, reviewer
from tests.records.happenings.every import ACTS, found, happen
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

numbers = some.integers(0, 10_000)
KINDS = ("thank", "give-back", "rescue", "rethink", "welcome", "nurture")


def test_the_list_equals_a_count_by_hand_whatever_happens(databases: SqliteDatabases | PostgresqlDatabases) -> None:
    seen: set[str] = set()

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
            the_firm(self.session).profession_kind = Profession.TRADE
            self.session.commit()

        @rule(what=some.sampled_from(ACTS), one=numbers, other=numbers)
        def something_happens(self, what: str, one: int, other: int) -> None:
            happen(self.session, what, one, other, self.folder)
            self.session.commit()

        @rule(one=numbers, other=numbers)
        def clients_come_and_pay(self, one: int, other: int) -> None:
            for place in range(3):
                happen(self.session, "new", one, other + place * (one % 40), self.folder)
                happen(self.session, "paid", 10_000 - place, other * 5 + place, self.folder)
            self.session.commit()

        @rule(one=numbers, other=numbers)
        def somebody_is_sent(self, one: int, other: int) -> None:
            partner = partners(self.session)[one % len(partners(self.session))]
            for place in range(1 + one % 3):
                day = date(2026, 1, 1) + timedelta(days=other % 300 + place)
                sent = log_referral(self.session, partner, f"Somebody {one} {other} {place}", day, NOW)
                report_outcome(self.session, sent, list(Outcome)[other % len(Outcome)], NOW)
            self.session.commit()

        @rule(one=numbers, other=numbers)
        def somebody_is_thanked(self, one: int, other: int) -> None:
            waiting, given = unthanked(self.session), self.session.scalars(select(Thanks)).all()
            if other % 4 == 0 and given and given[one % len(given)].undone_at is None:
                undo_thanks(self.session, given[one % len(given)], NOW, reviewer(self.session))
            elif waiting:
                each = waiting[one % len(waiting)]
                thank(self.session, each.partner, How.CALL, NOW.date(), NOW, None, clients=[each.client])
            self.session.commit()

        @rule(one=numbers, other=numbers)
        def two_are_one_or_two_again(self, one: int, other: int) -> None:
            merges = self.session.scalars(select(Merge).order_by(Merge.id.desc())).all()
            some = partners(self.session)
            try:
                if merges and other % 2:
                    undo_merge(self.session, merges[0], NOW)
                else:
                    keep, gone = some[one % len(some)], some[other % len(some)]
                    merge_sources(self.session, keep, gone, reviewer(self.session), NOW)
            except CannotMerge:
                self.session.rollback()
            self.session.commit()

        @rule(one=numbers, other=numbers)
        def somebody_answers(self, one: int, other: int) -> None:
            answers = self.session.scalars(select(SuggestionAnswer)).all()
            listed = deserving(self.session, the_firm(self.session), NOW.date()).suggestions
            if other % 3 == 0 and answers and answers[one % len(answers)].undone_at is None:
                undo_answer(self.session, answers[one % len(answers)], NOW, reviewer(self.session))
            elif listed:
                each = listed[one % len(listed)]
                about = {"referrals": each.referrals, "newest": each.newest, "today": NOW.date()}
                answer_suggestion(
                    self.session,
                    self.session.get_one(Source, each.facts.partner),
                    each.suggests,
                    list(Answer)[other % 3],
                    NOW,
                    reviewer(self.session),
                    until=NOW.date() + timedelta(days=1 + other % 200),
                    **about,  # type: ignore[arg-type]  # each word has its own type
                )
            self.session.commit()

        @rule(later=some.integers(0, 500))
        def somebody_asks(self, later: int) -> None:
            today = NOW.date() + timedelta(days=later)
            found = deserving(self.session, the_firm(self.session), today)
            shown = [(one.suggests.value, one.facts.name) for one in found.suggestions]
            assert shown == by_hand(self.session, today, found)
            seen.update(kind for kind, _ in shown)
            sums: dict[int, WaitingSum] = {}
            for each in unthanked(self.session):
                before = sums.get(each.partner.id, WaitingSum(0, 0, each.came_on.toordinal()))
                money = before.money + each.money.get("USD", 0)
                sums[each.partner.id] = WaitingSum(before.referrals + 1, money, before.since)
            assert waiting_sums(self.session, "USD") == sums
            assert [each.partner.id for each in Queue(self.session, "USD").of()] == sorted(
                sums,
                key=lambda one: (-sums[one].money, sums[one].since, self.session.get_one(Source, one).name_key, one),
            )

        def teardown(self) -> None:
            self.session.rollback()
            self.open.close()

    run_state_machine_as_test(
        Happenings, settings=settings(max_examples=6, stateful_step_count=40, deadline=None, derandomize=True)
    )
    assert seen >= {"thank", "rethink"}


def partners(session: Session) -> list[Source]:
    every = session.scalars(select(Source).where(Source.kind == Kind.PARTNER).order_by(Source.id)).unique()
    return [each for each in every if each.partner is not None and each.retired_at is None]


def money_of(session: Session, client: Client, source: Source, today: date) -> int:
    """What counts for a partner of a client's payments, one after the other."""
    credits = session.scalars(
        select(Credit).where(Credit.client_id == client.id, Credit.role == Role.INTRODUCED_BY).order_by(Credit.position)
    ).all()
    money = 0
    for paid in session.scalars(select(Payment).where(Payment.client_id == client.id)):
        taken_in = session.get(Import, paid.import_id) if paid.import_id else None
        counts = taken_in is None or taken_in.finished_at is not None or taken_in.state not in UNFINISHED
        if counts and paid.kind == "received" and paid.currency == "USD" and paid.paid_on <= today:
            parts = split(paid.amount, [each.share for each in credits])
            money += sum(part for part, each in zip(parts, credits, strict=True) if each.source_id == source.id)
    return money


# The rules stand one after the other, as somebody with paper and pencil would go through them.
def by_hand(session: Session, today: date, shown: Deserving) -> list[tuple[str, str]]:  # noqa: PLR0912, PLR0915
    """The list, counted by hand; only the estimates are taken from what is shown."""
    session.expire_all()
    reasons: dict[int, list[tuple[str, tuple[float, ...], int, int]]] = defaultdict(list)
    sent_by: dict[int, list[Client]] = {}
    for partner in partners(session):
        credits = session.scalars(
            select(Credit).where(
                Credit.source_id == partner.id,
                Credit.role == Role.INTRODUCED_BY,
                Credit.standing == Standing.CREDITED,
            )
        )
        clients = {each.client_id: each.client for each in credits if each.client.came_on <= today}
        sent_by[partner.id] = sorted(clients.values(), key=lambda each: (each.came_on, each.id))
    all_sent = sum(len(each) for each in sent_by.values())
    all_won = sum(client.stage is Stage.WON for each in sent_by.values() for client in each)
    waiting = {(each.partner.id, each.client.id) for each in unthanked(session) if each.came_on <= today}
    estimates = {one.facts.partner: shown.estimate(one.facts) for one in shown.suggestions}
    for partner in partners(session):
        sent = sent_by[partner.id]
        given = [
            each
            for each in session.scalars(select(ReferralGiven).where(ReferralGiven.partner_id == partner.id))
            if each.given_on <= today
        ]
        ages = [(today - each.came_on).days for each in sent]
        won = sum(each.stage is Stage.WON for each in sent)
        won_by_them = sum(each.outcome is Outcome.WON for each in given)
        money = {each.id: money_of(session, each, partner, today) for each in sent}
        unthanked_ones = [each for each in sent if (partner.id, each.id) in waiting]
        waits_for = sum(money[each.id] for each in unthanked_ones)
        about_came = (len(sent), max((each.id for each in sent), default=0))
        found_estimate = estimates.get(partner.id)
        value = found_estimate.value if found_estimate else 0

        def because(
            kind: str,
            *key: float,
            about: tuple[int, int] = about_came,
            them: list[tuple[str, tuple[float, ...], int, int]] = reasons[partner.id],
        ) -> None:
            them.append((kind, key, *about))

        if len(sent) == 1 and ages[0] <= 90:
            because("welcome", -sent[0].came_on.toordinal())
        if unthanked_ones and waits_for > 0:
            because("thank", -waits_for, min(each.came_on for each in unthanked_ones).toordinal())
        if len(sent) >= 3 and ages[0] != ages[-1]:
            gaps = [before - after for before, after in pairwise(ages)]
            whole, silence = sum(gaps), ages[-1]
            is_rare = 20 * whole ** len(gaps) <= (whole + silence) ** len(gaps)
            if is_rare and silence > max(gaps) and 30 <= silence <= 730:
                because("rescue", -round(value * 365 * len(gaps) / whole))
        if won - won_by_them >= 2 and len(sent) > len(given):
            because("give-back", won_by_them - won, -sum(money.values()), len(given) - len(sent))
        if len(given) >= 4 and won == 0 and any((today - each.given_on).days <= 365 for each in given):
            last = max(each.given_on for each in given).toordinal()
            because("rethink", -len(given), -last, about=(len(given), max(each.id for each in given)))
        recent, before = sum(age < 182 for age in ages), sum(182 <= age < 364 for age in ages)
        if recent >= 3 and recent - before >= 2 and won and won * all_sent >= all_won * len(sent):
            because("nurture", -value)
        if unthanked_ones and waits_for <= 0:
            because("thank", -waits_for, min(each.came_on for each in unthanked_ones).toordinal())
    answers = {(each.partner_id, each.suggests.value): each for each in answers_that_stand(session)}
    queues: dict[str, list[tuple[tuple[float, ...], str, int, str]]] = defaultdict(list)
    for partner in partners(session):
        for kind, key, referrals, newest in reasons[partner.id]:
            answer = answers.get((partner.id, kind))
            is_old = answer and referrals <= answer.referrals and newest <= answer.newest
            if is_old and answer and (answer.answer is not Answer.SNOOZED or today < (answer.until or today)):
                continue
            queues[kind].append((key, partner.name_key, partner.id, partner.name))
            break
    listed: list[tuple[str, str]] = []
    while any(queues.values()):
        for kind in KINDS:
            if queues[kind]:
                first = min(queues[kind])
                queues[kind].remove(first)
                listed.append((kind, first[3]))
    return listed
