"""The owner erases a person; nobody else can, and nothing is left on any page."""

from flask import Flask
from flask.testing import FlaskClient

from records.answers.erasures import erasure_of
from records.db import db
from tests.admin.small_firm import client, credit, partner
from tests.rig.forms import fields


def a_client(app: Flask) -> int:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        from attribution import Result

        number = client(session, "Zebedee Quixwell", Result("auto", (credit(joe),)), "Joe Smith, of course").id
        session.commit()
        return number


def test_an_owner_erases_a_person_and_the_credit_stays(app: Flask, owner: FlaskClient) -> None:
    number = a_client(app)
    page = owner.get(f"/admin/clients/{number}/erase")
    unsure = owner.post(f"/admin/clients/{number}/erase", data=fields(page, "erase"))
    assert (unsure.status_code, "Tick this first." in unsure.text) == (422, True)
    done = owner.post(f"/admin/clients/{number}/erase", data=fields(page, "erase") | {"sure": "y"})
    assert done.status_code == 303
    shown = owner.get(f"/admin/clients/{number}").text
    assert "Zebedee" not in shown and "of course" not in shown
    assert "Erased client" in shown and "This person was erased on" in shown
    assert "Erased client" in owner.get("/admin/clients?of=partners&part=1").text
    assert owner.get(f"/admin/clients/{number}/erase").status_code == 404


def test_others_can_only_ask_the_owner(app: Flask, colleague: FlaskClient) -> None:
    number = a_client(app)
    assert "Erase this person" not in colleague.get(f"/admin/clients/{number}").text
    assert colleague.get(f"/admin/clients/{number}/erase").status_code == 404
    token = fields(colleague.get(f"/admin/clients/{number}"), "stages")["csrf_token"]
    sent = colleague.post(f"/admin/clients/{number}/erase", data={"sure": "y", "csrf_token": token})
    assert sent.status_code == 404
    with app.app_context():
        assert erasure_of(db.session(), number) is None
