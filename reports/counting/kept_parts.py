"""What one part of a ranking adds up to, month by month, from the kept totals: a few rows, however large it is."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select, true
from sqlalchemy.orm import Session

from attribution import Channel, slug
from records.sources import Source
from records.totals import CLIENT_TOTALS, MONEY_TOTALS, Place, Span, behind, look_up
from reports.counting.counted import is_number, kinds_ranked
from reports.counting.kept import (
    REMEMBERED,
    grouped,
    is_kept,
    kept_in,
    money_by,
    pieces,
    signed,
    those_of_money,
    zeros,
)
from reports.counting.months import month_number
from reports.counting.questions import Of, Question
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
    statement = _by_day(question, part) if is_kept(session, question) else None
    if statement is None:
        return None
    found: dict[int, Figures] = defaultdict(Figures)
    for day, *figures in look_up(session, statement):
        found[month_number(day)].add(Figures(*figures))
    # What began to be summed up anew meanwhile may not be there yet.
    return None if behind(session) else {month: each for month, each in found.items() if each != Figures()}


@lru_cache(REMEMBERED)
def _by_day(question: Question, part: str) -> Select[Any] | None:
    """Clients, won clients and money of a part by the first day of each month, or by the days that make no whole month.

    None where the totals do not tell the part apart. Remembered, because it takes longer to put together than to
    answer.
    """
    clients, money = CLIENT_TOTALS, MONEY_TOTALS
    of_clients, of_money = _inside(clients, question, part), _inside(money, question, part)
    if of_clients is None or of_money is None:
        return None
    rule, none = question.credit, zeros(3)
    people = [clients.c[f"clients_{rule}"], clients.c[f"won_{rule}"]]
    parts = []
    for piece in pieces(question.start, question.end, Span.MONTH):
        for table, numbers, those in (
            (clients, [*signed(people, piece), none[2]], [of_clients]),
            (money, [*none[:2], *signed([money_by(rule)], piece)], [of_money, *those_of_money(question)]),
        ):
            of_piece = kept_in(table, piece, question.office, by_channel=question.of is Of.CHANNELS)
            parts.append(select(table.c.starts_on, *numbers).where(table.c.role == question.role, *of_piece, *those))
    return grouped(parts, 1) if parts else None


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
