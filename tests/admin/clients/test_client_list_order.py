"""The order of the list of clients: by day, name or money, the same on both databases, and in pages of a hundred."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import fold
from records.db import db
from tests.admin.clients.listed_firm import links, listed_firm, names, paid
from tests.admin.reading import visible
from tests.admin.small_firm import client, pays

ORDERS = {
    "newest": "Éva Mo Lena Ella Kira Jack Ines Hugo Gita Finn Dev Ben Ana Cara",
    "oldest": "Cara Ana Ben Dev Finn Gita Hugo Ines Jack Kira Ella Lena Mo Éva",
    "name": "Ana Ben Cara Dev Ella Éva Finn Gita Hugo Ines Jack Kira Lena Mo",
    "name-back": "Mo Lena Kira Jack Ines Hugo Gita Finn Éva Ella Dev Cara Ben Ana",
    # Mo was paid back all, Lena has paid in another currency, Éva nothing.
    "money": "Ben Gita Ana Cara Kira Finn Dev Hugo Ines Jack Ella Mo Lena Éva",
    "least-money": "Mo Ella Jack Ines Hugo Dev Finn Kira Cara Ana Gita Ben Lena Éva",
    "money&currency=EUR": "Ana Lena Mo Kira Jack Ines Hugo Gita Finn Ella Dev Cara Ben Éva",
}


@pytest.mark.parametrize("order", ORDERS)
def test_the_order_is_the_same_on_both_databases(app: Flask, owner: FlaskClient, order: str) -> None:
    listed_firm(app)
    html = owner.get(f"/admin/clients?order={order}").text
    assert [name.split()[0] for name in names(html)] == ORDERS[order].split()
    rows = csv_names(owner, f"/admin/clients?order={order}&format=csv")
    assert rows == names(html), "the file has the same order"


def csv_names(owner: FlaskClient, address: str) -> list[str]:
    lines = owner.get(address).data.decode("utf-8-sig").splitlines()
    return [line.split(",")[1] for line in lines[1:]]


def test_who_has_no_name_comes_last_and_equal_ones_go_by_number(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        for name in ("Bo", "", "bo", "Åke", "Zoe", "ärla", "李美玲"):
            client(session, name or "x", None).name_key = fold(name)
        session.commit()
    there = owner.get("/admin/clients?order=name").text
    back = owner.get("/admin/clients?order=name-back").text
    assert names(there) == ["Åke", "ärla", "Bo", "bo", "李美玲", "Zoe", "x"]
    assert names(back) == ["Zoe", "李美玲", "bo", "Bo", "ärla", "Åke", "x"]


@pytest.mark.parametrize(
    ("words", "sorts"),
    [
        ("", {"Came": "descending"}),
        ("?order=oldest", {"Came": "ascending"}),
        ("?order=name", {"Client": "ascending"}),
        ("?order=name-back", {"Client": "descending"}),
        ("?order=money", {"Received": "descending"}),
        ("?order=least-money", {"Received": "ascending"}),
    ],
)
def test_the_heads_say_the_order_and_turn_it_round(
    app: Flask, owner: FlaskClient, words: str, sorts: dict[str, str]
) -> None:
    listed_firm(app)
    html = owner.get(f"/admin/clients{words}").text
    heads = [head for head in html.partition("<thead")[2].partition("</thead>")[0].split("<th ") if "aria-sort" in head]
    assert {
        visible(f"<th {head}").split()[0]: head.partition('aria-sort="')[2].split('"')[0] for head in heads
    } == sorts
    (turned,) = links(heads[0])
    other = owner.get(turned).text
    assert "aria-sort" in other
    assert names(other)[0] != names(html)[0]


def test_pages_of_a_hundred_share_their_total_and_never_overlap(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        for number in range(205):
            somebody = client(session, f"Client {number % 7}", None, came=date(2026, 3, 1 + number % 3))
            if number % 2:
                pays(session, somebody, 1_000 + number % 5)
        session.commit()
    for order in ("newest", "oldest", "name", "name-back", "money", "least-money"):
        pages = [owner.get(f"/admin/clients?order={order}&page={page}").text for page in (1, 2, 3)]
        assert [len(names(page)) for page in pages] == [100, 100, 5]
        shown = [href for page in pages for href in links(page) if href.startswith("/admin/clients/")]
        people = [href for href in shown if href.removeprefix("/admin/clients/").isdecimal()]
        assert len(set(people)) == 205, order
        assert {tuple(paid(page)) for page in pages} == {(sum(1_000 + n % 5 for n in range(1, 205, 2)),)}
