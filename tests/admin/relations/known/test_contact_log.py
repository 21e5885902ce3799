"""The contact log: written on the page of a partner or any source, listed, summed, and beside what came back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Kind, Result
from records.db import db
from records.money.costs import record_cost
from records.relations.known.hourly_costs import set_hourly_cost
from records.sources import Source, add_source
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays
from tests.rig.forms import fields

Logged = Callable[..., int]


@pytest.fixture
def logged(owner: FlaskClient) -> Logged:
    def log(page: str, **typed: str) -> int:
        form = fields(owner.get(page), "/contacts", having="minutes")
        number = page.rpartition("/")[2]
        return owner.post(f"/admin/sources/{number}/contacts", data=form | typed).status_code

    return log


@pytest.fixture
def joe(app: Flask) -> str:
    with app.app_context():
        session = db.session()
        found = partner(session, "Joe Smith")
        who = client(session, "Ana Adams", Result("auto", (credit(found),)), "Joe Smith")
        pays(session, who, 90_000)
        record_cost(session, found, 10_000, "USD", CAME, None, noon(CAME))
        db.session.commit()
        return f"/admin/partners/{found.id}"


def test_time_and_cost_stand_beside_what_came_back(app: Flask, owner: FlaskClient, joe: str, logged: Logged) -> None:
    assert logged(joe, on="2026-03-10", kind="lunch", minutes="90", words="He asked for bakers") == 303
    assert logged(joe, on="2026-04-02", kind="card", minutes="") == 303
    text = visible(owner.get(joe).text)
    assert "2 90 what costs an hour? $100.00 1 1 $900.00 9×" in text
    assert "The record shows 1 client, 1 of them won, with those whom their clients sent" in text
    assert "Lunch Mar 10, 2026, 90 minutes, olive He asked for bakers" in text
    form = fields(owner.get("/admin/contacts/hour"), "/contacts/hour")
    assert owner.post("/admin/contacts/hour", data=form | {"amount": "133.34"}).status_code == 303
    assert "2 90 $200.01 $100.00 1 1 $900.00 3×" in visible(owner.get(joe).text)
    april = visible(owner.get(f"{joe}?from=2026-04-01&to=2026-04-30").text)
    assert "1 0 $0.00 $0.00 0 0 $0.00 nothing spent" in april
    assert "cannot be divided" in visible(owner.get(f"{joe}?only=arrived_through:channels:organic-search").text)


def test_the_list_adds_up_to_the_number_on_the_page(owner: FlaskClient, joe: str, logged: Logged) -> None:
    for number in range(3):
        logged(joe, on=f"2026-03-1{number}", kind="call", minutes=str(10 + number))
    logged(joe, on="2026-05-01", kind="meeting", minutes="60", words="=cmd|' /C calc'!A0")
    html = owner.get(f"{joe}?from=2026-03-01&to=2026-03-31").text
    address = html.partition('data-label="Minutes"><a class="number" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "3 contacts, 33 minutes" in visible(owner.get(address).text)
    assert "4 contacts, 93 minutes" in visible(owner.get("/admin/contacts").text)
    assert "1 contact, 60 minutes" in visible(owner.get("/admin/contacts?kind=meeting").text)
    lines = owner.get("/admin/contacts?format=csv").text.splitlines()
    assert len(lines) == 5
    assert "\"'=cmd" in lines[1] or ",'=cmd" in lines[1], "no cell runs as a formula"
    for wrong in ("kind=dance", "from=soon"):
        assert owner.get(f"/admin/contacts?{wrong}").status_code == 422
    assert owner.get("/admin/contacts?source=999").status_code == 404


def test_a_mailing_to_past_clients_has_its_time_too(app: Flask, owner: FlaskClient, logged: Logged) -> None:
    with app.app_context():
        mailing = add_source(db.session(), "Mailing to past clients", Kind.EVENT, noon(CAME))
        set_hourly_cost(db.session(), "USD", 6_000, noon(CAME), None)
        db.session.commit()
        page = f"/admin/sources/{db.session.query(Source).one().id}"
    assert logged(page, on="2026-03-10", kind="mail", minutes="120") == 303
    text = visible(owner.get(page).text)
    assert "1 120 $120.00 $0.00 0 0 $0.00 0×" in text
    assert mailing


def test_an_entry_is_changed_removed_and_brought_back(owner: FlaskClient, joe: str, logged: Logged) -> None:
    logged(joe, on="2026-03-10", kind="call", minutes="10", words="Hello")
    form = fields(owner.get("/admin/contacts/1/edit"), "/contacts/1")
    assert (form["kind"], form["minutes"], form["words"]) == ("call", "10", "Hello")
    owner.post("/admin/contacts/1", data=form | {"kind": "meeting", "minutes": "45"})
    assert "until then a call on Mar 10, 2026 of 10 minutes: Hello" in visible(owner.get("/admin/contacts/1").text)
    owner.post("/admin/contacts/1/remove", data=fields(owner.get("/admin/contacts/1"), "/remove"))
    assert "0 contacts, 0 minutes" in visible(owner.get("/admin/contacts").text)
    html = owner.get("/admin/contacts/1").text
    assert "removed and counts nowhere" in visible(html)
    owner.post("/admin/contact-changes/1/undo", data=fields(html, "/contact-changes/1/undo"))
    assert "Nothing was changed: this entry has been changed since" in visible(owner.get("/admin/contacts/1").text)
    owner.post("/admin/contact-changes/2/undo", data=fields(html, "/contact-changes/2/undo"))
    owner.post("/admin/contact-changes/1/undo", data=fields(html, "/contact-changes/1/undo"))
    assert "1 contact, 10 minutes" in visible(owner.get("/admin/contacts").text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": ""}, "Say on which day."),
        ({"on": (datetime.now(UTC).date() + timedelta(days=2)).isoformat()}, "as the next step instead"),
        ({"minutes": "-5"}, "Type a number"),
        ({"minutes": "50000"}, "which is a month"),
        ({"kind": "dance"}, "Choose one of the list."),
    ],
)
def test_a_contact_that_cannot_be_meant_is_answered_with_what_to_do(
    owner: FlaskClient, joe: str, typed: dict[str, str], said: str
) -> None:
    form = fields(owner.get(joe), "/contacts", having="minutes") | {"words": "Kept in the form."} | typed
    number = joe.rpartition("/")[2]
    response = owner.post(f"/admin/sources/{number}/contacts", data=form)
    assert response.status_code == 422
    assert said in visible(response.text)
    assert "Kept in the form." in response.text


@pytest.mark.parametrize("amount", ["a lot", "-1"])
def test_what_an_hour_costs_must_be_money(owner: FlaskClient, amount: str) -> None:
    form = fields(owner.get("/admin/contacts/hour"), "/contacts/hour")
    assert owner.post("/admin/contacts/hour", data=form | {"amount": amount}).status_code == 422


def test_the_day_of_the_form_is_today(owner: FlaskClient, joe: str) -> None:
    form = fields(owner.get(joe), "/contacts", having="minutes")
    assert date.fromisoformat(form["on"]) == datetime.now(UTC).date()
