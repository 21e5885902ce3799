"""Periods by name, in calendar days of the firm: both ends belong to the period, None means without end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days from ``start`` to ``end``, both inclusive; None means without end on that side."""

    start: date | None = None
    end: date | None = None


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month so many months after the day's."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _months(first: date, count: int) -> Period:
    return Period(first, first_of_month(first, count) - timedelta(days=1))


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _week(day: date, first_weekday: int, weeks: int = 0) -> Period:
    """The week so many weeks after the day's."""
    start = day - timedelta(days=(day.weekday() - first_weekday) % 7 - 7 * weeks)
    return Period(start, start + timedelta(days=6))


NAMED: dict[str, tuple[str, Callable[[date, int], Period]]] = {
    "this-week": ("This week", _week),
    "last-week": ("Last week", lambda today, first_weekday: _week(today, first_weekday, -1)),
    "this-month": ("This month", lambda today, _: _months(first_of_month(today), 1)),
    "last-month": ("Last month", lambda today, _: _months(first_of_month(today, -1), 1)),
    "this-quarter": ("This quarter", lambda today, _: _months(_quarter(today), 3)),
    "last-quarter": ("Last quarter", lambda today, _: _months(first_of_month(_quarter(today), -3), 3)),
    "this-year": ("This year", lambda today, _: Period(date(today.year, 1, 1), date(today.year, 12, 31))),
    "last-year": (
        "Last year",
        lambda today, _: Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ),
    "12-months": (
        "Last 12 months",
        lambda today, _: Period(first_of_month(today, -11), _months(first_of_month(today), 1).end),
    ),
    "all": ("All time", lambda _today, _: Period()),
}
"""The periods that a page offers: their name in an address, in words, and their days as of today.

The days hang on the firm's first weekday, counted from Monday as 0, too.
"""


def period_named(name: str, today: date, first_weekday: int = 0) -> Period | None:
    """The days of a named period, or None if there is no such name."""
    named = NAMED.get(name)
    return named[1](today, first_weekday) if named else None


def name_of(start: date | None, end: date | None, today: date, first_weekday: int = 0) -> str | None:
    """The name that a period has as of today, None if its days have none."""
    for name, (_, days) in NAMED.items():
        if days(today, first_weekday) == Period(start, end):
            return name
    return None
