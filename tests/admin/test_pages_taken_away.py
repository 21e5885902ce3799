"""Pages about one thing, and reports beside the ranking, go out with exactly what is on the screen."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from attribution import Kind
from records.db import db
from records.imports import Import, ImportState
from records.keywords import Keyword
from records.money.costs import record_cost
from records.money.currencies import plain_amount
from records.sources import Source
from reports.since_coming.first_payment import Wait
from tests.admin.reading import numbers
from tests.admin.small_firm import full_firm
from tests.admin.test_taken_away import rows_of, workbook

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
LISTS = [
    "/admin/partners/1",
    "/admin/partners/1?credit=shared",
    "/admin/channels/organic-search",
    "/admin/keywords/1",
    "/admin/keywords/1/landed?kind=known",
    "/admin/keywords/estimated",
    "/admin/keywords/spread",
    "/admin/keywords/spread?measure=revenue",
    "/admin/clients/1",
    "/admin/cohorts",
    "/admin/cohorts?of=partners&part=1",
    "/admin/lifetime?of=partners",
    "/admin/lifetime?of=channels&after=so-far",
    "/admin/first-payments",
    "/admin/first-payments?took=waiting",
    "/admin/said-and-clicked",
    "/admin/said-and-clicked?by=channel",
    "/admin/said-and-clicked/clients?agreement=differ",
    "/admin/imports",
    "/admin/costs",
    "/admin/costs?source=1",
    "/admin/costs/spent?of=sources",
]


@pytest.fixture
def firm(app: Flask) -> Flask:
    """The full firm with an import and a cost, whose names a spreadsheet would run."""
    full_firm(app)
    with app.app_context():
        session = db.session()
        session.add(
            Import(
                kind="payments",
                filename="=HYPERLINK(1).csv",
                digest="d",
                at=NOW,
                added=3,
                changed=1,
                unchanged=2,
                refused=4,
                state=ImportState.FINISHED,
                finished_at=NOW,
            )
        )
        source = session.get_one(Source, 1)
        record_cost(session, source, 12_345, "USD", date(2026, 3, 1), None, NOW)
        session.commit()
    return app


def table(owner: FlaskClient, address: str, sheet: str) -> list[list[object]]:
    return [list(row) for row in workbook(owner, address).get_sheet_by_name(sheet).to_python()]


@pytest.mark.parametrize("address", LISTS)
def test_each_page_goes_out_in_every_format_and_says_where(firm: Flask, owner: FlaskClient, address: str) -> None:
    page = owner.get(address)
    assert page.status_code == 200
    joined = "&amp;" if "?" in address else "?"
    links = page.text.count("format=csv")
    rows = rows_of(owner, address)
    assert links >= 2 or not rows, f"{address} has rows and no way out ({joined})"
    between = "&" if "?" in address else "?"
    book = workbook(owner, address)
    assert book.sheet_names[0] == "Cover"
    assert len(book.get_sheet_by_index(1).to_python()) in {len(rows) + 1, 0}
    printed = owner.get(f"{address}{between}format=print")
    assert printed.status_code == 200
    cover = owner.get(f"{address}{between}format=csv&cover=1").data.decode("utf-8-sig")
    assert "As of" in cover
    assert address.split("?", maxsplit=1)[0] in cover


def _first_of(figures: str) -> list[int]:
    """The three figures of a page about one thing; a change may stand beside each."""
    each = re.findall(r'<dt>(?:Clients|Won|Revenue)</dt><dd><a[^>]*><data value="(-?\d+)">', figures)
    return [int(value) for value in each]


def test_the_page_of_a_partner_goes_out_with_its_figures_and_clients(firm: Flask, owner: FlaskClient) -> None:
    for address in ("/admin/partners/1?from=2026-01-01&to=2026-12-31", "/admin/partners/1?credit=shared"):
        figures = owner.get(address).text.partition('<dl class="figures"')[2].partition("</dl>")[0]
        shown = dict(zip(("clients", "won", "revenue"), _first_of(figures), strict=True))
        head, row = table(owner, address, "Figures")
        written = dict(zip(head, row, strict=True))
        assert written["Clients"] == shown["clients"] / 1_000_000
        assert float(str(written["Revenue (USD)"])) == float(plain_amount(shown["revenue"], "USD"))
        clients = rows_of(owner, address)
        counts = [float(row.get("Counts", "1")) for row in clients]
        assert sum(counts) == pytest.approx(shown["clients"] / 1_000_000)
        cover = {str(line[0]): line[1] for line in table(owner, address, "Cover")[2:]}
        assert cover["Partner"] == "Joe Smith"
        assert "How counted" in cover


def test_cohorts_go_out_with_every_month_and_the_total(firm: Flask, owner: FlaskClient) -> None:
    rows = rows_of(owner, "/admin/cohorts")
    total = rows.pop()
    assert total["Came in"] == "Total"
    assert sum(float(row["Clients"]) for row in rows) == pytest.approx(float(total["Clients"]))
    money = "So far (USD)"
    assert sum(round(float(row[money]) * 100) for row in rows) == round(float(total[money]) * 100)
    html = owner.get("/admin/cohorts").text
    assert all(f'data-part="{row["Came in"]}"' in html for row in rows)


def test_lifetime_values_go_out_in_the_order_of_the_page(firm: Flask, owner: FlaskClient) -> None:
    address = "/admin/lifetime?of=partners"
    shown = [n for n in numbers(owner.get(address).text) if n.measure == "revenue"]
    rows = rows_of(owner, address)
    assert [row["Revenue (USD)"] for row in rows] == [plain_amount(n.value, "USD") for n in shown]
    assert rows[-1]["Name"] == "Total"


def test_the_grid_goes_out_as_it_stands(firm: Flask, owner: FlaskClient) -> None:
    rows = rows_of(owner, "/admin/said-and-clicked")
    total = rows.pop()
    assert sum(int(row["All"]) for row in rows) == int(total["All"]) > 0
    for row in [*rows, total]:
        cells = [int(cell) for word, cell in row.items() if word not in {"Said, then clicked", "All"}]
        assert sum(cells) == int(row["All"])
    listed = rows_of(owner, "/admin/said-and-clicked/clients")
    assert len(listed) == int(total["All"])
    agreements = table(owner, "/admin/said-and-clicked", "Agreement")[1:]
    assert sum(float(str(count)) for _, count in agreements) == int(total["All"])


def test_first_payments_go_out_whole(firm: Flask, owner: FlaskClient) -> None:
    every = rows_of(owner, "/admin/first-payments")
    by_wait = {wait: rows_of(owner, f"/admin/first-payments?took={wait}") for wait in Wait}
    assert 0 < max(len(rows) for rows in by_wait.values()) < len(every)
    assert sum(len(rows) for rows in by_wait.values()) == len(every)
    assert {row["First payment"] for row in by_wait[Wait.WAITING]} <= {"not yet"}


def test_a_client_goes_out_with_payments_words_and_credits(firm: Flask, owner: FlaskClient) -> None:
    book = workbook(owner, "/admin/clients/1")
    assert {"Payments", "Words", "Counts for", "Stages"} <= set(book.sheet_names)
    rows = [row for row in rows_of(owner, "/admin/clients/1") if row["Reference"] != "total"]
    sums = [row for row in rows_of(owner, "/admin/clients/1") if row["Reference"] == "total"]
    for each in sums:
        key = (each["Kind"], each["Currency"])
        those = [float(row["Amount"]) for row in rows if (row["Kind"], row["Currency"]) == key]
        assert sum(those) == pytest.approx(float(each["Amount"]))


def test_imports_and_costs_go_out_and_run_nothing(firm: Flask, owner: FlaskClient) -> None:
    (taken,) = rows_of(owner, "/admin/imports")
    assert taken["File"] == "'=HYPERLINK(1).csv"
    assert (taken["Added"], taken["Wrong"], taken["State"]) == ("3", "4", "is in")
    (cost,) = rows_of(owner, "/admin/costs")
    assert (cost["Source"], cost["Amount"], cost["Currency"]) == ("Joe Smith", "123.45", "USD")


def test_a_keyword_goes_out_with_its_spellings(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        phrase = db.session.scalars(select(Keyword).where(Keyword.id == 1)).one().phrase
    assert phrase in {row[0] for row in table(owner, "/admin/keywords/1", "Spellings")[1:]}


def test_a_website_goes_out(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        kinds = (Kind.WEBSITE, Kind.SEARCH_ENGINE)
        number = db.session.scalars(select(Source.id).where(Source.kind.in_(kinds)).order_by(Source.id)).first()
    book = CalamineWorkbook.from_filelike(io.BytesIO(owner.get(f"/admin/sources/{number}?format=xlsx").data))
    assert {"Cover", "Clients", "Figures"} <= set(book.sheet_names)
