"""The table of the ranking page: averages, return, changes, trends, and what could change the first place."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from flask import Flask

from attribution import Result, Role
from records.db import db
from reports.counting.counted import PARTS
from reports.counting.questions import Count, CreditRule, Measure, Of, Question
from reports.counting.rankings import Figures, rank
from reports.ranked.standings import Standings, standings
from reports.ranked.trends import spans_of
from reports.ranked.views import Compare, Order, View, ordered_by, read_view, view_words
from tests.admin.any_firm import any_firm
from tests.admin.small_firm import client, credit, full_firm, partner, pays, waits

TODAY = date(2026, 6, 15)
MARCH: dict[str, Any] = {"start": date(2026, 3, 1), "end": date(2026, 3, 31)}


def table(order: Order = Order.REVENUE, costs: dict[int, int] | None = None, **words: Any) -> Standings:
    """The table of a question."""
    view = View(Question("USD", **words), order)
    return standings(db.session(), view, TODAY, 0, costs)


def test_an_average_is_what_the_won_clients_of_the_period_have_brought_so_far(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        joe = table(**MARCH).rows[0]
        # Ana's refund of May and Ben's payment belong to those who came in March; Ella, who paid a cent, came later.
        assert (joe.name, joe.figures.revenue, joe.so_far.revenue) == ("Joe Smith", 200_001, 170_000)
        assert joe.average == 85_000
        assert table(start=date(2020, 1, 1), end=date(2020, 1, 31)).apart["total"].average is None


def test_return_is_revenue_for_each_unit_spent_and_what_brought_nothing_is_a_row(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        found = table(Order.RETURN, {1: 50_000, 2: 10_000, 3: 7_777, 4: 100})
        by_name = {row.name: row for row in found.rows}
        assert by_name["Joe Smith"].returned == Fraction(170_001, 50_000)
        assert by_name["Nisha Patel"].returned == Fraction(55_555, 10_000)
        assert [row.name for row in found.rows] == ["Nisha Patel", "Joe Smith", "Ted Kostas"]
        assert by_name["Ted Kostas"].returned == 0
        assert by_name["Ted Kostas"].rank is None
        # Number 4 is no partner, so its cost stands elsewhere.
        assert found.apart["elsewhere"].cost == 100
        assert found.apart["total"].cost == 67_877


def test_a_return_of_several_sources_is_of_those_that_cost_something(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        every = {row.part: row.figures for row in table(of=Of.SOURCES).rows}
        partners = {row.part for row in table().rows}
        for number, figures in every.items():
            found = table(Order.RETURN, {int(number): 1_000})
            assert found.apart["total"].returned == Fraction(figures.revenue, 1_000)
            assert found.apart["total"].spending.clients == figures.clients
            elsewhere = None if number in partners else Fraction(figures.revenue, 1_000)
            assert found.apart["elsewhere"].returned == elsewhere
        assert any(figures.revenue for number, figures in every.items() if number not in partners)
        found = table(Order.RETURN, {int(number): 1_000 for number in every})
        together = sum(figures.revenue for figures in every.values())
        assert found.apart["total"].returned == Fraction(together, 1_000 * len(every))
        assert together < found.apart["total"].figures.revenue


def test_costs_are_not_divided_among_some_clients_of_a_source(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        some: tuple[dict[str, Any], ...] = ({"office": 1}, {"of": Of.CHANNELS}, {"of": Of.KEYWORDS})
        for words in some:
            assert not table(Order.RETURN, {1: 50_000}, **words).has_costs


def test_who_brought_something_before_and_nothing_now_stays_in_sight(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        april: dict[str, Any] = {"start": date(2026, 4, 1), "end": date(2026, 4, 30)}
        found = table(**april)
        names = [(row.name, row.rank, row.change(Measure.REVENUE)) for row in found.rows]
        assert names == [("Joe Smith", 1, -200_001), ("Nisha Patel", None, -55_555)]
        by_change = table(Order.CHANGE, **april)
        assert [(row.name, row.rank) for row in by_change.rows] == [("Nisha Patel", 1), ("Joe Smith", 2)]


@pytest.mark.parametrize("order", Order)
def test_parts_add_up_in_every_order(app: Flask, order: Order) -> None:
    full_firm(app)
    with app.app_context():
        for of, credit_rule in product(Of, CreditRule):
            found = table(order, {1: 5, 9: 7}, of=of, credit=credit_rule, **MARCH)
            parts = [*found.rows, *(found.apart[name] for name in ("elsewhere", "unknown", "in_review"))]
            total = found.apart["total"]
            assert sum(entry.cost for entry in parts) == total.cost
            for name in ("figures", "before", "so_far"):
                for measure in Measure:
                    both = [getattr(entry, name).of(measure) for entry in (*parts, total)]
                    assert sum(both[:-1]) == both[-1]
            for number in range(len(found.over.spans)):
                assert sum(entry.trend[number] for entry in parts) == total.trend[number]


@pytest.mark.parametrize("seed", range(3))
def test_every_point_of_a_trend_is_the_ranking_of_its_days(app: Flask, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # a drawn firm, no secret
    any_firm(app, chance)
    with app.app_context():
        session = db.session()
        for _ in range(4):
            question = Question(
                "USD",
                of=chance.choice(list(Of)),
                by=chance.choice(list(Measure)),
                count=chance.choice(list(Count)),
                credit=chance.choice(list(CreditRule)),
                role=chance.choice(list(Role)),
            )
            start, end = chance.choice([(None, None), (date(2026, 1, 5), date(2026, 3, 20)), (date(2025, 1, 1), None)])
            question = replace(question, start=start, end=end)
            found = standings(session, View(question), TODAY)
            for number, span in enumerate(found.over.spans):
                ranking = rank(session, replace(question, start=span.start, end=span.end))
                there = {row.id: row.figures for row in ranking.rows}
                for entry in found.rows:
                    assert entry.trend[number] == there.get(entry.part, Figures()).of(question.by)
                for part in PARTS:
                    assert found.apart[part].trend[number] == getattr(ranking, part).of(question.by)


@pytest.mark.parametrize(
    ("start", "end", "unit", "count", "first", "last", "so_far"),
    [
        (None, None, "month", 12, "2025-07-01", "2026-06-30", True),
        ("2026-03-01", "2026-03-31", "month", 12, "2025-04-01", "2026-03-31", False),
        ("2026-01-01", "2026-03-31", "week", 14, "2026-01-01", "2026-03-31", False),
        ("2026-01-01", "2026-12-31", "month", 6, "2026-01-01", "2026-06-30", True),
        ("2020-01-01", "2026-12-31", "year", 7, "2020-01-01", "2026-12-31", True),
        ("2026-06-01", "2026-08-31", "week", 3, "2026-06-01", "2026-06-21", True),
        ("0001-01-01", "0001-01-02", "month", 12, "0001-02-01", "0002-01-31", False),
        ("9999-01-01", "9999-12-31", "month", 12, "9998-01-01", "9998-12-31", False),
    ],
)
def test_trends_go_over_the_parts_of_a_long_period_or_over_twelve_months(
    start: str | None, end: str | None, unit: str, count: int, first: str, last: str, so_far: bool
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    found = spans_of(Question("USD", start=days[0], end=days[1]), TODAY, 0)
    ends = (str(found.spans[0].start), str(found.spans[-1].end))
    assert (found.unit, len(found.spans), *ends, found.so_far) == (unit, count, first, last, so_far)


def test_the_note_about_the_first_place_knows_every_order(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        pays(session, client(session, "Ana", Result("auto", (credit(joe),))), 100_000)
        pays(session, client(session, "Ben", Result("auto", (credit(nisha),))), 40_000)
        pays(session, client(session, "Cara", waits(credit(joe)), "Jo"), 50_000)
        session.commit()
        costs = {1: 10_000, 2: 5_000}
        assert not table().leader_is_open
        assert table(Order.AVERAGE).leader_is_open
        # Joe has 10 for each unit; Nisha would have 18 with what waits.
        assert table(Order.RETURN, costs).leader_is_open
        assert not table(Order.RETURN, {1: 10_000, 2: 50_000}).leader_is_open
        assert not table(Order.CHANGE, **MARCH).leader_is_open
        pays(
            session,
            client(session, "Dev", waits(credit(joe)), "Jo", came=date(2026, 2, 2)),
            20_000,
            on=date(2026, 2, 2),
        )
        # If the earlier money was Joe's, he has grown by 80,000, and Nisha could have by 90,000.
        assert table(Order.CHANGE, **MARCH).leader_is_open


def test_a_view_stands_in_words_and_is_read_again() -> None:
    for order, compare, measure in product(Order, Compare, Measure):
        view = read_view({"by": order, "compare": compare, "change": measure, "of": "channels"}, "USD")
        assert read_view(view_words(view), "EUR") == view
        if order is Order.CHANGE:
            assert view.question.by is measure
    clients = read_view({"by": "clients"}, "USD")
    assert ordered_by(clients, Order.CHANGE).question.by is Measure.CLIENTS
    assert ordered_by(clients, Order.AVERAGE).question.by is Measure.REVENUE
