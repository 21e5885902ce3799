"""The start page: what it shows first, how it is asked, and what it says about doubt."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from attribution import Result
from records.db import db
from records.firm import Firm, Office
from records.money.costs import Cost, Every
from tests.admin.reading import averages, changes, numbers, visible
from tests.admin.small_firm import FACEBOOK, client, credit, full_firm, partner, pays, waits

ROW = re.compile(r'<tr role="row"[^>]* data-part="(\w+)">(.*?)</tr>', re.DOTALL)


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
    page = owner.get("/admin/?credit=shared&currency=EUR&page=9999").text
    html = visible(page)
    assert "How counted: they share the client, EUR" in html
    # Money in another currency is said in sight, and leads to its ranking; a page too far is the last one.
    above, _, rest = page.partition('<details class="counted">')
    hidden, _, beside = rest.partition("</details>")
    assert '<a href="/admin/?credit=shared">USD</a>' in beside.partition("There is also money in")[2]
    assert "also money" not in hidden
    # What the columns mean stands with it, and not far down below the rows.
    assert "<dt>Average</dt>" in hidden
    # Whoever wants to count otherwise need not go down the whole ranking.
    assert "<table" not in above
    assert "Joe Smith" in html


def test_names_lead_to_the_page_of_the_partner_or_source(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?of=sources").text
    assert 'href="/admin/partners/1?ranked=of:sources">Joe Smith</a>' in html
    google = html.partition(">Google</a>")[0].rpartition('href="')[2].rstrip('"')
    assert "Google" in owner.get(google).text


def test_a_long_ranking_shows_its_first_rows_and_leads_to_the_rest(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        for number in range(103):
            client(session, f"Client {number}", Result("auto", (credit(partner(session, f"Partner {number}")),)))
        db.session.commit()
    html = owner.get("/admin/?by=clients").text
    assert "1 to 25 of 103" in visible(html)
    assert len(html) < 100_000
    pages = [owner.get(f"/admin/?by=clients&page={page}").text for page in range(1, 6)]
    places = [int(place) for page in pages for place in re.findall(r'class="rank">(\d+)<', page)]
    assert places == list(range(1, 104))
    # A bar is as long on its page as if all rows stood under each other.
    assert {bar for page in pages for bar in re.findall(r'<rect width="([\d.]+)%', page)} == {"100.0", "0.0"}


def test_a_bar_that_would_press_the_rows_together_breaks_off(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        pays(session, client(session, "Ana", Result("auto", (credit(joe),))), 10_000)
        pays(session, client(session, "Ben", Result("auto", (credit(FACEBOOK),))), 90_000)
        db.session.commit()
    html = owner.get("/admin/").text
    bars = {part: re.findall(r'<rect (?:x="\d+%" )?width="([\d.]+)%"', row) for part, row in ROW.findall(html)}
    assert bars == {
        "1": ["100.0"],
        "elsewhere": ["92", "2", "2"],
        "unknown": ["0.0"],
        "in_review": ["0.0"],
        "total": [],
    }


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


def test_a_row_narrows_the_page_to_its_clients_and_a_chip_takes_it_back(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?of=partners&period=all").text
    only = link(html, r'<a class="only" href="([^"]+)">only<span class="hidden"> Joe Smith<')
    assert "only=introduced_by:partners:1" in only
    narrowed = owner.get(only).text
    assert "introduced by Joe Smith ×" in visible(narrowed)
    channels = link(narrowed, r'<a href="([^"]+)">Channels</a>')
    assert "only=introduced_by:partners:1" in channels
    html = owner.get(channels + "&by=clients").text
    totals = {number.measure: number.shown for number in numbers(html) if number.part == "total"}
    assert totals["clients"] == "3"
    behind = owner.get(next(n.href for n in numbers(html) if n.part == "total" and n.measure == "clients")).text
    assert "Only clients introduced by Joe Smith." in visible(behind)
    back = link(html, r'</span> <a href="([^"]+)">Joe Smith <span aria-hidden="true">×')
    assert "only" not in back
    assert "Joe Smith ×" not in visible(owner.get(back).text)


def test_several_filters_are_taken_away_one_by_one(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?only=introduced_by:partners:1&only=arrived_through:channels:organic-search").text
    assert "introduced by Joe Smith ×" in visible(html)
    back = link(html, r'</span> <a href="([^"]+)">Organic Search <span')
    assert back == "/admin/?only=introduced_by:partners:1"


@pytest.mark.parametrize("words", ["only=introduced_by:partners:99", "office=99"])
def test_a_filter_by_what_is_not_there_is_not_found(app: Flask, owner: FlaskClient, words: str) -> None:
    full_firm(app)
    for page in ("/admin/", "/admin/clients", "/admin/payments"):
        assert owner.get(f"{page}?part=total&{words}").status_code == 404


def test_filters_without_anybody_say_so_and_lead_back(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?only=introduced_by:partners:1&only=introduced_by:partners:2").text
    assert "No client passes all these filters" in html
    assert link(html, r'<a class="button" href="([^"]+)">Show all clients') == "/admin/"


def test_an_office_can_be_chosen_only_where_there_are_several(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    assert "All offices" not in owner.get("/admin/").text
    with app.app_context():
        db.session.add(Office(firm_id=1, name="Salem"))
        db.session.commit()
    html = owner.get("/admin/?by=clients").text
    assert "Office: All offices" in visible(html)
    salem = owner.get(link(html, r'<a href="([^"]+)">Salem</a>')).text
    assert "office Salem ×" in visible(salem)
    assert "No client passes this filter" in salem


def test_a_change_is_said_in_numbers_and_the_earlier_one_has_its_list(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?by=clients&from=2026-04-01&to=2026-04-30").text
    joe, total = (change for change in changes(html) if change.before.part in {"1", "total"})
    assert (joe.way, joe.words, joe.before.shown) == ("down", "down 1", "2")
    assert (total.words, total.before.shown) == ("down 8", "9")
    assert "%" not in visible(html)
    assert "Compared with the period before, Mar 1, 2026 to Mar 31, 2026." in visible(html)
    assert not changes(owner.get("/admin/?from=2026-04-01&to=2026-04-30&compare=nothing").text)
    assert not changes(owner.get("/admin/").text)


def test_a_period_that_is_not_over_is_compared_up_to_the_same_day(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = visible(owner.get("/admin/?period=this-year&compare=year").text)
    assert "up to the same day, because this period is not over" in html
    assert "Compared with the same a year ago, Jan 1," in html


def test_small_averages_say_on_how_many_they_rest(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?from=2026-03-01&to=2026-03-31").text
    joe = next(average for average in averages(html) if average.part == "1")
    assert joe.shown == "$850.00"
    assert '<span class="small">of 2</span>' in html.partition("Joe Smith")[2].partition("</tr>")[0]
    assert "divided by those of them who are won" in html


def test_a_trend_can_be_read_without_seeing_it(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    html = owner.get("/admin/?by=clients&from=2026-01-01&to=2026-06-30&of=channels&role=introduced_by").text
    total = html.partition('data-part="total"')[2]
    assert 'role="img" aria-label="0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 1, 0' in total
    assert "style=" not in html


def test_it_says_as_of_when_the_figures_are(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    with app.app_context():
        db.session.execute(update(Firm).values(zone="Asia/Tokyo"))
        db.session.commit()
    html = visible(owner.get("/admin/").text)
    assert "(Asia/Tokyo). The last payment came in Mar 10, 2026, 9:00 PM." in html.replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("by", ["average", "return", "change", "change&change=won"])
def test_every_column_can_give_the_order(app: Flask, owner: FlaskClient, by: str) -> None:
    full_firm(app)
    html = owner.get(f"/admin/?from=2026-03-01&to=2026-03-31&by={by}").text
    assert len(numbers(html)) > 9
    clients = owner.get("/admin/?from=2026-03-01&to=2026-03-31&by=clients").text
    change = link(clients, r'<a href="([^"]+)">Change')
    assert "by=change" in change
    assert "change=clients" in change


def test_return_stands_there_as_soon_as_something_was_spent(app: Flask, owner: FlaskClient) -> None:
    full_firm(app)
    assert 'data-label="Return"' not in owner.get("/admin/").text
    with app.app_context():
        cost = {"currency": "USD", "every": Every.ONCE, "created_at": datetime.now(UTC)}
        march = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 31)}
        db.session.add(Cost(source_id=1, amount=100_000, **march, **cost))
        db.session.commit()
    html = owner.get("/admin/?from=2026-03-01&to=2026-03-31&by=return").text
    assert '<data value="100000">2×</data>' in html.partition("Joe Smith")[2].partition("</tr>")[0]
    assert "2× is twice what was spent; only sources that cost something are in it" in html
    assert html.count('<span class="small">where it cost</span>') == 1
    assert 'data-label="Return"' not in owner.get("/admin/?office=1&from=2026-03-01&to=2026-03-31").text
    assert 'data-label="Return"' not in owner.get("/admin/?of=channels").text


def link(html: str, pattern: str) -> str:
    """The address of the one link of this look."""
    found = re.search(pattern, html)
    assert found, pattern
    return unescape(found[1])
