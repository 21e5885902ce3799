"""Every number of the start page equals the list behind its link, and the parts add up to the total."""

import re
from datetime import timedelta
from fractions import Fraction
from html import unescape
from itertools import product
from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import WHOLE
from records.db import db
from tests.admin.any_firm import DAY_ONE, any_firm
from tests.admin.reading import averages, changes, entries, followed, numbers, sum_of
from tests.admin.small_firm import client, full_firm, waits
from tests.rig.forms import fields

OF = ("partners", "websites", "keywords", "channels", "sources")
ROLES = ("introduced_by", "arrived_through")
PERIODS = ("", "&from=2026-03-01&to=2026-03-31")
APART = ("elsewhere", "unknown", "in_review")


def check(owner: FlaskClient, address: str) -> int:
    """Follow every link of a ranking; returns how many numbers there were."""
    page = owner.get(address)
    assert page.status_code == 200, address
    found = numbers(page.text)
    if not found:
        assert 'class="empty"' in page.text, address
        return 0
    for number in followed(owner.application, found):
        behind = owner.get(number.href)
        assert behind.status_code == 200, number
        assert sum_of(behind.text) == (number.value, number.shown), f"{address}: {number}"
        rows, value = entries(behind.text)
        if number.measure == "revenue" or "credit=shared" in address:
            assert value == number.value, f"{address}: the entries of {number} add up to {value}"
        else:
            assert rows * WHOLE == number.value, f"{address}: {number} has {rows} entries"
    check_reckoned(owner, address, page.text)
    for measure in ("clients", "won", "revenue"):
        of_part = {number.part: number.value for number in found if number.measure == measure}
        total = of_part.pop("total")
        conflict = of_part.pop("conflict", 0)
        assert sum(of_part.values()) == total, f"{address}: {measure}"
        assert conflict <= of_part["in_review"]
    return len(found)


def check_reckoned(owner: FlaskClient, address: str, html: str) -> None:
    """Averages are their list's sum divided by the won clients of the row; changes lead to the earlier number."""
    exact = {(number.part, number.measure): number.value for number in numbers(html)}
    for average in followed(owner.application, averages(html)):
        behind = owner.get(average.href).text
        money, _ = sum_of(behind)
        won = exact[average.part, "won"]
        assert f"= <b>{average.shown}</b> on average" in behind, f"{address}: {average}"
        assert average.value == round(Fraction(money * WHOLE, won)), f"{address}: {average}"
    words = dict(parse_qsl(urlsplit(address).query))
    measure = words.get("change", "revenue") if words.get("by") == "change" else words.get("by", "revenue")
    by = measure if measure in {"clients", "won"} else "revenue"
    of_part = {}
    all_changes = changes(html)
    for change in followed(owner.application, all_changes):
        before = change.before
        assert sum_of(owner.get(before.href).text) == (before.value, before.shown), f"{address}: {change}"
    for change in all_changes:
        before = change.before
        grown = exact[before.part, by] - before.value
        assert change.way == ("up" if grown > 0 else "down" if grown < 0 else "same"), f"{address}: {change}"
        if by == "revenue" and grown:
            assert int(re.sub(r"\D", "", change.words)) == abs(grown), f"{address}: {change}"
        of_part[before.part] = before.value
    if of_part:
        of_part.pop("conflict", 0)
        assert sum(of_part.values()) == 2 * of_part.get("total", 0), f"{address}: what was before does not add up"


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("credit", ["first", "shared"])
def test_every_number_leads_to_what_adds_up_to_it(app: Flask, owner: FlaskClient, of: str, credit: str) -> None:
    full_firm(app)
    for role, count, by in product(ROLES, ("period", "cohort"), ("revenue", "clients", "won")):
        address = f"/admin/?of={of}&credit={credit}&role={role}&count={count}&by={by}"
        # The order changes no number, so the links are followed in one of the three.
        seen = check(owner, address) if by == "revenue" else len(numbers(owner.get(address).text))
        assert seen >= 9


@pytest.mark.parametrize("of", OF)
def test_the_same_holds_for_billed_money_another_currency_and_a_period(app: Flask, owner: FlaskClient, of: str) -> None:
    full_firm(app)
    for rest in ("&money=billed", "&currency=EUR", *PERIODS[1:], f"{PERIODS[1]}&count=cohort&credit=shared"):
        check(owner, f"/admin/?of={of}{rest}")


