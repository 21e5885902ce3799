"""Each day has one export that speaks for it, or none."""

from datetime import date

from reports.keywords.exported_days import Exported, days_spoken_for

QUARTER = Exported(date(2026, 1, 1), date(2026, 3, 31))
MARCH = Exported(date(2026, 3, 1), date(2026, 3, 31))


def test_the_shortest_period_that_has_a_day_speaks_for_it() -> None:
    days = days_spoken_for([QUARTER, MARCH], None, None)
    assert days.of(date(2026, 2, 28)) == QUARTER
    assert days.of(date(2026, 3, 1)) == days.of(date(2026, 3, 31)) == MARCH
    assert days.of(date(2026, 4, 1)) is days.of(date(2025, 12, 31)) is None
    assert days.used() == [QUARTER, MARCH]


def test_of_two_as_short_the_later_speaks() -> None:
    early, late = Exported(date(2026, 3, 1), date(2026, 3, 10)), Exported(date(2026, 3, 5), date(2026, 3, 14))
    days = days_spoken_for([late, early], None, None)
    assert days.of(date(2026, 3, 4)) == early
    assert days.of(date(2026, 3, 5)) == days.of(date(2026, 3, 14)) == late


def test_days_outside_the_period_asked_for_have_none() -> None:
    days = days_spoken_for([QUARTER], date(2026, 2, 1), date(2026, 2, 10))
    assert days.of(date(2026, 1, 31)) is days.of(date(2026, 2, 11)) is None
    assert days.of(date(2026, 2, 1)) == days.of(date(2026, 2, 10)) == QUARTER


def test_an_export_that_shorter_ones_cover_is_not_used() -> None:
    months = [
        Exported(date(2026, 1, 1), date(2026, 1, 31)), Exported(date(2026, 2, 1), date(2026, 2, 28)), MARCH,
    ]  # fmt: skip
    assert QUARTER not in days_spoken_for([QUARTER, *months], None, None).used()


def test_without_exports_no_day_is_spoken_for() -> None:
    assert not days_spoken_for([], None, date(2026, 1, 1)).spoken
