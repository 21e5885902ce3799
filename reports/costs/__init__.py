"""What sources cost in a period, and what came back for it."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Protocol

from sqlalchemy import Select, or_, select, true
from sqlalchemy.orm import Session, joinedload

from attribution import WHOLE
from records.engine.once import once
from records.firm import the_firm
from records.imports import UNFINISHED, Import
from records.money.costs import Cost, Every

_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
_DAY = timedelta(days=1)


class Laid(Protocol):
    """A cost, as it is now or as it was kept: what is needed to lay it on days."""

    @property
    def amount(self) -> int:
        """What is spent each time, in minor units."""

    @property
    def starts_on(self) -> date:
        """The first day."""

    @property
    def ends_on(self) -> date | None:
        """The last day, if one is known."""

    @property
    def every(self) -> Every:
        """How often it is spent."""


@dataclass(frozen=True, slots=True)
class CostPart:
    """A cost and the part of it that falls on a period, in minor units."""

    cost: Cost
    part: int


@dataclass(frozen=True, slots=True)
class Return:
    """What came back for what was spent: ``cost`` and ``revenue`` in minor units, the clients in millionths."""

    cost: int
    clients: int
    won: int
    revenue: int

    @property
    def per_client(self) -> Fraction | None:
        """Cost per client (what marketers call cost per lead) in minor units; None without a client or a cost."""
        return Fraction(self.cost * WHOLE, self.clients) if self.clients > 0 and self.cost > 0 else None

    @property
    def per_won(self) -> Fraction | None:
        """Cost per won client (customer acquisition cost) in minor units; None without one or without a cost."""
        return Fraction(self.cost * WHOLE, self.won) if self.won > 0 and self.cost > 0 else None

    @property
    def times(self) -> Fraction | None:
        """Return on spend: revenue divided by cost (marketers' ROAS, over all costs); None without a cost.

        2 says that each dollar spent stands beside two that came in; under 1 less came in than was spent.
        """
        return Fraction(self.revenue, self.cost) if self.cost > 0 else None


def nearest(value: Fraction | int | None) -> int | None:
    """A reckoned amount as minor units: the nearest one, of a half the even one; None stays None."""
    return None if value is None else round(value)


def costs_of(
    session: Session, start: date | None, end: date | None, currency: str, today: date | None = None
) -> dict[int, int]:
    """By source the costs that fall on a period, both ends inclusive, in minor units of one currency.

    Without an end it goes until ``today``, the firm's own day if it is not given: what is laid on days to come is not
    spent yet. Sources without a cost are not in it.
    """
    sums: dict[int, int] = {}
    for each in cost_parts(session, start, end, currency, today=today):
        sums[each.cost.source_id] = sums.get(each.cost.source_id, 0) + each.part
    return sums


def cost_parts(
    session: Session,
    start: date | None,
    end: date | None,
    currency: str,
    source_id: int | None = None,
    today: date | None = None,
) -> list[CostPart]:
    """The costs behind a sum of ``costs_of``, of one source if it is given, the newest first; their parts add up."""
    end = end or today or the_firm(session).today(datetime.now(UTC))
    parts = []
    asked = (cost_parts, start, end, currency, source_id)
    for cost in once(session, asked, lambda: session.scalars(_laid(start, end, currency, source_id)).unique().all()):
        if part := part_of(cost, start or cost.starts_on, end):
            parts.append(CostPart(cost, part))
    return parts


def _laid(start: date | None, end: date, currency: str, source_id: int | None) -> Select[tuple[Cost]]:
    unfinished = select(Import.id).where(Import.state.in_(UNFINISHED))
    return (
        select(Cost)
        .options(joinedload(Cost.source))
        .where(
            Cost.currency == currency,
            Cost.removed_at.is_(None),
            or_(Cost.import_id.is_(None), Cost.import_id.not_in(unfinished)),
            Cost.starts_on <= end,
            or_(Cost.ends_on.is_(None), Cost.ends_on >= start) if start else true(),
            Cost.source_id == source_id if source_id is not None else true(),
        )
        .order_by(Cost.starts_on.desc(), Cost.id.desc())
    )


def part_of(cost: Laid, start: date, end: date) -> int:
    """The part of a cost that falls on the days from ``start`` to ``end``, in minor units.

    Each time that it is spent, the amount is laid on the days of that turn by largest remainder, ties to the earlier
    day. So parts of periods that follow each other add up to the amount, whatever the periods are.
    """
    return sum(
        _until(cost.amount, first, last, min(end, last)) - _until(cost.amount, first, last, max(start, first) - _DAY)
        for first, last in _turns(cost, start, end)
        if max(start, first) <= min(end, last)
    )


def _turns(cost: Laid, start: date, end: date) -> Iterator[tuple[date, date]]:
    """First and last day of each time that a cost is spent, from about ``start`` on."""
    if cost.every is Every.ONCE:
        yield cost.starts_on, cost.ends_on or cost.starts_on
        return
    months = _MONTHS[cost.every]
    between = (start.year - cost.starts_on.year) * 12 + start.month - cost.starts_on.month
    turn = max(between // months - 1, 0)
    until = min(end, cost.ends_on) if cost.ends_on else end
    while (first := _months_later(cost.starts_on, turn * months)) <= until:
        last = _months_later(cost.starts_on, (turn + 1) * months) - _DAY
        # What was spent last is laid on the days until its end: a cost that is over falls on no day after that.
        yield first, min(last, cost.ends_on) if cost.ends_on else last
        turn += 1


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _until(amount: int, first: date, last: date, day: date) -> int:
    """How much of an amount falls on the days from ``first`` to ``day``, if it is laid on those until ``last``."""
    days, gone = (last - first).days + 1, (day - first).days + 1
    sign = -1 if amount < 0 else 1
    each, over = divmod(abs(amount), days)
    return sign * (each * gone + min(over, gone))
