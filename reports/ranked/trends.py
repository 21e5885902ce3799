"""Trends: the measure of each row over the last twelve months, or over the parts of a longer period."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.money.payments import Payment
from records.totals import behind
from reports.counting.counted import (
    came_in_period,
    counted,
    counted_credits,
    counted_payments,
    group_columns,
    undivided,
)
from reports.counting.kept import is_kept, kept_clients, kept_money
from reports.counting.periods import first_of_month
from reports.counting.questions import Count, CreditRule, Measure, Question
from reports.counting.rankings import Groups, parts_of_group, shared_amounts

_MONTHS_FROM = 62
"""A period of fewer days says little by its parts; it is seen at the end of twelve months instead."""
_WEEKS_TO, _MONTHS_TO = 190, 1130
_MOST_YEARS = 30
_FEWEST = 3
"""Two points are no trend."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both inclusive."""

    start: date
    end: date


_CALENDAR = Span(date(2, 1, 1), date(9998, 12, 31))
"""Within these days there are always twelve months before and one after."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Days one after another, oldest first. ``unit`` is week, month or year; ``so_far`` if the last one is not over.

    ``cut`` says of the first and of the last one whether the period has only a part of it.
    """

    unit: str
    spans: tuple[Span, ...]
    so_far: bool
    cut: tuple[bool, bool] = (False, False)


@dataclass(slots=True)
class Trends:
    """What each part of a ranking measures in each span: millionths of a client, or minor units."""

    over: Spans
    by_part: dict[str, list[int]] = field(default_factory=dict)

    def of(self, part: str) -> list[int]:
        """The numbers of one part, one for each span."""
        return self.by_part.get(part) or [0] * len(self.over.spans)


def spans_of(question: Question, today: date, first_weekday: int) -> Spans:
    """The spans over which a question's trends go.

    A period of more than two months is divided: up to half a year into weeks, up to three years into months, else
    into years. A shorter one, and one without a beginning, is the end of twelve months. Days to come have no span.
    """
    start, end = question.start, question.end or today
    length = (end - start).days + 1 if start else 0
    if start and start <= today and _MONTHS_FROM <= length <= 366 * _MOST_YEARS:
        unit = "week" if length <= _WEEKS_TO else "month" if length <= _MONTHS_TO else "year"
        found = _spans(unit, start, end, today, first_weekday)
        if len(found.spans) >= _FEWEST:
            return found
    last = end if start and start > today else min(end, today)
    last = min(max(last, _CALENDAR.start), _CALENDAR.end)
    return _spans("month", first_of_month(last, -11), first_of_month(last, 1) - timedelta(days=1), max(last, today))


def trends(session: Session, question: Question, over: Spans) -> Trends:
    """The question's measure in each span for every part of its ranking, the total included."""
    whole = replace(question, start=over.spans[0].start, end=over.spans[-1].end)
    sums: Groups = defaultdict(lambda: [0] * len(over.spans))
    for group, span, amount in _kept_amounts(session, whole, over) or _amounts(session, whole, over):
        sums[group][span] += amount
    found = Trends(over)
    for group, parts in parts_of_group(session, question, sums).items():
        for part in parts:
            line = found.by_part.setdefault(part, [0] * len(over.spans))
            for span, amount in enumerate(sums[group]):
                line[span] += amount
    return found


def _kept_amounts(session: Session, question: Question, over: Spans) -> list[Any] | None:
    """The same from the kept totals, or None where they do not answer the question now."""
    if not is_kept(session, question):
        return None
    found: list[Any] = []
    for number, span in enumerate(over.spans):
        asked = replace(question, start=span.start, end=span.end)
        if question.by is Measure.REVENUE:
            found += ((group, number, amount) for group, amount in kept_money(session, asked))
        else:
            of_clients = question.by is Measure.CLIENTS
            found += ((g, number, clients if of_clients else won) for g, clients, won in kept_clients(session, asked))
    return None if behind(session) else found


def _amounts(session: Session, question: Question, over: Spans) -> Any:
    """Group, number of the span, and amount; a group may come several times in a span."""
    columns = group_columns(question)
    if question.by is not Measure.REVENUE:
        share: Any = WHOLE if question.credit is CreditRule.FIRST else Credit.share
        amount = share if question.by is Measure.CLIENTS else case((Client.stage == Stage.WON, share), else_=0)
        span = _span(Client.came_on, over)
        sums = counted(question, *columns, span, func.sum(amount)).where(came_in_period(question))
        for row in session.execute(sums.group_by(*columns, span)):
            yield tuple(row[:-2]), int(row[-2]), int(row[-1])
        return
    span = _span(Payment.paid_on if question.count is Count.PERIOD else Client.came_on, over)
    paid = (
        select(*columns, span, func.sum(Payment.amount))
        .select_from(Payment)
        .join(Client, Payment.client_id == Client.id)
        .join(Credit, Credit.client_id == Client.id)
        .where(counted_credits(question), counted_payments(question))
        .group_by(*columns, span)
    )
    if question.credit is CreditRule.SHARED:
        paid = paid.where(undivided())
        for group, part in shared_amounts(session, question, [*columns, span]):
            yield tuple(group[:-1]), int(group[-1]), part
    for row in session.execute(paid):
        yield tuple(row[:-2]), int(row[-2]), int(row[-1])


def _span(day: Any, over: Spans) -> Any:
    """The number of the span that a day is in."""
    numbered = [(day <= span.end, number) for number, span in enumerate(over.spans[:-1])]
    return case(*numbered, else_=len(over.spans) - 1).label("span")


def _spans(unit: str, start: date, end: date, today: date, first_weekday: int = 0) -> Spans:
    found: list[Span] = []
    is_begun = {
        "week": start.weekday() != first_weekday,
        "month": start.day > 1,
        "year": (start.month, start.day) > (1, 1),
    }
    while start <= end and (start <= today or not found):
        following = _following(unit, start, first_weekday)
        found.append(Span(start, min(end, following - timedelta(days=1))))
        start = following
    last = following - timedelta(days=1)
    return Spans(unit, tuple(found), min(end, last) > today, (is_begun[unit], end < last))


def _following(unit: str, start: date, first_weekday: int) -> date:
    """The first day of the span after the one that has a day."""
    if unit == "week":
        return start + timedelta(days=7 - (start.weekday() - first_weekday) % 7)
    return first_of_month(start, 1) if unit == "month" else date(start.year + 1, 1, 1)
