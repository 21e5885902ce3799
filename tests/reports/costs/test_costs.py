"""Costs fall on the days of a period, exact to the cent, and stand beside what came back."""

from datetime import date, timedelta
from fractions import Fraction

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from attribution import WHOLE
from records.db import db
from records.money.costs import Cost, Every, record_cost, remove_cost
from reports.costs import Return, cost_parts, costs_of, part_of
from tests.admin.small_firm import noon, partner

JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def cost(amount: int, starts_on: date, ends_on: date | None, every: Every = Every.ONCE) -> Cost:
    return Cost(amount=amount, currency="USD", starts_on=starts_on, ends_on=ends_on, every=every)


def test_a_single_cost_is_laid_on_its_days_and_the_odd_cents_on_the_first_of_them() -> None:
    once = cost(1000, JAN, date(2026, 1, 3))
    assert [part_of(once, day, day) for day in (JAN, date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4))] == [
        334,
        333,
        333,
        0,
    ]


def test_a_monthly_cost_falls_whole_on_each_of_its_months() -> None:
    monthly = cost(10_001, JAN, None, Every.MONTH)
    assert part_of(monthly, FEB, date(2026, 2, 28)) == 10_001
    assert part_of(monthly, JAN, date(2026, 12, 31)) == 120_012
    assert part_of(monthly, date(2025, 1, 1), date(2025, 12, 31)) == 0


def test_a_cost_from_the_last_of_a_month_comes_on_the_last_of_shorter_ones() -> None:
    monthly = cost(3100, date(2026, 1, 31), None, Every.MONTH)
    assert part_of(monthly, date(2026, 1, 31), date(2026, 2, 27)) == 3100
    assert part_of(monthly, date(2026, 2, 28), date(2026, 3, 30)) == 3100


def test_quarters_and_years_come_again_after_three_and_twelve_months() -> None:
    assert part_of(cost(900, JAN, None, Every.QUARTER), JAN, date(2026, 9, 30)) == 2700
    assert part_of(cost(900, JAN, None, Every.YEAR), JAN, date(2027, 12, 31)) == 1800


def test_a_cost_that_has_ended_falls_on_no_later_day() -> None:
    ended = cost(3000, JAN, date(2026, 2, 10), Every.MONTH)
    assert part_of(ended, FEB, date(2026, 2, 10)) == 3000
    assert part_of(ended, date(2026, 2, 11), date(2026, 12, 31)) == 0


@given(
    amount=st.integers(-10_000_000, 10_000_000),
    days=st.tuples(DAYS, DAYS),
    every=st.sampled_from(Every),
    period=st.tuples(DAYS, DAYS),
)
def test_the_days_of_a_period_add_up_to_the_period(
    amount: int, days: tuple[date, date], every: Every, period: tuple[date, date]
) -> None:
    some = cost(amount, min(days), max(days), every)
    start, end = min(period), max(period)
    every_day = sum(
        part_of(some, start + timedelta(day), start + timedelta(day)) for day in range((end - start).days + 1)
    )
    assert every_day == part_of(some, start, end)
    if every is Every.ONCE:
        assert part_of(some, date(2020, 1, 1), date(2030, 1, 1)) == amount


def test_currencies_are_not_added_and_a_removed_cost_counts_nowhere(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        joe, ann = partner(session, "Joe Smith"), partner(session, "Ann Lee")
        record_cost(session, joe, 5000, "USD", JAN, date(2026, 1, 31), noon(JAN))
        record_cost(session, joe, 100, "USD", FEB, None, noon(JAN), every=Every.MONTH)
        record_cost(session, joe, 7000, "EUR", JAN, None, noon(JAN))
        remove_cost(session, record_cost(session, ann, 9000, "USD", JAN, None, noon(JAN)), noon(FEB), None)
        assert costs_of(session, JAN, date(2026, 3, 31), "USD") == {joe.id: 5200}
        assert costs_of(session, JAN, JAN, "EUR") == {joe.id: 7000}
        # Without an end what comes again goes until today, and what is behind it adds up to it.
        assert costs_of(session, None, None, "USD", today=date(2026, 2, 28)) == {joe.id: 5100}
        listed = cost_parts(session, None, None, "USD", joe.id, today=date(2026, 2, 28))
        assert [each.part for each in listed] == [100, 5000]


def test_without_an_end_a_cost_counts_for_the_days_until_today_as_in_any_period(app: Flask) -> None:
    today = date(2026, 1, 20)
    with app.app_context():
        session = db.session()
        joe, ann = partner(session, "Joe Smith"), partner(session, "Ann Lee")
        record_cost(session, joe, 3100, "USD", JAN, date(2026, 1, 31), noon(JAN))
        record_cost(session, ann, 500, "USD", FEB, None, noon(JAN))
        record_cost(session, ann, 2800, "USD", FEB, None, noon(JAN), every=Every.MONTH)
        all_time = costs_of(session, None, None, "USD", today)
        assert all_time == costs_of(session, JAN, today, "USD") == {joe.id: 2000}
        assert costs_of(session, date(2026, 1, 11), None, "USD", today) == {joe.id: 1000}
        assert costs_of(session, FEB, None, "USD", today) == {}


def test_what_came_back_is_never_a_division_by_zero() -> None:
    assert Return(cost=0, clients=0, won=0, revenue=5).times is None
    assert Return(cost=5, clients=0, won=0, revenue=0).per_client is None
    some = Return(cost=1000, clients=4 * WHOLE, won=2 * WHOLE, revenue=2500)
    assert (some.per_client, some.per_won, some.times) == (Fraction(250), Fraction(500), Fraction(5, 2))
