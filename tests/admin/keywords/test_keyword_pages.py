"""The keyword's page: every number leads to what adds up to it, and people say which spellings are one keyword."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from attribution import WHOLE
from records.db import db
from records.importing import read_file, take_in
from records.keywords import Keyword
from tests.admin.ranked.test_every_number import check
from tests.admin.reading import entries, numbers, sum_of, visible
from tests.admin.searching_firm import MARCH, searching_firm
from tests.admin.small_firm import CAME, noon
from tests.rig.forms import fields

_ROW = re.compile(r'<tr role="row" data-(spelling|landing|estimate)="([^"]*)">(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r'data-label="([^"]+)"><a class="number" href="([^"]+)"><data value="(-?\d+)">')


@pytest.fixture
def firm(app: Flask, tmp_path: Path) -> Flask:
    searching_firm(app, tmp_path)
    return app


def rows(html: str, what: str) -> dict[str, dict[str, tuple[int, str]]]:
    """The rows of a table of one sort: by their name, each number with its address by its label."""
    return {
        unescape(name): {label: (int(value), unescape(href)) for label, href, value in _CELL.findall(row)}
        for sort, name, row in _ROW.findall(html)
        if sort == what
    }


def number_of(app: Flask, phrase: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Keyword.id).where(Keyword.phrase == phrase)).one()


def moved(owner: FlaskClient, number: int, *spellings: int, to: str = "") -> TestResponse:
    page = owner.get(f"/admin/keywords/{number}")
    sent = fields(page, f"/keywords/{number}/moves")
    return owner.post(f"/admin/keywords/{number}/moves", data={**sent, "spellings": list(spellings), "to": to})


def test_spellings_are_one_row_of_the_ranking_under_the_most_frequent(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/?of=keywords&by=clients").text
    ranked = [(number.part.partition("-")[2], number.shown) for number in numbers(html) if number.measure == "clients"]
    assert ranked[:3] == [("known", "3"), ("told", "2"), ("told", "1")]
    # Of “best lawyer”, “best lawyers” and “lawyer best” the first was written by three clients.
    assert visible(html).count("best lawyer known") == 1


@pytest.mark.parametrize("rest", ["", "&credit=shared", "&role=introduced_by", "&from=2026-03-21&to=2026-03-31"])
def test_every_number_of_the_ranking_still_adds_up(firm: Flask, owner: FlaskClient, rest: str) -> None:
    assert check(owner, f"/admin/?of=keywords{rest}") >= 15


@pytest.mark.parametrize(
    "words",
    ["", "?credit=shared", "?role=introduced_by", "?from=2026-03-21&to=2026-03-31", "?count=cohort&from=2026-03-21"],
)
def test_every_number_of_the_page_leads_to_what_adds_up_to_it(firm: Flask, owner: FlaskClient, words: str) -> None:
    number = number_of(firm, "best lawyer")
    html = owner.get(f"/admin/keywords/{number}{words}").text
    figures = numbers(html)
    assert len(figures) == 6
    for each in figures:
        assert sum_of(owner.get(each.href).text) == (each.value, each.shown), each
    of_kind = {each.part.rpartition("-")[2].title(): each.value for each in figures if each.measure == "clients"}
    for what in ("spelling", "landing"):
        listed = rows(html, what)
        for name, counts in listed.items():
            for value, href in counts.values():
                assert sum_of(owner.get(href).text)[0] == value, (what, name, href)
        for kind, value in of_kind.items():
            assert sum(counts[kind][0] for counts in listed.values()) == value, (what, kind)


def test_the_ranking_and_the_page_have_the_same_figures(firm: Flask, owner: FlaskClient) -> None:
    of_ranking = {(n.part, n.measure): n.value for n in numbers(owner.get("/admin/?of=keywords").text)}
    for each in numbers(owner.get(f"/admin/keywords/{number_of(firm, 'best lawyer')}").text):
        assert of_ranking[each.part, each.measure] == each.value


def test_the_landing_pages_are_those_of_their_visits(firm: Flask, owner: FlaskClient) -> None:
    listed = rows(owner.get(f"/admin/keywords/{number_of(firm, 'best lawyer')}").text, "landing")
    in_clients = {page: {kind: value // WHOLE for kind, (value, _) in row.items()} for page, row in listed.items()}
    # The parameters of an advertisement, a slash at the end and “www.” make no other page.
    assert in_clients == {
        "firm.example/wills": {"Known": 2, "Told": 0},
        "firm.example": {"Known": 1, "Told": 1},
        "": {"Known": 0, "Told": 1},
    }


def test_the_page_names_the_clients_and_how_they_wrote_it(firm: Flask, owner: FlaskClient) -> None:
    words = visible(owner.get(f"/admin/keywords/{number_of(firm, 'best lawyer')}").text)
    assert "Lea Long best lawyers known" in words
    assert "Nia North lawyer best told" in words


def test_lists_say_the_kind_and_a_client_leads_to_the_keyword(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/?of=keywords").text
    told = next(each for each in numbers(html) if each.part.endswith("-told") and each.value == 2 * WHOLE)
    behind = owner.get(told.href).text
    assert "Clients who searched for “best lawyer” (told)" in visible(behind)
    named = re.search(r'href="(/admin/clients/\d+[^"]*)">Nia North<', behind)
    assert named
    assert f'<a href="/admin/keywords/{number_of(firm, "lawyer best")}' not in owner.get(named[1]).text
    assert f'<a href="/admin/keywords/{number_of(firm, "best lawyer")}">lawyer best</a>' in owner.get(named[1]).text


def test_any_spelling_leads_to_the_page(firm: Flask, owner: FlaskClient) -> None:
    number = number_of(firm, "best lawyer")
    answered = owner.get(f"/admin/keywords/{number_of(firm, 'lawyer best')}?period=12-months")
    assert (answered.status_code, answered.location.partition("?")[0]) == (303, f"/admin/keywords/{number}")
    assert owner.get("/admin/keywords/999").status_code == 404


def test_a_spelling_is_split_off_and_comes_back(firm: Flask, owner: FlaskClient) -> None:
    number, told = number_of(firm, "best lawyer"), number_of(firm, "lawyer best")
    answered = moved(owner, number, told)
    assert (answered.status_code, answered.location) == (303, f"/admin/keywords/{told}")
    page = owner.get(answered.location)
    assert "“lawyer best” is a keyword of its own now." in page.text
    assert "olive moved “lawyer best” out, to be a keyword of its own" in visible(page.text)
    assert check(owner, "/admin/?of=keywords") >= 18
    undoing = re.findall(r'action="(/admin/keywords/moves/\d+/undoing)"', page.text)
    answered = owner.post(undoing[0], data=fields(page, undoing[0]))
    assert answered.location == f"/admin/keywords/{number}"
    assert "The move is undone." in owner.get(answered.location).text
    again = owner.post(undoing[0], data=fields(page, undoing[0]))
    assert "This is undone already." in owner.get(again.location).text


def test_keywords_are_joined_by_naming_the_other(firm: Flask, owner: FlaskClient) -> None:
    number, other = number_of(firm, "divorce lawyer quincy"), number_of(firm, "best lawyer")
    # Any way to write the other one will do.
    answered = moved(owner, number, number, to="Lawyers, best!")
    assert answered.location == f"/admin/keywords/{other}"
    assert "divorce lawyer quincy" in visible(owner.get(answered.location).text)
    assert check(owner, "/admin/?of=keywords") >= 15


@pytest.mark.parametrize(
    ("spelling", "to", "says"),
    [
        (None, "", "Tick the spellings that are to move."),
        ("best lawyer", "nothing of the sort", "Nobody has searched for “nothing of the sort” yet."),
        ("best lawyer", "best lawyer", "They already stand together with “best lawyer”."),
    ],
)
def test_what_cannot_be_moved_is_said_beside_the_field(
    firm: Flask, owner: FlaskClient, spelling: str | None, to: str, says: str
) -> None:
    number = number_of(firm, "best lawyer")
    answered = moved(owner, number, *([number_of(firm, spelling)] if spelling else []), to=to)
    assert answered.status_code == 422
    assert says in unescape(answered.text)
    if to:
        assert f'value="{to}"' in answered.text


def test_all_spellings_cannot_leave_at_once(firm: Flask, owner: FlaskClient) -> None:
    number = number_of(firm, "best lawyer")
    with firm.app_context():
        everyone = list(
            db.session.scalars(select(Keyword.id).where((Keyword.id == number) | (Keyword.under_id == number)))
        )
    answered = moved(owner, number, *everyone)
    assert answered.status_code == 422
    assert "Leave at least one" in answered.text


def test_estimates_stand_apart_and_add_up_to_whom_they_are_spread_over(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get("/admin/?of=keywords&by=clients").text
    listed = rows(html, "estimate")
    spread = listed.pop("spread")
    for label in ("Clients, estimated", "Won, estimated", "Revenue, estimated"):
        value, href = spread[label]
        assert sum(row[label][0] for row in listed.values()) == value
        behind = owner.get(href).text
        assert sum_of(behind)[0] == value
        listed_there, summed = entries(behind)
        assert value == (summed if label == "Revenue, estimated" else listed_there * WHOLE)
    # Three came in March through Google without a search, and Finn and Hugo, whose answers wait.
    assert spread["Clients, estimated"][0] == 5 * WHOLE
    number = str(number_of(firm, "best lawyer"))
    assert listed[number]["Clicks"][0] == 6
    assert listed[number]["Clients, estimated"][0] == round(5 * WHOLE * 6 / 7)
    assert "It is no part of the ranking above." in visible(html)


def test_estimates_are_written_in_hundredths_so_that_they_line_up(firm: Flask, owner: FlaskClient) -> None:
    for html in (owner.get("/admin/?of=keywords").text, owner.get("/admin/keywords/estimated").text):
        written = re.findall(r'data-label="(?:Clients|Won), estimated"><a[^>]*><data[^>]*>([^<]*)<', html)
        assert len(written) > 4
        assert [each for each in written if not re.fullmatch(r"\d+\.\d\d", each)] == []


def test_all_estimates_are_there_page_by_page(firm: Flask, owner: FlaskClient, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("query,clicks\n" + "".join(f"tax help {number},{number % 7}\n" for number in range(150)))
    with firm.app_context():
        take_in(db.session(), read_file(more, "keywords", {}, MARCH), noon(CAME))
        db.session.commit()
    html = owner.get("/admin/?of=keywords&by=clients&count=cohort").text
    assert len(rows(html, "estimate")) == 21
    link = re.search(r'<a href="([^"]+)">All 152 estimated keywords</a>', html)
    assert link
    assert "by=clients" in link[1]
    first = owner.get(unescape(link[1])).text
    assert "It is no part of any ranking." in visible(first)
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    second = owner.get(unescape(following[1])).text
    listed = {**rows(first, "estimate"), **rows(second, "estimate")}
    spread = listed.pop("spread")
    assert len(listed) == 152
    label = "Revenue, estimated"
    assert sum(row[label][0] for row in listed.values()) == spread[label][0]


def test_the_page_shows_how_the_estimate_comes_about(firm: Flask, owner: FlaskClient) -> None:
    html = owner.get(f"/admin/keywords/{number_of(firm, 'best lawyer')}").text
    words = visible(html)
    assert "Mar 1, 2026 to Mar 31, 2026 6 7 5 4.29" in words
    assert "lawyers best Google, Mar 1, 2026 to Mar 31, 2026 2 20 10% 5" in words
    totals = re.search(r'href="(/admin/keywords/totals\?[^"]+)">7<', html)
    assert totals
    assert sum_of(owner.get(unescape(totals[1])).text)[0] == 7


def test_a_list_of_those_spread_over_needs_a_part_that_there_is(firm: Flask, owner: FlaskClient) -> None:
    assert owner.get("/admin/keywords/spread?part=apart").status_code == 200
    assert owner.get("/admin/keywords/spread?part=nonsense").status_code == 404
    assert owner.get("/admin/keywords/spread?measure=nonsense").status_code == 422
    assert owner.get(f"/admin/keywords/{number_of(firm, 'best lawyer')}/landed?kind=estimated").status_code == 422
