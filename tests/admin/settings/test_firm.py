"""The owner says what the firm is called, counts in, and where it is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.firm import Profession, the_firm
from tests.rig.forms import fields


def payload(client: FlaskClient, **changes: str) -> dict[str, str]:
    return fields(client.get("/admin/firm"), having="zone") | {"name": "Hale & Low", "currency": "eur"} | changes


def test_what_the_owner_says_is_kept(app: Flask, owner: FlaskClient) -> None:
    changes = {"zone": "Europe/Berlin", "country": "DE", "first_weekday": "6", "profession_kind": "law"}
    answer = owner.post("/admin/firm", data=payload(owner, **changes))
    assert answer.status_code == 303
    with app.app_context():
        firm = the_firm(db.session())
        kept = (firm.name, firm.currency, firm.zone, firm.country, firm.first_weekday, firm.profession_kind)
        assert kept == ("Hale & Low", "EUR", "Europe/Berlin", "DE", 6, Profession.LAW)
    assert "Hale &amp; Low" in owner.get("/admin/").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "Type the firm"),
        ({"currency": "dollars"}, "three letters"),
        ({"zone": "Mars/Olympus"}, "Not a valid choice"),
        ({"zone": "localtime"}, "Not a valid choice"),
        ({"zone": "EST"}, "Not a valid choice"),
        ({"country": "XX"}, "Not a valid choice"),
        ({"profession_kind": "wizardry"}, "Choose one of the list"),
    ],
)
def test_what_cannot_be_is_refused_with_everything_still_filled_in(
    owner: FlaskClient, changes: dict[str, str], says: str
) -> None:
    answer = owner.post("/admin/firm", data=payload(owner, profession="Notaries") | changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert "Notaries" in answer.text


def test_a_zone_that_is_kept_already_stays_whatever_it_is_called(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        the_firm(db.session()).zone = "US/Eastern"
        db.session.commit()
    assert owner.post("/admin/firm", data=payload(owner)).status_code == 303
    with app.app_context():
        assert the_firm(db.session()).zone == "US/Eastern"


def test_it_is_the_owners_page_alone(colleague: FlaskClient) -> None:
    assert colleague.get("/admin/firm").status_code == 404
    assert "/admin/firm" not in colleague.get("/admin/").text


def test_a_new_website_of_the_firm_makes_another_directory(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        before = the_firm(db.session()).directory_version
    owner.post("/admin/firm", data=payload(owner, website="https://hale.example"))
    with app.app_context():
        assert the_firm(db.session()).directory_version > before
