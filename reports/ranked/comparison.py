"""Which earlier days a period is compared with, so that like stands beside like."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reports.counting.periods import Period, first_of_month
from reports.ranked.views import Compare

_WEEK = timedelta(days=7)
_YEAR_OF_WEEKS = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The days that a period is compared with. ``so_far`` says that they end early, because the period is not over."""

    days: Period
    so_far: bool


def earlier_days(start: date | None, end: date | None, compare: Compare, today: date) -> Earlier | None:
    """The earlier days for a period (both ends inclusive), None where there are none to compare with.

    Whole months go back by months, other periods by their length in days. A year ago are the same calendar days, and
    for a week the same weekdays, 52 weeks before. Of a period that is not over yet, the earlier days go to the same
    day as today; without an end it counts as ending today.
    """
    if start is None or compare is Compare.NOTHING:
        return None
    last = end or today
    if last < start:
        return None
    so_far = start <= today < last
    try:
        days = _before(start, last, today if so_far else None, compare)
    except (OverflowError, ValueError):
        # The calendar begins in the year 1.
        return None
    return Earlier(days, so_far)


def _before(start: date, end: date, until: date | None, compare: Compare) -> Period:
    if compare is Compare.YEAR and end - start == _WEEK - timedelta(days=1):
        return Period(start - _YEAR_OF_WEEKS, (until or end) - _YEAR_OF_WEEKS)
    whole = start.day == 1 and _ends_month(end)
    if compare is Compare.YEAR:
        months = 12
    elif whole:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
    else:
        back = end - start + timedelta(days=1)
        return Period(start - back, (until or end) - back)
    last = until or end
    return Period(_months_before(start, months), _months_before(last, months, to_the_end=whole and not until))


def _months_before(day: date, months: int, *, to_the_end: bool = False) -> date:
    """The same day so many months before, or the last of that month where it has no such day."""
    first = first_of_month(day, -months)
    longest = monthrange(first.year, first.month)[1]
    return first.replace(day=longest if to_the_end else min(day.day, longest))


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
