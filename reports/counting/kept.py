"""A ranking's sums from the kept totals: a few rows per source, however many clients and payments there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    Table,
    cast,
    func,
    literal_column,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from records.answers.credits import Standing
from records.totals import (
    CLIENT_TOTALS,
    EVERY_CHANNEL,
    EVERY_OFFICE,
    MONEY_TOTALS,
    Dated,
    Place,
    Span,
    behind,
    has_unwritten,
    look_up,
)
from reports.counting.questions import Count, CreditRule, Of, Question

_STANDINGS = {
    Place.UNKNOWN: Standing.UNKNOWN,
    Place.IN_REVIEW: Standing.IN_REVIEW,
    Place.CONFLICT: Standing.CONFLICT,
}
_FINER = {Span.YEAR: Span.MONTH, Span.MONTH: Span.DAY}

Group = tuple[Any, ...]
REMEMBERED = 256
"""So many questions' statements are kept."""

_LENGTHS = (Span.DAY, Span.MONTH, Span.YEAR, Span.EVER)
_ROWS = {Span.DAY: 1, Span.MONTH: 4, Span.YEAR: 8}
"""About how many times the totals of a day a span has. A source that has many clients has some on most days, so that a
month has few totals more than one of its days."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of whole spans: those that start from ``first`` on and before ``end``; None is open.

    ``sign`` is -1 for what is taken off a longer piece: a month without its last day is two pieces, not thirty.
    """

    span: Span
    first: date | None
    end: date | None
    sign: int = 1


def is_kept(session: Session, question: Question) -> bool:
    """Whether the totals can answer a question now: no keywords, no filter but the office, nothing left to sum up."""
    asks_more = question.of is Of.KEYWORDS or bool(question.only)
    return not asks_more and not has_unwritten(session) and not behind(session)


def kept_clients(session: Session, question: Question) -> Iterator[tuple[Group, int, int]]:
    """Per group the clients and the won clients in millionths, as ``rankings`` groups them."""
    return _sums(session, question, CLIENT_TOTALS)


def kept_money(session: Session, question: Question) -> Iterator[tuple[Group, int]]:
    """Per group the money in minor units."""
    return _sums(session, question, MONEY_TOTALS)


def kept_sums(session: Session, question: Question) -> Iterator[tuple[Group, int, int, int]]:
    """Per group clients and won clients in millionths and money in minor units, read at once; each group once."""
    by_channel = question.of is Of.CHANNELS
    statement = _at_once(question, ("source_id", "channel") if by_channel else ("source_id",))
    for row in look_up(session, statement) if statement is not None else ():
        place, channel, *figures = row if by_channel else (row[0], None, *row[1:])
        yield _group(place, channel, by_channel), *figures


def kept_by_source(session: Session, question: Question, only: Sequence[int] | None = None) -> Iterator[Row[Any]]:
    """The same per source, by its number, of every source or of those of these numbers."""
    statement = _at_once(question, ("source_id",), None if only is None else tuple(only))
    found = look_up(session, statement) if statement is not None else ()
    return (row for row in found if row[0] > Place.NO_SOURCE)


@lru_cache(REMEMBERED)
def _at_once(question: Question, keys: tuple[str, ...], only: tuple[int, ...] | None = None) -> Select[Any] | None:
    """By these columns clients, won clients and money; None of a period without a day.

    Remembered, because it takes longer to put together than to answer.
    """
    rule, none = question.credit, zeros(3)
    clients, money = CLIENT_TOTALS, MONEY_TOTALS
    people = [clients.c[f"clients_{rule}"], clients.c[f"won_{rule}"]]
    parts = []
    for piece in pieces(question.start, question.end):
        for table, numbers, those in (
            (clients, [*signed(people, piece), none[2]], []),
            (money, [*none[:2], *signed([money_by(rule)], piece)], those_of_money(question)),
        ):
            of_piece = kept_in(table, piece, question.office, by_channel="channel" in keys)
            chosen = true() if only is None else table.c.source_id.in_(only)
            where = (table.c.role == question.role, *those, *of_piece, chosen)
            parts.append(select(*(table.c[key] for key in keys), *numbers).where(*where))
    return grouped(parts, len(keys)) if parts else None