def test_the_figures_are_those_that_a_person_would_count(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    found = numbers(owner.get("/admin/").text)
    in_words = {(number.part, number.measure): number.shown for number in found}
    # Joe has Ana, Ben and Ella whole: he is named first by Ben; Finn's open part is the decisive one.
    assert in_words["1", "clients"] == "3"
    assert in_words["1", "revenue"] == "$1,700.01"
    assert in_words["in_review", "clients"] == "3"
    assert in_words["conflict", "revenue"] == "$123.00"
    assert in_words["elsewhere", "clients"] == "2"
    assert in_words["unknown", "clients"] == "2"
    assert in_words["total", "clients"] == "11"


def test_shared_clients_are_shown_in_parts(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    found = numbers(owner.get("/admin/?credit=shared").text)
    in_words = {(number.part, number.measure): number.shown for number in found}
    # Nisha shares Ben with two and Cara with one.
    assert in_words["2", "clients"] == "⅚"
    assert in_words["3", "clients"] == "⅓"
    assert in_words["in_review", "clients"] == "2½"


COMPARED = (
    "from=2026-03-01&to=2026-05-31",
    "from=2026-04-01&to=2026-06-30&compare=year",
    "from=2026-04-01&to=2026-04-30&by=change&change=clients",
    "from=2026-03-05&to=2026-03-20&by=clients&count=cohort",
    "from=2026-01-01&to=2026-12-31&credit=shared&by=average",
)


@pytest.mark.parametrize("of", OF)
def test_the_same_holds_beside_earlier_days(app: Flask, owner: FlaskClient, of: str) -> None:
    full_firm(app)
    for rest in COMPARED:
        check(owner, f"/admin/?of={of}&{rest}")


@pytest.mark.parametrize("of", OF)
def test_the_same_holds_of_some_clients_only(app: Flask, owner: FlaskClient, of: str) -> None:
    full_firm(app)
    for only in (
        "only=introduced_by:partners:1",
        "only=arrived_through:channels:organic-search&only=introduced_by:partners:1",
        "only=introduced_by:partners:in_review&from=2026-03-01&to=2026-03-31&credit=shared",
        "only=arrived_through:keywords:1-told&office=1",
    ):
        check(owner, f"/admin/?of={of}&{only}")


@pytest.mark.parametrize("seed", range(3))
def test_every_number_of_every_ranking_of_any_firm_equals_its_list(app: Flask, owner: FlaskClient, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # a drawn firm, no secret
    any_firm(app, chance)
    for _ in range(4):
        words = {
            "of": chance.choice(OF),
            "by": chance.choice(("revenue", "clients", "won", "average", "return", "change")),
            "change": chance.choice(("revenue", "clients", "won")),
            "role": chance.choice(ROLES),
            "credit": chance.choice(("first", "shared")),
            "count": chance.choice(("period", "cohort")),
            "money": chance.choice(("received", "received", "billed")),
            "compare": chance.choice(("before", "year", "nothing")),
            "office": chance.choice(("", "", "1", "2")),
        }
        start = DAY_ONE + timedelta(days=chance.randrange(0, 700))
        if chance.random() < 0.8:
            words |= {"from": str(start), "to": str(start + timedelta(days=chance.choice((6, 30, 89, 364))))}
        if chance.random() < 0.5:
            words["only"] = chance.choice(
                ("introduced_by:partners:1", "introduced_by:sources:unknown", "arrived_through:channels:organic-search")
            )
        check(owner, f"/admin/?{urlencode(words)}")


def waiting_in_menu(html: str) -> int:
    """The number beside Answers in the menu."""
    found = re.search(r'<span class="waiting">(\d+)<', html)
    assert found
    return int(found[1])


def test_the_number_beside_answers_is_that_of_the_answers_listed(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for number in range(115):
            client(db.session(), f"Client {number}", waits(), f"somebody {number}")
        db.session.commit()
    first = owner.get("/admin/answers").text
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    second = owner.get(unescape(following[1])).text
    assert waiting_in_menu(first) == sum_of(first)[0] == 115
    listed = [set(re.findall(r'<li><a href="(/admin/answers/\d+)"', html)) for html in (first, second)]
    assert [len(each) for each in listed] == [100, 15]
    assert len(listed[0] | listed[1]) == 115


def test_a_refused_decision_still_leads_on_through_the_queue(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        for number in range(101):
            client(db.session(), f"Client {number}", waits(), f"somebody {number}")
        db.session.commit()
    action = "/admin/answers/1/review"
    refused = owner.post(action, data=fields(owner.get("/admin/answers/1"), action))
    following = re.search(r'href="([^"]+)" rel="next"', refused.text)
    assert refused.status_code == 422
    assert following
    assert "Client 100" in owner.get(unescape(following[1])).text
