"""Lag, cohorts and lifetime value equal what a person would work out client by client, whatever happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Standing
from records.clients import Stage
from records.db import db
from records.money.payments import PaymentKind
from records.money.splitting import split
from reports.counting.questions import CreditRule, Of, Question
from reports.since_coming.cohorts import AFTER, cohorts
from reports.since_coming.first_payment import Wait, clients_waiting, first_payment
from reports.since_coming.lifetime import AFTER as AGES
from reports.since_coming.lifetime import lifetimes, per_client
from reports.since_coming.waiting import days_until
from tests.reports.histories import SOURCES, TODAY, Came, Paid, histories, write

periods = some.sampled_from(
    [(None, None), (date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 6, 10), None), (None, date(2026, 2, 20))]
)
whatever = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()


def asked(credit: CreditRule, period: tuple[date | None, date | None], of: Of = Of.SOURCES) -> Question:
    return Question("USD", of=of, credit=credit, start=period[0], end=period[1])


def in_period(came: Came, question: Question) -> bool:
    return (question.start or date.min) <= came.on <= (question.end or date.max)


def share_of(came: Came, part: str | Standing, question: Question) -> int:
    """How much of a client counts for a source or a standing, in millionths."""
    if question.credit is CreditRule.FIRST:
        return WHOLE if came.shares[0][0] == part else 0
    return dict(came.shares).get(part, 0)


def money_of(came: Came, paid: Paid, part: str | Standing, question: Question) -> int:
    if question.credit is CreditRule.FIRST:
        return paid.amount if came.shares[0][0] == part else 0
    amounts = split(paid.amount, [share for _, share in came.shares])
    return sum(amount for amount, (name, _) in zip(amounts, came.shares, strict=True) if name == part)


def counts(paid: Paid) -> bool:
    return paid.currency == "USD" and paid.kind == "received"


def months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month


def redistributed(part: Fraction, paid: list[int], waiting: list[int]) -> int | None:
    """Efron's way of telling the same estimate: whoever still waits hands their weight on to all who took longer."""
    in_order = sorted([(days, 0) for days in paid] + [(days, 1) for days in waiting])
    weights = [Fraction(1, max(1, len(in_order)))] * len(in_order)
    done = Fraction(0)
    for place, (days, is_waiting) in enumerate(in_order):
        later = len(in_order) - place - 1
        if is_waiting:
            for after in range(place + 1, len(in_order)):
                weights[after] += weights[place] / later
        else:
            done += weights[place]
            if done >= part:
                return days
    return None


@given(some.lists(some.integers(0, 30), max_size=12), some.lists(some.integers(0, 30), max_size=12))
def test_those_who_wait_are_weighed_as_by_hand(paid: list[int], waiting: list[int]) -> None:
    counted = ({days: each.count(days) for days in each} for each in (paid, waiting))
    by_day = tuple(counted)
    for part in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
        assert days_until(part, *by_day) == redistributed(part, paid, waiting)


def test_leaving_out_who_waits_would_make_a_source_look_quicker() -> None:
    half = Fraction(1, 2)
    assert days_until(half, {2: 1, 9: 1, 30: 1}, {}) == 9
    assert days_until(half, {2: 1, 9: 1, 30: 1}, {20: 3}) == 30
    assert days_until(half, {2: 1}, {1: 1, 40: 3}) is None
    assert days_until(half, {}, {}) is None


@given(histories, some.sampled_from(CreditRule), periods)
@whatever
def test_the_first_payment_is_that_of_each_client(
    session: Session, history: list[Came], credit: CreditRule, period: tuple[date | None, date | None]
) -> None:
    try:
        sources, kept = write(session, history)
        question = asked(credit, period)
        for name in SOURCES:
            part = str(sources[name].id)
            waits: dict[int, tuple[Wait, int]] = {}
            paid: list[int] = []
            waiting: list[int] = []
            for number, came in kept.items():
                if not in_period(came, question) or not share_of(came, name, question):
                    continue
                days = [
                    each.on for each in came.paid if each.amount > 0 and each.kind == "received" and each.on <= TODAY
                ]
                took = max(0, ((min(days) if days else TODAY) - came.on).days)
                (paid if days else waiting).append(took)
                waits[number] = (wait_by_hand(took, bool(days), came.stage), took)
            found = first_payment(session, question, part, TODAY)
            assert found.clients == {wait: sum(each[0] is wait for each in waits.values()) for wait in Wait}
            assert (found.quarter, found.half, found.three_quarters) == tuple(
                redistributed(Fraction(quarter, 4), paid, waiting) for quarter in (1, 2, 3)
            )
            for wait in Wait:
                listed = clients_waiting(session, question, part, [wait], TODAY)
                assert listed.in_all == len(listed.entries) == found.clients[wait]
                assert {each.client.id: (each.wait, each.days) for each in listed.entries} == {
                    number: each for number, each in waits.items() if each[0] is wait
                }
    finally:
        session.rollback()


def wait_by_hand(took: int, has_paid: bool, stage: Stage) -> Wait:
    if not has_paid:
        return Wait.GONE if stage in {Stage.LOST, Stage.UNQUALIFIED} else Wait.WAITING
    if took == 0:
        return Wait.SAME_DAY
    steps = [(7, Wait.WEEK), (30, Wait.MONTH), (91, Wait.QUARTER), (365, Wait.YEAR)]
    return next((wait for most, wait in steps if took <= most), Wait.LONGER)


