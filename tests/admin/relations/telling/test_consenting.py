"""A client's page says what may be told of them, and keeps each word with who, when and how."""

from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.clients import Client
from records.consents import Consent, may_be_named, outcome_may_be_shown
from records.db import db
from records.erasing import erase
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, noon
from tests.rig.forms import fields


def ana(app: Flask) -> str:
    with app.app_context():
        number = client(db.session(), "Ana Adams", Result("none"), "idk", may_tell=True).id
        db.session.commit()
    return f"/admin/clients/{number}"


def say(owner: FlaskClient, page: str, said: str, how: str = "on the phone") -> int:
    form = fields(owner.get(page), "/consents") | {"said": said, "how": how}
    return owner.post(f"{page}/consents", data=form).status_code


def test_a_word_is_kept_with_who_and_how_and_the_latest_counts(app: Flask, owner: FlaskClient) -> None:
    page = ana(app)
    assert "may be told that they came, and nothing else" in visible(owner.get(page).text)
    assert say(owner, page, "outcome-yes", "by letter") == 303
    shown = visible(owner.get(page).text)
    assert "may be told that they came, and what became of it." in shown
    assert "by letter" in shown
    assert say(owner, page, "name-no", "in person") == 303
    shown = visible(owner.get(page).text)
    assert "Nobody may be told that they came." in shown
    assert "by letter" in shown
    assert "nobody may be told anything any more" in owner.get(f"{page}?format=print").text
    with app.app_context():
        assert not may_be_named(db.session(), db.session.get_one(Client, 1))
        assert [each.user.email for each in db.session.query(Consent)] == ["olive@firm.example"] * 2


def test_how_it_was_said_is_needed_and_what_was_typed_stays(app: Flask, owner: FlaskClient) -> None:
    page = ana(app)
    form = fields(owner.get(page), "/consents") | {"said": "outcome-no", "how": " "}
    response = owner.post(f"{page}/consents", data=form)
    assert response.status_code == 422
    assert fields(response, "/consents")["said"] == "outcome-no"
    assert say(owner, page, "perhaps") == 422


def test_an_erased_person_allows_nothing_whatever_was_said_before(app: Flask, owner: FlaskClient) -> None:
    page = ana(app)
    say(owner, page, "outcome-yes")
    with app.app_context():
        found = db.session.get_one(Client, 1)
        erase(db.session(), found, noon(CAME))
        db.session.commit()
        assert not may_be_named(db.session(), found)
        assert not outcome_may_be_shown(db.session(), found)
    assert "What may be told of them" not in visible(owner.get(page).text)