def zeros(count: int) -> list[ColumnElement[int]]:
    """So many columns of zeros, for what one of several tables that are added up has not."""
    return [literal_column("0", Integer).label(f"zero_{place}") for place in range(count)]


def money_by(rule: CreditRule) -> ColumnElement[int]:
    return MONEY_TOTALS.c.first if rule is CreditRule.FIRST else MONEY_TOTALS.c.shared


def those_of_money(question: Question, *others: str) -> list[Any]:
    """The totals of the question's kind of money and currency, and of ``others``, by the day that it counts on."""
    dated = Dated.PAID if question.count is Count.PERIOD else Dated.CAME
    columns = MONEY_TOTALS.c
    of_currency = (
        columns.currency.in_([question.currency, *others]) if others else columns.currency == question.currency
    )
    return [columns.dated == dated, columns.kind == question.money, of_currency]


def pieces(start: date | None, end: date | None, longest: Span = Span.EVER) -> list[Piece]:
    """The whole years, months and days that add up to a period (both ends inclusive, None is open), each day once.

    All days together are one piece. Nothing longer than ``longest`` is among them. Of all ways to put it together it is
    the one with the fewest totals.
    """
    if start is None and end is None and longest is Span.EVER:
        return [Piece(Span.EVER, None, None)]
    # There is no day after the last one of the calendar, so that no end is needed either.
    after = None if end is None or end == date.max else end + timedelta(days=1)
    return _joined(_pieces(start, after, min(longest, Span.YEAR, key=_LENGTHS.index)))


def _pieces(start: date | None, after: date | None, span: Span) -> list[Piece]:
    if start is not None and after is not None and start >= after:
        return []
    if span is Span.DAY:
        return [Piece(span, start, after)]
    first = _next_start(start, span) if start else None
    last = span.start(after) if after else None
    if start and first is None:
        return _pieces(start, after, _FINER[span])
    if start and first and last and first > last:
        return _within(span.start(start), start, after, first, span)
    before = _within(span.start(start), start, first, first, span) if start and first else []
    behind_last = _within(last, last, after, _next_start(after, span), span) if last and after else []
    between = [] if first and last and first >= last else [Piece(span, first, last)]
    return [*before, *between, *behind_last]


def _within(begin: date, start: date, after: date | None, end: date | None, span: Span) -> list[Piece]:
    """A part of one span that reaches from ``begin`` to ``end``: put together, or the span less what is missing."""
    finer = _FINER[span]
    together = _pieces(start, after, finer)
    if end is None or not together:
        return together
    missing = [*_pieces(begin, start, finer), *_pieces(after, end, finer)]
    less = [Piece(span, begin, end), *(replace(each, sign=-each.sign) for each in missing)]
    return min(together, less, key=_totals_in)


