"""What one part of a ranking adds up to, month by month, from the kept totals: a few rows, however large it is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select, true, union_all
from sqlalchemy.orm import Session

from attribution import Channel, slug
from records.engine.once import once
from records.sources import Source
from records.totals import CLIENT_TOTALS, MONEY_TOTALS, Place, Span, behind, look_up
from reports.counting.counted import is_number, kinds_ranked
from reports.counting.kept import REMEMBERED, is_kept, kept_in, pieces, signed, those_of_money
from reports.counting.months import month_number
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import Figures

_OPEN = (Place.IN_REVIEW, Place.CONFLICT)
_PLACES: dict[str, Sequence[Place]] = {
    "unknown": (Place.UNKNOWN,),
    "in_review": _OPEN,
    "conflict": (Place.CONFLICT,),
}


def kept_by_month(session: Session, question: Question, part: str) -> dict[int, Figures] | None:
    """The figures of a part by the number of the month, cut to the question's days; None where the rows must be read.

    That is so for questions that the totals do not answer (``reports.counting.kept.is_kept``) and for ``elsewhere``.
    Clients stand in the month in which they came, money in that of its day, or of its client's coming where a cohort is
    followed. A month in which nothing is left is not there.
    """
    statements = _statements(question, part) if is_kept(session, question) else None
    if statements is None:
        return None
    came, paid = statements
    found: dict[int, Figures] = defaultdict(Figures)
    # A page that follows a cohort's money beside that of the period has the same clients in both.
    asked = (kept_by_month, replace(question, count=Count.COHORT), part)
    for day, clients, won in once(session, asked, lambda: list(look_up(session, came))):
        found[month_number(day)].add(Figures(clients=int(clients), won=int(won)))
    for day, revenue in look_up(session, paid):
        found[month_number(day)].add(Figures(revenue=int(revenue)))
    # What began to be summed up anew meanwhile may have changed between the two.
    return None if behind(session) else {month: each for month, each in found.items() if each != Figures()}


@lru_cache(REMEMBERED)
def _statements(question: Question, part: str) -> tuple[Select[Any], Select[Any]] | None:
    """The clients and the money of a part by day; None where the totals do not tell the part apart.

    Remembered, because they take longer to put together than to answer.
    """
    clients, money = _inside(CLIENT_TOTALS, question, part), _inside(MONEY_TOTALS, question, part)
    if clients is None or money is None:
        return None
    rule = question.credit
    numbers = [CLIENT_TOTALS.c[f"clients_{rule}"], CLIENT_TOTALS.c[f"won_{rule}"]]
    amount = MONEY_TOTALS.c.first if rule is CreditRule.FIRST else MONEY_TOTALS.c.shared
    came = _by_day(question, CLIENT_TOTALS, numbers, clients)
    return came, _by_day(question, MONEY_TOTALS, [amount], money, *those_of_money(question))


def _by_day(question: Question, table: Table, numbers: list[Any], *conditions: Any) -> Select[Any]:
    """The sums by the first day of each month, or by the days at the ends that make no whole month."""
    parts = [
        select(table.c.starts_on, *signed(numbers, piece)).where(
            table.c.role == question.role,
            *kept_in(table, piece, question.office, by_channel=question.of is Of.CHANNELS),
            *conditions,
        )
        for piece in pieces(question.start, question.end, Span.MONTH)
    ]
    together = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
    day, *columns = together.c
    return select(day, *map(func.sum, columns)).group_by(day)


def _inside(table: Table, question: Question, part: str) -> ColumnElement[bool] | None:
    """The totals of a part, as ``counted.in_part`` has its credits; None for what they do not tell apart."""
    place: ColumnElement[int] = table.c.source_id
    if part == "total":
        return true()
    if part in _PLACES:
        return place.in_(_PLACES[part])
    if question.of is Of.CHANNELS:
        named = [channel for channel in Channel if slug(channel) == part]
        apart = (Place.UNKNOWN, *_OPEN)
        return (table.c.channel == named[0]) & place.not_in(apart) if named else None
    if not is_number(part):
        return None
    of_kind = select(Source.id).where(Source.kind.in_(kinds_ranked(question.of)))
    return (place == int(part)) & place.in_(of_kind)
