"""Which earlier days stand beside a period, and what the table of the ranking page reckons from them."""

from datetime import date

import pytest

from reports.counting.periods import period_named
from reports.ranked.comparison import earlier_days
from reports.ranked.views import Compare

TODAY = date(2026, 11, 25)


def compared(start: str, end: str, compare: str = "before", today: date = TODAY) -> tuple[str, str, bool] | None:
    """The earlier days as texts, and whether they end early."""
    found = earlier_days(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, Compare(compare), today
    )
    return (str(found.days.start), str(found.days.end), found.so_far) if found else None


@pytest.mark.parametrize(
    ("start", "end", "compare", "earlier"),
    [
        # A month that is over stands beside the whole month before, however long.
        ("2026-10-01", "2026-10-31", "before", ("2026-09-01", "2026-09-30", False)),
        ("2026-03-01", "2026-03-31", "before", ("2026-02-01", "2026-02-28", False)),
        ("2026-02-01", "2026-02-28", "year", ("2025-02-01", "2025-02-28", False)),
        ("2025-02-01", "2025-02-28", "year", ("2024-02-01", "2024-02-29", False)),
        # One that is not over, beside the same days.
        ("2026-11-01", "2026-11-30", "before", ("2026-10-01", "2026-10-25", True)),
        ("2026-11-01", "2026-11-30", "year", ("2025-11-01", "2025-11-25", True)),
        ("2026-10-01", "2026-12-31", "before", ("2026-07-01", "2026-08-25", True)),
        ("2026-01-01", "2026-12-31", "before", ("2025-01-01", "2025-11-25", True)),
        # Twelve months, and days that are no whole months.
        ("2025-11-01", "2026-10-31", "before", ("2024-11-01", "2025-10-31", False)),
        ("2026-10-05", "2026-10-14", "before", ("2026-09-25", "2026-10-04", False)),
        ("2026-10-05", "2026-10-14", "year", ("2025-10-05", "2025-10-14", False)),
        # A week stands beside the same weekdays.
        ("2026-11-23", "2026-11-29", "before", ("2026-11-16", "2026-11-18", True)),
        ("2026-11-16", "2026-11-22", "year", ("2025-11-17", "2025-11-23", False)),
        # What has no end goes until today; what has no beginning has nothing before it.
        ("2026-11-16", "", "before", ("2026-11-06", "2026-11-15", False)),
        ("", "2026-11-16", "before", None),
        ("", "", "before", None),
        ("2026-10-01", "2026-10-31", "nothing", None),
        ("0001-01-01", "0001-01-31", "before", None),
        ("0001-01-01", "0001-01-31", "year", None),
        ("9999-12-01", "9999-12-31", "before", ("9999-11-01", "9999-11-30", False)),
    ],
)
def test_like_is_compared_with_like(start: str, end: str, compare: str, earlier: tuple[str, str, bool] | None) -> None:
    assert compared(start, end, compare) == earlier


def test_the_last_day_of_a_longer_month_is_compared_with_the_end_of_a_shorter_one() -> None:
    assert compared("2026-03-01", "2026-03-31", today=date(2026, 3, 30)) == ("2026-02-01", "2026-02-28", True)


@pytest.mark.parametrize(
    ("first_weekday", "this", "last"),
    [(0, "2026-11-23", "2026-11-16"), (6, "2026-11-22", "2026-11-15"), (3, "2026-11-19", "2026-11-12")],
)
def test_a_week_begins_on_the_weekday_of_the_firm(first_weekday: int, this: str, last: str) -> None:
    for name, start in (("this-week", this), ("last-week", last)):
        found = period_named(name, TODAY, first_weekday)
        assert found
        assert str(found.start) == start
        assert found.start
        assert found.end
        assert (found.end - found.start).days == 6
