"""Periods by name, in calendar days of the firm: both ends belong to the period, None means without end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days from ``start`` to ``end``, both inclusive; None means without end on that side."""

    start: date | None = None
    end: date | None = None


def _month(day: date, months: int = 0) -> date:
    """The first day of the month so many months after the day's."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _months(first: date, count: int) -> Period:
    return Period(first, _month(first, count) - timedelta(days=1))


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


NAMED: dict[str, tuple[str, Callable[[date], Period]]] = {
    "this-month": ("This month", lambda today: _months(_month(today), 1)),
    "last-month": ("Last month", lambda today: _months(_month(today, -1), 1)),
    "this-quarter": ("This quarter", lambda today: _months(_quarter(today), 3)),
    "last-quarter": ("Last quarter", lambda today: _months(_month(_quarter(today), -3), 3)),
    "this-year": ("This year", lambda today: Period(date(today.year, 1, 1), date(today.year, 12, 31))),
    "last-year": (
        "Last year",
        lambda today: Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ),
    "12-months": ("Last 12 months", lambda today: Period(_month(today, -11), _months(_month(today), 1).end)),
    "all": ("All time", lambda _today: Period()),
}
"""The periods that a page offers: their name in an address, in words, and their days as of today."""


def period_named(name: str, today: date) -> Period | None:
    """The days of a named period, or None if there is no such name."""
    named = NAMED.get(name)
    return named[1](today) if named else None
