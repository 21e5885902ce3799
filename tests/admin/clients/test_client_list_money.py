"""The money in the list of clients: what the ranking counts with the same filters, and what the files have."""

import itertools

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.firm import the_firm
from reports.counting.questions import Count, Of, Question, read_question
from reports.counting.rankings import rank
from reports.money_kept import currencies_in_use
from tests.admin.clients.listed_firm import links, listed_firm, names, paid
from tests.admin.reading import sum_of, visible
from tests.admin.test_taken_away import workbook

RANKED: tuple[dict[str, str], ...] = (
    {},
    {"from": "2026-03-01", "to": "2026-03-31"},
    {"office": "2"},
    {"only": "introduced_by:sources:1"},
    {"only": "introduced_by:sources:in_review"},
    {"only": "arrived_through:channels:organic-search introduced_by:partners:1"},
    {"only": "introduced_by:sources:unknown", "from": "2026-05-01", "to": "2026-05-31"},
)


@pytest.mark.parametrize("words", RANKED, ids=str)
def test_the_sums_are_those_of_the_ranking_with_the_same_filters(
    app: Flask, owner: FlaskClient, words: dict[str, str]
) -> None:
    listed_firm(app)
    asked = [(name, part) for name, word in words.items() for part in word.split()]
    html = owner.get("/admin/clients", query_string=asked).text
    with app.app_context():
        session = db.session()
        ranked = {
            code: rank(session, read_question({**words, "count": "cohort", "currency": code, "of": "sources"}, "USD"))
            for code in currencies_in_use(session, the_firm(session).currency)
        }
        clients = {each.total.clients for each in ranked.values()}
        money = [each.total.revenue for code, each in sorted(ranked.items()) if each.total.revenue]
    assert clients == {sum_of(html)[0] * 1_000_000}
    assert [amount for amount in paid(html) if amount] == money
    (way,) = [href for href in links(html) if href.startswith("/admin/?") and "count=cohort" in href]
    total = owner.get(way).text.partition('data-part="total"')[2]
    assert f'<data value="{next(iter(clients))}">' in total


def test_the_sums_of_a_kind_are_those_of_its_rows(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    with app.app_context():
        question = Question("USD", of=Of.SOURCES, count=Count.COHORT)
        rows = sorted(rank(db.session(), question).rows, key=lambda row: row.kind)
    found = {}
    for kind, several in itertools.groupby(rows, key=lambda row: row.kind):
        figures = [row.figures for row in several]
        found[kind] = (sum(each.clients for each in figures), sum(each.revenue for each in figures))
    assert len(found) > 2
    for kind, (clients, revenue) in found.items():
        html = owner.get("/admin/clients", query_string={"kind": kind.replace(" ", "-")}).text
        assert (sum_of(html)[0] * 1_000_000, paid(html)[-1]) == (clients, revenue), kind


def test_money_is_what_was_received_by_currency_less_refunds(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    html = owner.get("/admin/clients?order=name").text
    rows = dict(zip(names(html), html.partition("<tbody")[2].partition("</tbody>")[0].split("<tr ")[1:], strict=True))
    said = {name: visible(f"<tr {row}").rpartition(" won ")[2] for name, row in rows.items()}
    assert said["Ana Adams"] == "€700.01 $700.00"
    assert said["Ben Brown"] == "$1,000.00", "what was billed is none of it"
    assert said["Mo Moss"] == "$0.00"
    assert visible(f"<tr {rows['Éva Noble']}").endswith("enquiry –")


def test_the_files_have_the_same_filters_and_the_cover_says_them(app: Flask, owner: FlaskClient) -> None:
    listed_firm(app)
    address = "/admin/clients?kind=partner&order=money&from=2026-03-01&to=2026-05-31&format=csv"
    lines = owner.get(address).data.decode("utf-8-sig").splitlines()
    head = 'Came,Client,What brought them,Counted,"What brought them, in their words",Office,Stage'
    assert lines[0] == f"{head},Received (EUR),Received (USD)"
    assert lines[1] == '2026-03-10,Ben Brown,Joe Smith,automatic,"Joe, Nisha and Ted",Main office,won,,1000.00'
    assert [line.split(",")[1] for line in lines[1:]] == ["Ben Brown", "Gita Green", "Ana Adams", "Ella Evans"]
    cover = owner.get(f"{address}&cover=1").data.decode("utf-8-sig")
    assert "4 clients who came Mar 1, 2026 to May 31, 2026, by partners" in cover.replace('"', "")
    assert "most money first, by USD" in cover
    assert "$2,600.01" in cover
    book = workbook(owner, address.removesuffix("&format=csv"))
    assert book.sheet_names == ["Cover", "Clients"]
    rows = book.get_sheet_by_name("Clients").to_python()
    assert [(row[1], row[-1]) for row in rows[1:3]] == [("Ben Brown", 1000.0), ("Gita Green", 900.0)]
