"""Every number of the pages about one row leads to a list that adds up to it, and the parts add up to the whole."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.sources import Source
from tests.admin.reading import followed, sum_of, visible
from tests.admin.small_firm import full_firm

LINKED = re.compile(r'<a class="number" href="([^"]+)"><data value="(-?\d+)">([^<]*)</data>')
ROW = re.compile(r'<tr role="row" data-part="([^"]+)">(.*?)</tr>', re.DOTALL)
RULES = ("", "?credit=shared", "?period=all&count=cohort", "?from=2026-03-01&to=2026-03-31", "?currency=EUR")


def source(app: Flask, name: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Source.id).where(Source.name == name)).one()


def check(owner: FlaskClient, address: str) -> str:
    """Follow every number of a page; returns the page."""
    page = owner.get(address)
    assert page.status_code == 200, address
    seen: dict[str, tuple[int, str]] = {}
    found = [(unescape(href), int(value), shown) for href, value, shown in LINKED.findall(page.text)]
    assert len(found) >= 4, address
    for href, value, shown in followed(owner.application, found):
        if "part=" not in href or href.startswith("/admin/clients/"):
            continue
        if href not in seen:
            behind = owner.get(href)
            assert behind.status_code == 200, href
            seen[href] = sum_of(behind.text)
        if "so_far" in href or seen[href] == (value, shown):
            continue
        # An average leads to the money that it is made of.
        assert value < seen[href][0] or value == 0, f"{address}: {href} shows {shown}, its list {seen[href]}"
        assert average_of(page.text, href, value), f"{address}: {href} shows {shown}, its list {seen[href]}"
    return page.text


def average_of(html: str, href: str, value: int) -> bool:
    return bool(re.search(rf'<dt>Average value</dt><dd><a class="number" href="[^"]+"><data value="{value}">', html))


@pytest.mark.parametrize("rule", RULES)
def test_every_number_of_a_partner_a_source_and_a_channel(app: Flask, owner: FlaskClient, rule: str) -> None:
    full_firm(app)
    for path in ("/admin/partners/1", f"/admin/sources/{source(app, 'Google')}", "/admin/channels/organic-search"):
        check(owner, path + rule)
    both = "&" if rule else "?"
    check(owner, f"/admin/sources/{source(app, 'Google')}{rule}{both}of=sources")
    check(owner, f"/admin/channels/referral-partner{rule}{both}role=introduced_by")


@pytest.mark.parametrize("rule", ["", "&credit=shared", "&from=2026-01-01&to=2026-03-31"])
def test_every_number_of_cohorts_and_lifetimes(app: Flask, owner: FlaskClient, rule: str) -> None:
    full_firm(app)
    for address in ("/admin/cohorts?of=partners&part=1", "/admin/cohorts?of=sources", "/admin/lifetime?of=sources"):
        check(owner, address + rule)
    for of in ("partners", "websites", "keywords", "channels"):
        check(owner, f"/admin/lifetime?of={of}{rule}")


def test_a_telephone_says_after_how_many_months_and_of_how_few(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/lifetime?of=sources").text
    assert 'data-label="After 3 months"' in html
    cells = re.findall(r'data-label="After \d+ months">(.+?)</td>', html)
    assert any(re.search(r"of only [1-4]\b", visible(cell)) for cell in cells)
    assert ", few" not in html


def test_months_of_coming_add_up(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    rows = dict(ROW.findall(owner.get("/admin/cohorts?of=partners&part=1").text))
    total = rows.pop("total")
    for label in ("Clients", "Won", "Revenue"):
        value = re.compile(rf'data-label="{label}"><a class="number" href="[^"]+"><data value="(-?\d+)">')
        assert sum(int(value.findall(row)[0]) for row in rows.values()) == int(value.findall(total)[0])
    assert len(rows) == 2


def test_a_row_of_the_ranking_leads_to_its_page_with_the_same_filters(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    ranking = unescape(owner.get("/admin/?period=this-year&credit=shared&only=arrived_through:websites:4").text)
    (home,) = re.findall(r'href="(/admin/partners/1\?[^"]+)"', ranking)[:1]
    for word in ("period=this-year", "credit=shared", "only=arrived_through:websites:4"):
        assert word in home
    page = unescape(owner.get(home).text)
    (back,) = re.findall(r'<p class="back"><a href="([^"]+)"', page)
    for word in ("period=this-year", "credit=shared", "only=arrived_through:websites:4"):
        assert word in back
    assert owner.get(back).status_code == 200


def test_a_partners_page_tells_of_time_words_and_what_else_is_known(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/partners/1").text
    text = visible(html)
    for words in (
        "By month",
        "Channels they arrived through",
        "What they searched for",
        "From coming to first payment",
        "Half of them had paid the day they came",
        "Few: only 3 clients paid",
        "Conversion 3 of 3",
        "Joe, Nisha and Ted",
    ):
        assert words in text, words
    assert 'role="img" aria-label="Revenue per month' in html


def test_a_comparison_is_said_in_plain_words(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    text = visible(owner.get("/admin/partners/1?from=2026-03-01&to=2026-03-31").text)
    assert "Clients 2 up 2 from 0" in text
    assert "Compared with the period before, Feb 1, 2026 to Feb 28, 2026" in text
    assert "Compared with" not in visible(owner.get("/admin/partners/1?from=2026-03-01&compare=nothing").text)
    assert owner.get("/admin/partners/1?compare=everything").status_code == 422


def test_what_is_not_there_is_404_and_what_means_nothing_422(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    for address in (
        "/admin/channels/nowhere",
        "/admin/channels/total",
        "/admin/cohorts?part=999",
        "/admin/first-payments?part=x",
    ):
        assert owner.get(address).status_code == 404, address
    for address in ("/admin/first-payments?took=ages", "/admin/lifetime?after=5", "/admin/payments?within=x"):
        assert owner.get(address).status_code == 422, address


def test_a_period_without_anything_says_so(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    nothing = "from=2001-01-01&to=2001-01-31"
    for address in (
        f"/admin/partners/1?{nothing}",
        f"/admin/channels/organic-search?{nothing}",
        f"/admin/cohorts?of=partners&part=1&{nothing}",
        f"/admin/lifetime?{nothing}",
        f"/admin/first-payments?part=1&{nothing}",
    ):
        assert owner.get(address).status_code == 200, address
    assert "Nobody came in this period" in owner.get(f"/admin/lifetime?{nothing}").text
