"""A ranking from the kept totals is the ranking from the rows, by every rule and for every period."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from attribution import Role
from records.clients import Stage, change_stage
from records.firm import Office
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.totals import DayBehind, Span
from reports.behind.over_time import rows_by_month
from reports.counting.counted import PARTS
from reports.counting.kept import is_kept, pieces
from reports.counting.kept_parts import kept_by_month
from reports.counting.questions import Count, CreditRule, Measure, Of, Question
from reports.counting.rankings import Figures, rank, rank_rows
from reports.ranked.trends import spans_of, trends
from tests.admin.small_firm import full_firm
from tests.records.firm_of_tests import NOW, partner, reviewer, told

RULES = list(product(Of, PaymentKind, Count, CreditRule, Role))
DAYS = some.dates(date(2023, 11, 20), date(2027, 2, 10))
FAR = [date.min, date(2024, 2, 29), date(2025, 12, 31), date(9999, 12, 30), date.max]


@given(some.none() | DAYS | some.sampled_from(FAR), some.none() | DAYS | some.sampled_from(FAR), DAYS)
def test_the_pieces_of_a_period_hold_each_of_its_days_once(start: date | None, end: date | None, day: date) -> None:
    inside = (start is None or start <= day) and (end is None or day <= end)
    holding = [
        piece
        for piece in pieces(start, end)
        if (piece.first is None or piece.first <= piece.span.start(day))
        and (piece.end is None or piece.span.start(day) < piece.end)
    ]
    assert sum(piece.sign for piece in holding) == inside


@given(DAYS, DAYS)
def test_no_more_days_than_needed_are_read(start: date, end: date) -> None:
    found = pieces(start, end)
    for piece in found:
        assert piece.first is not None and piece.end is not None
        assert piece.first == piece.span.start(piece.first) and piece.end == piece.span.start(piece.end)
    in_days = [p.end - p.first for p in found if p.span is Span.DAY and p.end and p.first]
    # Of a month at each end, the shorter half: there, or taken off the whole.
    assert sum(in_days, timedelta()) <= timedelta(days=34)


def firm(session: Session) -> None:
    """Clients of two offices and two years: sure, shared, open, unknown; money billed, received and given back."""
    session.add(Office(id=2, firm_id=1, name="Harbour"))
    joe, nisha = partner(session, "Joe Smithson"), partner(session, "Nisha Patel")
    answers = [
        "Joe Smithson sent me",
        "Joe Smithson and Nisha Patel",
        "steven miler",
        "",
        "google",
        "Nisha Patel or a friend",
    ]
    for number, answer in enumerate(answers * 3):
        submission = told(session, answer, received_at=NOW - timedelta(days=43 * number))
        client = submission.client
        client.office_id = 1 + number % 2
        if number % 5 == 0:
            review_answer(session, submission, reviewer(session), [nisha, joe], NOW)
        for nth in range(number % 4):
            day = client.came_on + timedelta(days=17 * nth)
            kind = PaymentKind.BILLED if nth == 2 else PaymentKind.RECEIVED
            record_payment(session, client, 100_01 - 70_00 * nth, "EUR" if number % 7 == 0 else "USD", day, kind, NOW)
        if number % 6 == 1:
            change_stage(session, client, Stage.LOST, NOW, reviewer(session))
        session.commit()


def asked(session: Session, questions: list[Any]) -> list[Any]:
    """What is asked: everything on SQLite, every seventh on PostgreSQL.

    Both are asked in the same words, and each part of a rule still meets each period and each office.
    """
    return questions[:: 1 if session.get_bind().dialect.name == "sqlite" else 7]


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_totals_and_rows_give_the_same_ranking(session: Session, currency: str) -> None:
    firm(session)
    periods = [
        (None, None),
        (date(2024, 2, 11), date(2026, 1, 20)),
        (date(2025, 3, 1), None),
        (None, date(2025, 12, 31)),
    ]
    for rule, (start, end), office in asked(session, list(product(RULES, periods, [None, 1, 2]))):
        of, money, count, credit, role = rule
        question = Question(currency, of, Measure.REVENUE, start, end, money, count, credit, role, office=office)
        assert rank(session, question) == rank_rows(session, question)


@pytest.mark.parametrize("by", Measure)
def test_trends_from_totals_are_those_from_rows(session: Session, by: Measure) -> None:
    firm(session)
    for of, count, credit in product([Of.SOURCES, Of.CHANNELS], Count, CreditRule):
        question = Question("USD", of, by, date(2025, 2, 10), date(2026, 1, 20), count=count, credit=credit)
        over = spans_of(question, date(2026, 3, 1), 0)
        kept = trends(session, question, over)
        # A day that is put off makes the same question be answered from the rows.
        session.add(DayBehind(day=date(2020, 1, 1)))
        from_rows = trends(session, question, over)
        session.rollback()
        assert kept.by_part == from_rows.by_part and kept.of("total") != [0] * len(over.spans)


def test_a_part_by_month_is_the_same_from_totals_and_from_rows(app: Flask, session: Session) -> None:
    full_firm(app)
    periods = [(None, None, None), (date(2026, 3, 10), date(2026, 4, 20), None), (date(2026, 1, 2), None, 1)]
    seen = set()
    for (of, money, count, credit, role), (start, end, office) in asked(session, list(product(RULES, periods))):
        if money is PaymentKind.BILLED and count is Count.COHORT:
            # Each of them is asked with the other's counterpart.
            continue
        question = Question("USD", of, Measure.REVENUE, start, end, money, count, credit, role, office=office)
        for part in ("1", "2", "99", "referral-partner", "unassigned", *PARTS):
            kept, rows = kept_by_month(session, question, part), rows_by_month(session, question, part)
            # Money that was given back in the same month leaves no total.
            left = {month: figures for month, figures in rows.items() if figures != Figures()}
            assert kept is None or kept == left, (question, part)
            seen |= {(of, part)} if kept else set()
    assert {of for of, _ in seen} == {*Of} - {Of.KEYWORDS}
    assert {part for _, part in seen} == {"1", "2", "referral-partner", *PARTS} - {"elsewhere"}


def test_what_is_not_committed_yet_is_ranked_from_the_rows(session: Session) -> None:
    joe = partner(session, "Joe Smithson")
    client = told(session, "Joe Smithson").client
    question = Question("USD", Of.PARTNERS)
    assert is_kept(session, question)
    record_payment(session, client, 5000, "USD", date(2026, 3, 11), PaymentKind.RECEIVED, NOW)
    assert not is_kept(session, question)
    assert [(row.name, row.figures.revenue) for row in rank(session, question).rows] == [(joe.name, 5000)]
