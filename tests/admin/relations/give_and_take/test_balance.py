"""The page of balances: every number leads to its records, which add up to it, and partners have their balance too."""

import re
from datetime import date
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import WHOLE, Result
from records.db import db
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome
from records.reviews.reviewing import source_of_client
from records.sources import Source
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, full_firm, noon, partner, pays

LINKED = re.compile(r'<a class="number" href="([^"]+)"><data value="(-?\d+)">')
SUM = re.compile(r'<data id="sum" value="(-?\d+)">')


@pytest.fixture
def firm(app: Flask) -> Flask:
    full_firm(app)
    with app.app_context():
        session = db.session()
        joe = session.get_one(Source, 1)
        for day, outcome in ((CAME, Outcome.WON), (CAME, Outcome.LOST), (date(2026, 5, 1), Outcome.WON)):
            given = log_referral(session, joe, "Somebody", day, noon(CAME))
            value = 5_000 if outcome is Outcome.WON else None
            report_outcome(session, given, outcome, noon(CAME), value=value, currency="USD" if value else None)
        db.session.commit()
    return app


def follow(who: FlaskClient, address: str) -> int:
    """Check every number of a page against the list that it leads to; returns how many there were."""
    html = who.get(address).text
    found = LINKED.findall(html)
    for href, value in found:
        [behind] = SUM.findall(who.get(unescape(href)).text)
        people = "/balance/" in href and "/received" in href
        assert int(behind) == int(value) * (WHOLE if people else 1), href
    return len(found)


@pytest.mark.parametrize("words", ["", "?period=this-year&currency=EUR", "?from=2026-03-01&to=2026-03-31&order=money"])
def test_every_number_adds_up_to_its_records(firm: Flask, owner: FlaskClient, words: str) -> None:
    assert follow(owner, f"/admin/balance{words}") == 3 * 8


def test_the_page_says_it_in_a_sentence_and_names_the_doubt(firm: Flask, owner: FlaskClient) -> None:
    said = visible(owner.get("/admin/balance").text)
    assert "Nisha Patel They sent 2, both became clients worth" in said
    assert "3 clients wait for review and count for nobody yet" in said
    assert "1 in review may be theirs" in said
    quality = visible(owner.get("/admin/balance?show=quality").text)
    assert "few" in quality and "of 4" in quality
    assert owner.get("/admin/balance?order=luck").status_code == 422
    csv = owner.get("/admin/balance?format=csv").text
    assert csv.splitlines()[0].lstrip("\ufeff").startswith("Partner,Referrals given,Referrals received")
    assert owner.get("/admin/balance?format=xlsx").data[:2] == b"PK"


def test_the_file_behind_a_number_says_whose_it_is_of_which_days_and_how_it_is_counted(
    firm: Flask, owner: FlaskClient
) -> None:
    address = "/admin/balance/1/given?measure=money&from=2026-03-01&to=2026-03-31"
    cover = owner.get(f"{address}&format=csv&cover=1").text
    assert "Table,Referrals that brought money to Joe Smith" in cover
    assert 'Period,"from Mar 1, 2026 to Mar 31, 2026"' in cover
    assert "How counted," in cover and "As of," in cover
    assert owner.get(f"{address}&format=csv").text.count("Somebody") == 1


def test_on_paper_the_sentence_stands_below_the_name(firm: Flask, owner: FlaskClient) -> None:
    printed = owner.get("/admin/balance?format=print").text
    assert "In one sentence" not in printed
    assert "Nisha Patel They sent 2, both became clients worth" in visible(printed)


def test_a_partners_page_has_the_balance_and_the_family_tree(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        judged = Result("auto", (credit(session.get_one(Source, 1)),))
        ana = source_of_client(session, client(session, "Zoe Adams", judged), noon(CAME))
        pays(session, client(session, "Yan Young", Result("auto", (credit(ana),))), 7_700)
        db.session.commit()
        number = ana.client_id
    said = visible(owner.get("/admin/partners/1?from=2026-03-01&to=2026-03-31").text)
    assert "In this period" in said and "All time" in said and "in review may name Joe Smith" in said
    assert "6 clients came through Joe Smith, at first hand or through those they sent" in said
    assert "Zoe Adams: 1 client, 1 won, $77.00" in said
    assert "1 client came through Zoe Adams, at first hand" in visible(owner.get(f"/admin/clients/{number}").text)
    page = owner.get("/admin/partners/1").text
    follow_in(owner, page[page.index('id="balance"') :])


def follow_in(who: FlaskClient, html: str) -> None:
    for href, value in LINKED.findall(html):
        sums = SUM.findall(who.get(unescape(href)).text)
        people = "/balance/" in href and "/received" in href
        assert sums == [] or int(sums[0]) == int(value) * (WHOLE if people else 1), href


def test_a_firm_without_partners_is_told_what_to_do(app: Flask, owner: FlaskClient) -> None:
    assert "No partner yet" in visible(owner.get("/admin/balance").text)
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()
    assert "Joe Smith Nobody sent either way yet." in visible(owner.get("/admin/balance").text)