@given(histories, some.sampled_from(CreditRule), periods)
@whatever
def test_cohorts_are_the_clients_of_a_month_and_their_money(
    session: Session, history: list[Came], credit: CreditRule, period: tuple[date | None, date | None]
) -> None:
    try:
        sources, kept = write(session, history)
        question = asked(credit, period)
        for name in SOURCES:
            found = cohorts(session, question, str(sources[name].id), TODAY)
            those = [came for came in kept.values() if in_period(came, question) and share_of(came, name, question)]
            assert [row.month for row in found.rows] == sorted(
                {came.on.year * 12 + came.on.month - 1 for came in those}, reverse=True
            )
            for row in found.rows:
                of_month = [came for came in those if came.on.year * 12 + came.on.month - 1 == row.month]
                assert row.figures.clients == sum(share_of(came, name, question) for came in of_month)
                assert row.figures.won == sum(
                    share_of(came, name, question) for came in of_month if came.stage is Stage.WON
                )
                assert row.figures.revenue == money_until(of_month, name, question, None)
                age = months(of_month[0].on, TODAY)
                assert row.by == {
                    after: money_until(of_month, name, question, after) for after in AFTER if after <= age
                }
                assert row.running == (age if age in AFTER else None)
            for after in AFTER:
                old = [came for came in those if months(came.on, TODAY) > after]
                column = found.old_enough.get(after)
                assert (column.clients if column else 0) == sum(share_of(came, name, question) for came in old)
                assert (column.money if column else 0) == money_until(old, name, question, after)
            assert found.total.clients == sum(row.figures.clients for row in found.rows)
            assert found.total.revenue == sum(row.figures.revenue for row in found.rows)
    finally:
        session.rollback()


def money_until(those: list[Came], part: str | Standing, question: Question, after: int | None) -> int:
    return sum(
        money_of(came, paid, part, question)
        for came in those
        for paid in came.paid
        if counts(paid) and (after is None or months(came.on, paid.on) <= after)
    )


@given(histories, some.sampled_from(CreditRule), periods, some.sampled_from([Of.SOURCES, Of.PARTNERS]))
@whatever
def test_lifetime_value_is_that_of_clients_old_enough(
    session: Session, history: list[Came], credit: CreditRule, period: tuple[date | None, date | None], of: Of
) -> None:
    try:
        sources, kept = write(session, history)
        question = asked(credit, period, of)
        found = lifetimes(session, question, TODAY)
        those = [came for came in kept.values() if in_period(came, question)]
        by_part = {row.part: row for row in (*found.rows, *found.apart)}
        names: dict[str, str | Standing] = {str(sources[name].id): name for name in SOURCES}
        if of is Of.PARTNERS:
            names["elsewhere"] = names.pop(str(sources["Google"].id))
        names |= {"in_review": Standing.IN_REVIEW, "unknown": Standing.UNKNOWN}
        for part, name in names.items():
            of_part = [came for came in those if share_of(came, name, question)]
            row = by_part.get(part)
            if row is None:
                assert of_part == []
                continue
            assert row.figures.clients == sum(share_of(came, name, question) for came in of_part)
            assert row.figures.revenue == money_until(of_part, name, question, None)
            assert row.months == sum(
                share_of(came, name, question) * max(0, months(came.on, TODAY)) for came in of_part
            )
            for after in AGES:
                old = [came for came in of_part if months(came.on, TODAY) > after]
                assert row.at[after].clients == sum(share_of(came, name, question) for came in old)
                assert row.at[after].money == money_until(old, name, question, after)
        for after in AGES:
            assert found.total.at[after].money == sum(row.at[after].money for row in by_part.values())
        values = [row.at[12].each for row in found.rows]
        known = [value for value in values if value is not None]
        assert values == sorted(known, reverse=True) + [None] * (len(values) - len(known))
    finally:
        session.rollback()


@given(some.integers(-(10**9), 10**9), some.integers(1, 10**9))
def test_money_per_client_is_rounded_to_the_nearest(money: int, clients: int) -> None:
    found = per_client(money, clients)
    assert found is not None
    exact = Fraction(money * WHOLE, clients)
    assert abs(found - exact) <= Fraction(1, 2)
    assert per_client(-money, clients) == -found
    assert per_client(money, 0) is None


def test_a_young_source_is_not_compared_with_an_old_one(session: Session) -> None:
    def came(name: str, days: int, amount: int) -> Came:
        on = TODAY - timedelta(days=days)
        return Came(on, Stage.WON, ((name, WHOLE),), (Paid(amount, "USD", on, PaymentKind.RECEIVED),))

    write(session, [came("Joe Smith", 700, 90_000), came("Nisha Patel", 20, 99_000)])
    rows = lifetimes(session, asked(CreditRule.FIRST, (None, None)), TODAY).rows
    assert [row.name for row in rows] == ["Joe Smith", "Nisha Patel"]
    assert [row.at[12].each for row in rows] == [90_000, None]
    so_far = lifetimes(session, asked(CreditRule.FIRST, (None, None)), TODAY, None).rows
    assert [row.name for row in so_far] == ["Nisha Patel", "Joe Smith"]
