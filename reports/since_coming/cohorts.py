"""Clients by their month of coming, and what they had brought so many months later.

Months are those of the calendar: 0 is the month of coming itself, and money from before coming counts with it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from records.clients import Client
from reports.counting.counted import in_part
from reports.counting.months import first_day, last_day, month_number, month_of, months_since_coming
from reports.counting.part_sums import client_sums, money_sums
from reports.counting.questions import Count, Question
from reports.counting.rankings import Figures

AFTER = (0, 1, 2, 3, 6, 12, 24)
"""After how many months it is looked what has come by then."""


@dataclass(slots=True)
class Cohort:
    """The clients of one month of coming (its number), with all their money so far as revenue.

    ``by`` is the money until the end of the month so many months later, in minor units; a month that has not begun
    yet is left out, and ``running`` is the one that has not ended.
    """

    month: int
    figures: Figures = field(default_factory=Figures)
    by: dict[int, int] = field(default_factory=dict)
    running: int | None = None


@dataclass(slots=True)
class OldEnough:
    """All clients for whom so many months have passed, and their money until then; ``last`` is their last month."""

    clients: int = 0
    money: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohorts of a part, the newest first, what they add up to, and those old enough for each column."""

    rows: Sequence[Cohort]
    total: Figures
    old_enough: dict[int, OldEnough]


def cohort_question(question: Question, first: int, last: int) -> Question:
    """The question of all money so far of those who came in some months, as far as the period has them."""
    start, end = first_day(first), last_day(last)
    return replace(
        question,
        count=Count.COHORT,
        start=max(start, question.start) if question.start else start,
        end=min(end, question.end) if question.end else end,
    )


def cohorts(session: Session, question: Question, part: str, today: date) -> Cohorts:
    """The clients behind a part who came in the question's period, by month, and all their money."""
    question = replace(question, count=Count.COHORT)
    inside, came, now = in_part(question, part), month_of(Client.came_on), month_number(today)
    found: dict[int, Cohort] = {}
    for (month,), figures in client_sums(session, question, inside, came).items():
        found[month] = Cohort(month, figures)
    money: dict[int, dict[int, int]] = defaultdict(dict)
    for (month, months), amount in money_sums(session, question, inside, came, months_since_coming()).items():
        money[month][months] = amount
    old_enough = {after: OldEnough() for after in AFTER}
    total = Figures()
    for cohort in found.values():
        paid = money[cohort.month]
        cohort.figures.revenue = sum(paid.values())
        total.add(cohort.figures)
        for after in AFTER:
            if cohort.month + after > now:
                continue
            cohort.by[after] = sum(amount for months, amount in paid.items() if months <= after)
            if cohort.month + after == now:
                cohort.running = after
                continue
            column = old_enough[after]
            column.clients += cohort.figures.clients
            column.money += cohort.by[after]
            column.last = max(column.last, cohort.month)
    rows = sorted(found.values(), key=lambda cohort: -cohort.month)
    return Cohorts(rows, total, {after: column for after, column in old_enough.items() if column.clients})