def _totals_in(found: list[Piece]) -> int:
    """About how many totals pieces with both ends have, in those of a day."""
    days = {Span.DAY: 1, Span.MONTH: 30, Span.YEAR: 365}
    lengths = [(each, ((each.end or date.max) - (each.first or date.min)).days) for each in found]
    return sum(_ROWS[each.span] * -(-length // days[each.span]) for each, length in lengths)


def _joined(found: list[Piece]) -> list[Piece]:
    """Pieces that follow each other as one."""
    joined: list[Piece] = []
    for piece in sorted(found, key=lambda each: (each.span, each.sign, each.first or date.min)):
        last = joined[-1] if joined else None
        if last and (last.span, last.sign, last.end) == (piece.span, piece.sign, piece.first) and piece.first:
            joined[-1] = replace(last, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _next_start(day: date, span: Span) -> date | None:
    """The first start of such a span on a day or after it; None if the calendar ends before."""
    start = span.start(day)
    if start == day:
        return day
    longest = 31 if span is Span.MONTH else 366
    return span.start(start + timedelta(days=longest)) if start <= date.max - timedelta(days=longest) else None


def _sums(session: Session, question: Question, table: Table) -> Iterator[Any]:
    by_channel = question.of is Of.CHANNELS
    for row in look_up(session, _grouped_sums(question, table)):
        place, channel, *values = row if by_channel else (row[0], None, *row[1:])
        yield _group(place, channel, by_channel), *map(int, values)


@lru_cache(REMEMBERED)
def _grouped_sums(question: Question, table: Table) -> Select[Any]:
    """The clients or the money by group, remembered as ``_at_once`` is."""
    by_channel, rule = question.of is Of.CHANNELS, question.credit
    keys = [table.c.source_id, table.c.channel] if by_channel else [table.c.source_id]
    is_money = table is MONEY_TOTALS
    numbers = [money_by(rule)] if is_money else [table.c[f"clients_{rule}"], table.c[f"won_{rule}"]]
    those = those_of_money(question) if is_money else []
    parts = [
        select(*keys, *signed(numbers, piece)).where(
            table.c.role == question.role,
            *those,
            *kept_in(table, piece, question.office, by_channel=by_channel),
        )
        for piece in pieces(question.start, question.end)
    ]
    return grouped(parts, len(keys))


def signed(numbers: list[Any], piece: Piece) -> list[Any]:
    """The numbers of a piece, below 0 where it is taken off."""
    return numbers if piece.sign > 0 else [(-number).label(number.name) for number in numbers]


def in_piece(table: Table, piece: Piece) -> list[Any]:
    """The totals of a piece's spans."""
    starts_on = table.c.starts_on
    return [
        table.c.span == piece.span,
        starts_on >= piece.first if piece.first else true(),
        starts_on < piece.end if piece.end else true(),
    ]


def kept_in(table: Table, piece: Piece, office: int | None = None, *, by_channel: bool = False) -> list[Any]:
    """The totals of clients or money of a piece's spans and of an office, or of all if it is None: each credit once.

    Of longer spans than days those that tell sources apart, or those that tell channels apart.
    """
    if piece.span is Span.DAY:
        return [*in_piece(table, piece), _of_office(table, office)]
    # Said one by one, so that the databases read nothing between the end of one span's rows and the next one's.
    starts = _starts(piece)
    spans = in_piece(table, piece) if starts is None else [table.c.span == piece.span, table.c.starts_on.in_(starts)]
    if by_channel:
        return [*spans, _of_office(table, office), table.c.channel != EVERY_CHANNEL]
    return [*spans, table.c.office_id == (office or EVERY_OFFICE), table.c.channel == EVERY_CHANNEL]


def _of_office(table: Table, office: int | None) -> ColumnElement[bool]:
    return table.c.office_id == office if office else true()


def _starts(piece: Piece) -> list[date] | None:
    """The first days of a piece's spans; None if it is open at one end."""
    if piece.span is Span.EVER:
        return [date.min]
    if piece.first is None or piece.end is None:
        return None
    found = [piece.first]
    while (following := _next_start(found[-1] + timedelta(days=1), piece.span)) and following < piece.end:
        found.append(following)
    return found


def grouped(parts: list[Select[Any]], keys: int) -> Select[Any]:
    """The sums of the parts' numbers, which stand after so many columns of a key."""
    together = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
    columns = list(together.c)
    # A sum of large integers is a decimal to PostgreSQL, and making numbers of thousands of these takes its time.
    sums = [cast(func.sum(column), BigInteger) for column in columns[keys:]]
    return select(*columns[:keys], *sums).group_by(*columns[:keys])


def _group(place: int, channel: Any, by_channel: bool) -> Group:
    standing = _STANDINGS.get(place, Standing.CREDITED)  # type: ignore[call-overload]  # places are numbers
    if by_channel:
        return standing, channel
    return standing, (place if place > 0 else None)
