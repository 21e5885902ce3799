"""The page of the rules: everybody sees what is off and why, an owner switches it with a reason."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.firm import Profession, the_firm
from records.firm.professions import Switch, is_on
from tests.rig.forms import fields


@pytest.fixture
def clinic(app: Flask) -> Flask:
    with app.app_context():
        the_firm(db.session()).profession_kind = Profession.HEALTH
        db.session.commit()
    return app


def test_an_owner_switches_something_on_beside_the_rule_card(clinic: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/rules").text
    assert "Statements for partners: off" in page
    assert "Stark law" in page
    assert "not legal advice" in page
    sent = fields(owner.get("/admin/rules"), "/rules/statements")
    answer = owner.post("/admin/rules/statements", data=sent | {"reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    answer = owner.post("/admin/rules/statements", data=sent | {"reason": "Counsel has read it."})
    assert answer.status_code == 303
    page = owner.get("/admin/rules").text
    assert "Statements for partners: on" in page
    assert "Counsel has read it." in page
    with clinic.app_context():
        assert is_on(db.session(), Switch.STATEMENTS)
    # What was sent twice by a slow hand stays what it was meant to be.
    owner.post("/admin/rules/statements", data=sent | {"reason": "Counsel has read it."})
    with clinic.app_context():
        assert is_on(db.session(), Switch.STATEMENTS)


def test_staff_see_it_and_cannot_switch(clinic: Flask, colleague: FlaskClient, owner: FlaskClient) -> None:
    page = colleague.get("/admin/rules")
    assert "Fees and rewards: off" in page.text
    assert "/rules/" not in page.text
    token = fields(colleague.get("/admin/costs/new"), "/admin/costs")["csrf_token"]
    sent = {"csrf_token": token, "is_on": "yes", "reason": "I want it"}
    assert colleague.post("/admin/rules/statements", data=sent).status_code == 404
    assert owner.get("/admin/rules/nothing").status_code in {404, 405}
