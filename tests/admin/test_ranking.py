"""The start page: what it shows first, how it is asked, and what it says about doubt."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from attribution import Result
from records.db import db
from records.firm import Firm
from tests.admin.reading import numbers, visible
from tests.admin.small_firm import client, credit, full_firm, partner, pays, waits


def parts(html: str) -> list[str]:
    """The rows of a ranking in order."""
    return list(dict.fromkeys(number.part for number in numbers(html)))


def test_a_new_firm_is_told_what_to_do_first(owner: FlaskClient) -> None:
    html = owner.get("/admin/").text
    assert "No client has come yet" in html
    assert 'href="/f/new-client"' in html


def test_an_empty_period_says_so_and_leads_to_all_time(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?from=2001-01-01&to=2001-12-31").text
    assert "Nothing in these days" in html
    assert "Show all time" in html


def test_partners_stand_in_the_order_of_their_money(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    response = owner.get("/admin/")
    assert "Which partners bring the most money?" in response.text
    assert parts(response.text) == ["1", "2", "elsewhere", "unknown", "in_review", "conflict", "total"]


def test_a_heading_orders_by_its_measure_and_the_address_keeps_the_rest(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?of=sources&period=this-year&credit=shared&by=clients").text
    assert 'aria-sort="descending"' in html
    assert "/admin/?of=sources&amp;by=won&amp;credit=shared&amp;period=this-year" in html


def test_the_period_can_be_named_or_typed(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    typed = owner.get("/admin/?from=2026-03-01&to=2026-03-31").text
    assert "Mar 1, 2026 to Mar 31, 2026" in visible(typed)
    year = date.today().year  # noqa: DTZ011  # any day of the year does
    named = owner.get("/admin/?period=this-year").text
    same = owner.get(f"/admin/?from={year}-01-01&to={year}-12-31").text
    assert [n.value for n in numbers(named)] == [n.value for n in numbers(same)]
    assert "This year" in visible(same)


@pytest.mark.parametrize(
    "words",
    ["of=cats", "by=love", "period=tomorrow", "from=1.1.2026", "from=2026-02-01&to=2026-01-01", "currency=dollars"],
)
def test_a_word_that_means_nothing_is_answered_in_plain_words(owner: FlaskClient, words: str) -> None:
    response = owner.get(f"/admin/?{words}")
    assert response.status_code == 422
    assert words.rsplit("=", maxsplit=1)[-1] in response.text
    assert "Sign out" in response.text


def test_the_note_stands_only_where_the_queue_could_change_the_first_place(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        pays(session, client(session, "Ana Adams", Result("auto", (credit(joe),))), 100_00)
        waiting = client(session, "Ben Brown", waits(credit(joe)), "Joe")
        db.session.commit()
        number = waiting.id
    assert "could change the first place" not in owner.get("/admin/").text
    with app.app_context():
        session = db.session()
        pays(session, session.get_one(type(waiting), number), 100_00)
        db.session.commit()
    assert "could change the first place" in owner.get("/admin/").text


def test_how_it_is_counted_is_said_and_what_is_unusual_stands_beside_it(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    assert "each client counts whole for the decisive source" in owner.get("/admin/").text
    html = visible(owner.get("/admin/?credit=shared&currency=EUR").text)
    assert "How counted: they share the client, EUR" in html
    assert "There is also money in USD" in html


def test_names_lead_to_the_page_of_the_partner_or_source(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?of=sources").text
    assert 'href="/admin/partners/1">Joe Smith</a>' in html
    google = html.partition(">Google</a>")[0].rpartition('href="')[2].rstrip('"')
    assert "Google" in owner.get(google).text


def test_a_long_ranking_shows_fifty_rows_and_leads_to_the_rest(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        for number in range(103):
            client(session, f"Client {number}", Result("auto", (credit(partner(session, f"Partner {number}")),)))
        db.session.commit()
    html = owner.get("/admin/?by=clients").text
    assert "Show the other 53" in html
    assert len(html) < 100_000
    assert len(parts(owner.get("/admin/?by=clients&rows=all").text)) == len(parts(html)) + 53


def test_the_demo_firm_says_on_every_page_that_it_is_one(app: Flask, owner: FlaskClient, stranger: FlaskClient) -> None:
    assert "nobody here is real" not in owner.get("/admin/").text
    with app.app_context():
        db.session.execute(update(Firm).values(is_demo=True))
        db.session.commit()
    for address in ("/admin/", "/admin/answers", "/admin/clients", "/admin/partners"):
        assert "nobody here is real" in owner.get(address).text
    assert "nobody here is real" in stranger.get("/admin/sign-in").text


def test_a_name_with_marks_in_it_is_only_text(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        source = partner(session, "<script>alert(1)</script>")
        client(session, "<b>Ana</b>", Result("auto", (credit(source),)), "<i>her</i>")
        db.session.commit()
    for address in ("/admin/", "/admin/clients", "/admin/partners", "/admin/clients/1", "/admin/partners/1"):
        html = owner.get(address).text
        assert "<script>alert" not in html
        assert "<b>Ana" not in html
        assert "<i>her" not in html
