"""The visits of a client as staff see them: both, with the partner's link, and never as more than text."""

import json

from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.sources.referral_links import make_link
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, noon, partner
from tests.intake.sending import FORM, WORDS, payload
from tests.rig.forms import fields

EVIL = "https://evil.example/<script>alert(1)</script>?x='\"><img src=x onerror=alert(1)>"


def test_both_visits_are_shown_as_text(owner: FlaskClient, client: FlaskClient) -> None:
    claim = {
        "first": {"url": "https://firm.example/wills", "ref": EVIL, "at": 0},
        "last": {"url": EVIL, "ref": "https://www.google.com/", "at": 0},
    }
    client.post(FORM, data=payload(client, visit=json.dumps(claim)))
    for address in ("/admin/clients/1", "/admin/answers/1"):
        page = owner.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        text = visible(page.text)
        assert "First web visit from https://evil.example/" in text
        assert "Last web visit from https://www.google.com/" in text


def test_one_visit_is_just_a_visit(owner: FlaskClient, client: FlaskClient) -> None:
    claim = {"last": {"url": "https://firm.example/", "ref": "https://www.google.com/"}}
    client.post(FORM, data=payload(client, visit=json.dumps(claim)))
    assert "Web visit from https://www.google.com/" in visible(owner.get("/admin/clients/1").text)


def test_the_partners_link_is_named(app: Flask, owner: FlaskClient, client: FlaskClient) -> None:
    with app.app_context():
        joe = partner(db.session(), "Joe Smith")
        assert joe.partner
        code = make_link(db.session(), joe.partner, noon(CAME), None).code
        db.session.commit()
    form = fields(client.get(client.get(f"/r/{code}").location), FORM)
    client.post(FORM, data=form | WORDS | {"answer": ""})
    text = visible(owner.get("/admin/clients/1").text)
    assert "Came by the referral link of Joe Smith" in text
    assert "referral_link" not in text
    assert "decided by itself" in text
    assert "What they chose" in text
