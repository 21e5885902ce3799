"""What sources cost stands beside what they brought, and each such number leads to the costs that add up to it."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Kind
from records.db import db
from records.money.costs import Every, record_cost
from records.sources import Source
from tests.admin.reading import entries, numbers, sum_of, visible
from tests.admin.small_firm import full_firm

COST = re.compile(r'href="(/admin/costs/spent\?[^"]+)"><data value="(-?\d+)">')
ROW = re.compile(r'<tr role="row"[^>]* data-part="([^"]+)">(.*?)</tr>', re.DOTALL)
RETURN = re.compile(r'href="(/admin/costs/spent\?[^"]+)"><data value="-?\d+">([^<]*×)</data>')
MARCH = "from=2026-03-01&to=2026-03-31"


@pytest.fixture
def firm(app: Flask) -> Flask:
    full_firm(app)
    with app.app_context():
        session, at = db.session(), datetime(2026, 1, 1, tzinfo=UTC)
        joe, nisha = (
            session.scalars(select(Source).where(Source.name == name)).one() for name in ("Joe Smith", "Nisha Patel")
        )
        web = session.scalars(select(Source).where(Source.kind == Kind.SEARCH_ENGINE)).first()
        assert web
        for source, amount, start, end, every in (
            (joe, 10_001, date(2026, 1, 15), None, Every.MONTH),
            (joe, 5_000, date(2026, 3, 3), date(2026, 4, 10), Every.ONCE),
            (nisha, -300, date(2026, 3, 4), None, Every.ONCE),
            (web, 70_000, date(2026, 1, 1), date(2026, 12, 31), Every.ONCE),
        ):
            record_cost(session, source, amount, "USD", start, end, at, every=every)
        record_cost(session, joe, 999, "EUR", date(2026, 3, 3), None, at)
        session.commit()
    return app


@pytest.mark.parametrize(
    ("ranking", "costing"),
    [
        (f"of=partners&{MARCH}", {"1", "elsewhere", "total"}),
        (f"of=sources&{MARCH}", {"1", "google", "total"}),
        (f"of=websites&{MARCH}&credit=shared", {"google", "elsewhere", "total"}),
        ("of=sources&period=all", {"1", "google", "total"}),
    ],
)
def test_a_return_leads_to_the_costs_behind_it(
    firm: Flask, owner: FlaskClient, ranking: str, costing: set[str]
) -> None:
    html = owner.get(f"/admin/?{ranking}").text
    costs = {part: found for part, row in ROW.findall(html) if (found := COST.search(row))}
    with firm.app_context():
        google = str(db.session.scalars(select(Source.id).where(Source.kind == Kind.SEARCH_ENGINE)).first())
    assert set(costs) >= {google if part == "google" else part for part in costing}
    for part, found in costs.items():
        behind = owner.get(unescape(found[1])).text
        assert sum_of(behind)[0] == entries(behind)[1] == int(found[2]), part
    rows = [int(found[2]) for part, found in costs.items() if part != "total"]
    assert sum(rows) == int(costs["total"][2])


@pytest.mark.parametrize("ranking", [f"of=partners&{MARCH}", f"of=websites&{MARCH}&credit=shared", "of=sources"])
def test_a_return_stands_on_the_page_behind_it_with_what_it_is_reckoned_from(
    firm: Flask, owner: FlaskClient, ranking: str
) -> None:
    html = owner.get(f"/admin/?{ranking}").text
    returns = {part: found for part, row in ROW.findall(html) if (found := RETURN.search(row))}
    assert "total" in returns
    for part, found in returns.items():
        behind = owner.get(unescape(found[1])).text
        assert f"= <b>{found[2]}</b>" in behind, part
        money = 0
        for address in re.findall(r'href="(/admin/payments\?[^"]+)"', behind):
            money += sum_of(owner.get(unescape(address)).text)[0]
        assert f"Return: ${money / 100:,.2f} revenue ÷ {sum_of(behind)[1]} = {found[2]}" in visible(behind), part
        assert f"{round(money / sum_of(behind)[0], 1):g}×" == found[2], part


def test_the_pages_of_a_source_and_of_costs_say_what_a_client_cost(firm: Flask, owner: FlaskClient) -> None:
    spent = 10_001 + 5_000 * 29 // 39 + 1
    ranked = {(each.part, each.measure): each.value for each in numbers(owner.get(f"/admin/?{MARCH}").text)}
    clients, won = ranked["1", "clients"], ranked["1", "won"]
    assert clients >= won > 0
    page = owner.get(f"/admin/partners/1?{MARCH}").text
    listed = owner.get(f"/admin/costs?{MARCH}").text
    row = dict(ROW.findall(listed))["1"]
    for html in (page, row):
        found = COST.search(html)
        assert found
        assert abs(int(found[2]) - spent) < 500
        behind = owner.get(unescape(found[1])).text
        assert sum_of(behind)[0] == entries(behind)[1] == int(found[2])
        for people in (clients, won):
            each = round(Fraction(int(found[2]) * 1_000_000, people))
            assert f"${each // 100}.{each % 100:02}" in visible(html)
            assert f"= ${each // 100}.{each % 100:02}" in visible(behind)
    total = COST.search(dict(ROW.findall(listed))["total"])
    assert total
    assert sum_of(owner.get(unescape(total[1])).text)[0] == int(total[2])


def test_the_same_goes_out(firm: Flask, owner: FlaskClient) -> None:
    for address in (f"/admin/?{MARCH}", f"/admin/partners/1?{MARCH}&format=print", f"/admin/costs?{MARCH}"):
        words = owner.get(address + ("" if "format" in address else "&format=print")).text
        assert "Cost per client (USD)" in words, address
        assert "Cost per won client (USD)" in words, address
    lines = owner.get(f"/admin/costs/spent?of=partners&part=1&{MARCH}&format=csv").text.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Joe Smith", "Joe Smith", "Total"]


@pytest.mark.parametrize("words", ["of=channels", "of=partners&only=introduced_by:partners:1", "of=partners&part=999"])
def test_what_a_source_cost_is_not_divided_among_some_of_its_clients(
    firm: Flask, owner: FlaskClient, words: str
) -> None:
    assert owner.get(f"/admin/costs/spent?{words}").status_code == 404
