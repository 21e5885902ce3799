"""A referral is logged from anywhere in one screen: who may be meant, what is there already, who could get it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from records.db import db
from records.firm import the_firm
from records.firm.professions import Profession
from records.sources import Relation, Source
from tests.admin.reading import visible
from tests.admin.relations.given.referring import NEW, count, kept, logged, payload, three_partners
from tests.admin.small_firm import client
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    return three_partners(app)


def test_every_page_leads_to_the_form_and_who_and_to_whom_are_enough(firm: Flask, owner: FlaskClient) -> None:
    assert f'href="{NEW}"' in owner.get("/admin/answers").text
    response = logged(owner)
    assert (response.status_code, response.location) == (303, "/admin/referrals/1")
    today = datetime.now(UTC).date()
    found = kept(firm)
    assert (found["partner"], found["who"], found["given_on"], found["outcome"]) == (3, "Mia Lopez", today, "open")
    assert (found["expected"], found["ask_on"]) == (None, today + timedelta(weeks=4))
    assert "olive" in visible(owner.get("/admin/referrals/1").text)
    logged(owner, who="Ned", purpose="a house", expected="1,250.50", currency="eur", given_on="2026-03-01")
    found = kept(firm, 2)
    assert (found["purpose"], found["expected"], found["expected_currency"]) == ("a house", 125_050, "EUR")
    assert found["given_on"] == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"who": " "}, "Write who was sent."),
        ({"partner": ""}, "Type the name of a partner."),
        ({"given_on": "soon"}, "Write the day like"),
        ({"expected": "lots"}, "is not an amount"),
        ({"expected": "-5"}, "not less than nothing"),
        ({"currency": "XYZ"}, "not a currency"),
        ({"to": "99"}, "not there any more"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_the_form(
    firm: Flask, owner: FlaskClient, sent: dict[str, str], said: str
) -> None:
    response = logged(owner, purpose="kept as typed", **sent)
    assert (response.status_code, count(firm)) == (422, 0)
    assert said in visible(response.text)
    assert "kept as typed" in response.text


def test_a_name_that_several_have_is_asked_and_an_unknown_one_can_be_added(firm: Flask, owner: FlaskClient) -> None:
    page = logged(owner, partner="joe smith")
    assert page.status_code == 422
    text = visible(page.text)
    assert "accountant, Hudson Tax" in text
    assert "plumber, Quincy" in text
    answered = owner.post("/admin/referrals", data=fields(page, "/admin/referrals") | {"to": "2"})
    assert answered.status_code == 303
    assert kept(firm)["partner"] == 2
    # Typed as the list of names has it, or by a part that only one has, or by the organisation.
    assert logged(owner, who="A B", partner="Joe Smith, Hudson Tax").status_code == 303
    assert kept(firm, 2)["partner"] == 1
    page = logged(owner, who="C D", partner="hudson")
    assert "accountant, Hudson Tax" in visible(page.text)
    assert "Is Joe Smith meant? Then log it" in visible(page.text)
    # The one who fits is chosen, so that a second press logs it; of another name with one of its words nobody is.
    assert fields(page, "/admin/referrals")["to"] == "1"
    for other in ("Dr. Patel", "Nish Patel"):
        page = logged(owner, who="C D", partner=other)
        assert "Nisha Patel" in visible(page.text), other
        assert "to" not in fields(page, "/admin/referrals"), other
    page = logged(owner, who="E F", partner="Zed Newman")
    assert "Add Zed Newman as a new partner" in visible(page.text)
    assert owner.post("/admin/referrals", data=fields(page, "/admin/referrals") | {"to": "new"}).status_code == 303
    with firm.app_context():
        added = db.session.scalars(select(Source).where(Source.name == "Zed Newman")).unique().one()
        assert added.partner
        assert added.partner.relation is Relation.PROSPECTIVE
        number = added.id
    assert kept(firm, 3)["partner"] == number


def test_what_may_be_logged_already_is_shown_and_never_dropped(firm: Flask, owner: FlaskClient) -> None:
    logged(owner, who="Maria Lopez", given_on="2026-03-01")
    page = logged(owner, who="Lopez, Maria", given_on="2026-03-09")
    assert (page.status_code, count(firm)) == (422, 1)
    assert "Maria Lopez to Nisha Patel" in visible(page.text)
    again = owner.post("/admin/referrals", data=fields(page, "/admin/referrals"))
    assert (again.status_code, count(firm)) == (303, 2)
    assert "May be the same as" in visible(owner.get("/admin/referrals/1").text)
    # To another partner it is shown too; after a good while somebody may well need a partner again.
    page = logged(owner, who="Maria Lopez", partner="Joe Smith, Hudson Tax", given_on="2026-03-09")
    assert "to another partner" in visible(page.text)
    assert logged(owner, who="Maria Lopez", given_on="2026-08-09").status_code == 303
    assert logged(owner, who="Mary Stone", given_on="2026-03-09").status_code == 303


def test_a_clients_page_sends_them_on_with_what_they_needed(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        number = client(db.session(), "Ana Adams", Result("none", ()), "").id
        db.session.commit()
    assert f"{NEW}?client={number}" in owner.get(f"/admin/clients/{number}").text
    page = owner.get(f"{NEW}?client={number}")
    form = fields(page, "/admin/referrals")
    assert (form["who"], form["client"]) == ("Ana Adams", str(number))
    owner.post("/admin/referrals", data=form | {"partner": "Nisha Patel"})
    assert kept(firm)["client_id"] == number
    assert "To Nisha Patel on" in visible(owner.get(f"/admin/clients/{number}").text)
    # And from the partner's page the partner is filled in.
    assert f"{NEW}?partner_id=3" in owner.get("/admin/partners/3").text
    assert fields(owner.get(f"{NEW}?partner_id=2"), "/admin/referrals")["partner"] == "Joe Smith, Quincy"


@pytest.mark.parametrize("day", ["31/03/2026", "2026-02-30", "abc", "0026-03-31"])
def test_a_day_that_is_none_keeps_what_was_typed_where_somebody_is_looked_for(
    firm: Flask, owner: FlaskClient, day: str
) -> None:
    typed = payload(owner.get(NEW), purpose="a leaking tap", partner="", city="quincy", given_on=day)
    refused = owner.post("/admin/referrals", data=typed | {"suggest": "1"})
    assert refused.status_code == 422
    assert "Write the day like 2026-03-31." in visible(refused.text)
    # Who could get it is shown all the same.
    assert "No outcome known yet, in Quincy, plumber" in visible(refused.text)
    again = fields(refused, "/admin/referrals")
    assert (again["who"], again["purpose"], again["city"], again["given_on"]) == (
        "Mia Lopez",
        "a leaking tap",
        "quincy",
        day,
    )
    assert owner.post("/admin/referrals", data=again | {"to": "2", "given_on": "2026-03-31"}).status_code == 303
    assert kept(firm)["partner"] == 2


def test_an_address_with_a_day_that_is_none_says_so(owner: FlaskClient) -> None:
    page = owner.get(f"{NEW}?given_on=abc&who=Mia+Lopez")
    assert page.status_code == 200
    assert "Write the day like 2026-03-31." in visible(page.text)
    form = fields(page, "/admin/referrals")
    assert (form["who"], form["given_on"]) == ("Mia Lopez", "abc")


def test_who_should_get_this_one_is_asked_without_losing_what_was_typed(firm: Flask, owner: FlaskClient) -> None:
    asked = owner.post(
        "/admin/referrals",
        data=payload(owner.get(NEW), purpose="a leaking tap", partner="", city="quincy", suggest="1"),
    )
    assert asked.status_code == 303
    page = owner.get(asked.location)
    text = visible(page.text)
    assert "No outcome known yet, in Quincy, plumber" in text
    form = fields(page, "/admin/referrals")
    assert (form["who"], form["purpose"], form["city"], form["to"]) == ("Mia Lopez", "a leaking tap", "quincy", "")
    assert owner.post("/admin/referrals", data=form | {"to": "2"}).status_code == 303
    assert kept(firm)["partner"] == 2
    # For law it is off until an owner switches it on, and the way to the rules is shown.
    with firm.app_context():
        the_firm(db.session()).profession_kind = Profession.LAW
        db.session.commit()
    page = owner.get(f"{NEW}?purpose=a+leak&suggest=1")
    assert 'href="/admin/rules"' in page.text
    assert "plumber" not in fields(page, "/admin/referrals").values()
    assert 'value="2"' not in page.text
