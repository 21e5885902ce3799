"""Said against clicked: each client stands once in the grid, and every number leads to exactly its clients."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import WHOLE, Channel, Result
from records.db import db
from tests.admin.reading import entries, sum_of, visible
from tests.admin.small_firm import FACEBOOK, GOOGLE, clicked, client, credit, full_firm

PAGE = "/admin/said-and-clicked"
_ROW = re.compile(r'<tr role="row">\s*<th role="rowheader"[^>]*>([^<]+)</th>(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r'data-label="([^"]+)"[^>]*><a class="number[^"]*" href="([^"]+)"><data value="(\d+)">')
_AGREEMENT = re.compile(r'data-agreement="([^"]+)"><a class="number[^"]*" href="([^"]+)"><data value="(\d+)">')

Cells = dict[tuple[str, str], tuple[int, str]]


def grid(html: str) -> Cells:
    """Every number of the grid with its address, by what was said and clicked; “All” for the sums."""
    return {
        (said, unescape(label)): (int(value), unescape(href))
        for said, row in _ROW.findall(html)
        for label, href, value in _CELL.findall(row)
    }


def agreements(html: str) -> dict[str, tuple[int, str]]:
    return {name: (int(value), unescape(href)) for name, href, value in _AGREEMENT.findall(html)}


@pytest.fixture
def firm(app: Flask) -> Flask:
    full_firm(app)
    with app.app_context():
        # Somebody who typed the address, and somebody who names nothing and came through Facebook.
        client(db.session(), "Lea Long", Result("auto", (credit(GOOGLE),), arrived=Channel.DIRECT), "google")
        client(db.session(), "Mia Moor", Result("none", (clicked(FACEBOOK),), arrived=Channel.ORGANIC_SOCIAL), "idk")
        db.session.commit()
    return app


@pytest.mark.parametrize("words", ["?by=kind", "?by=channel", "?by=kind&from=2026-03-01&to=2026-03-31", "?period=all"])
def test_every_number_leads_to_exactly_its_clients_and_they_add_up(firm: Flask, owner: FlaskClient, words: str) -> None:
    html = owner.get(f"{PAGE}{words}").text
    cells = grid(html)
    assert len(cells) >= 12
    for place, (value, href) in cells.items():
        behind = owner.get(href).text
        assert sum_of(behind)[0] == value * WHOLE, place
        assert entries(behind)[0] == value, place
    whole = cells["All", "All"][0]
    said, shown = {said for said, _ in cells} - {"All"}, {label for _, label in cells} - {"All"}
    for row in said:
        assert sum(cells[row, label][0] for label in shown) == cells[row, "All"][0], row
    for label in shown:
        assert sum(cells[row, label][0] for row in said) == cells["All", label][0], label
    assert sum(cells[row, "All"][0] for row in said) == sum(cells["All", label][0] for label in shown) == whole
    told = agreements(html)
    assert sum(value for value, _ in told.values()) == whole
    for name, (value, href) in told.items():
        assert sum_of(owner.get(href).text)[0] == value * WHOLE, name


def test_the_figures_are_those_that_a_person_would_count(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get(PAGE).text
    in_grid = {place: value for place, (value, _) in grid(html).items() if value and "All" not in place}
    assert in_grid == {
        ("Partner", "Search engine"): 2,  # Cara, Ella
        ("Partner", "No web visit"): 2,  # Ana, Ben
        ("Search engine", "Search engine"): 1,  # Dev
        ("Search engine", "Direct, no source"): 1,  # Lea
        ("Event", "No web visit"): 1,  # Kira
        ("In review", "Search engine"): 1,  # Hugo
        ("In review", "Social network"): 1,  # Finn
        ("In review", "No web visit"): 1,  # Gita
        ("Unknown", "Social network"): 1,  # Mia
        ("Unknown", "No web visit"): 2,  # Ines, Jack
    }
    assert {name: value for name, (value, _) in agreements(html).items()} == {
        "agree": 1,
        "differ": 2,
        "only said": 4,
        "only clicked": 1,
        "neither": 2,
        "in review": 3,
    }


def test_a_cell_lists_the_clients_by_name(firm: Flask, owner: FlaskClient) -> None:
    _, href = grid(owner.get(PAGE).text)["Partner", "Search engine"]
    words = visible(owner.get(href).text)
    assert "Clients who said: Partner, clicked: Search engine" in words
    assert "Cara Clark" in words
    assert "Ella Evans" in words
    assert "Ana Adams" not in words
    assert "Back to said and clicked" in words


def test_the_period_stays_in_the_address(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get(f"{PAGE}?from=2026-03-01&to=2026-03-31").text
    assert grid(html)["All", "All"][0] == 11
    for _, href in grid(html).values():
        assert "from=2026-03-01&to=2026-03-31" in href
    assert "period=12-months" in html


def test_each_agreement_is_told_in_a_sentence(firm: Flask, owner: FlaskClient) -> None:
    words = visible(owner.get(PAGE).text)
    for sentence in (
        "1 Agree. They said what their visit shows too, so both can be trusted.",
        "2 Differ. They said one thing and clicked another. Both are true",
        "4 Only said. They said what brought them, and no visit shows it.",
        "1 Only clicked. They said nothing that counts, and their visit shows where they came from.",
        "Neither fact overwrites the other.",
    ):
        assert sentence in words


def test_the_menu_and_the_ranking_lead_to_it(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/?of=channels&period=this-year").text
    assert f'<a href="{PAGE}">Said and clicked' in html
    assert f'<a href="{PAGE}?period=this-year">Said against clicked</a>' in html


def test_an_empty_page_says_why_and_what_to_do(owner: FlaskClient) -> None:
    words = visible(owner.get(PAGE).text)
    assert "No client has come yet" in words
    assert "Open your form" in words
    html = owner.get(f"{PAGE}?from=2001-01-01&to=2001-01-31").text
    assert "No client came in these days" in visible(html)
    assert f'<a class="button" href="{PAGE}?by=kind">Show all time</a>' in html


@pytest.mark.parametrize("words", ["by=nonsense", "from=soon", "period=nonsense", "from=2026-02-01&to=2026-01-01"])
def test_an_address_that_asks_for_nothing_that_exists_is_told_so(owner: FlaskClient, words: str) -> None:
    assert owner.get(f"{PAGE}?{words}").status_code == 422
    assert owner.get(f"{PAGE}/clients?{words}").status_code == 422


def test_clients_of_what_nobody_said_are_none(firm: Flask, owner: FlaskClient) -> None:
    assert "Nobody counts here" in owner.get(f"{PAGE}/clients?said=nonsense").text
    assert owner.get(f"{PAGE}/clients?agreement=nonsense").status_code == 422
