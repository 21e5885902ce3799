"""Coverage stands beside the ranking, and leads to those not asked, who are asked one by one or all by one button."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.coverage import beside
from records.answers.recording import new_client
from records.clients import Client
from records.coverage.askings import Asking, How
from records.coverage.permissions import Permission
from records.db import db
from records.firm import the_firm
from records.mail import Mail
from tests.records.firm_of_tests import NOW, told
from tests.rig.forms import fields
from tests.rig.people import VIEWER, give_account, signed_in

LIST = "/admin/coverage/clients?what=not-asked"
NAMES = ("Ada", "Bea", "Cid", "Dan", "Eve", "Fay")


def filled_firm(app: Flask) -> None:
    """One who answered, one who was never asked, and six of a file."""
    with app.app_context():
        session = db.session()
        told(session, "google")
        told(session, "", choice="", door="import")
        for name in NAMES:
            new_client(session, name, NOW, email=f"{name}@mail.example" if name != "Fay" else "", door="import")
        session.commit()


def test_coverage_stands_beside_the_ranking(app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    filled_firm(app)
    page = owner.get("/admin/?from=2026-03-01&to=2026-03-31&by=clients").text
    line = re.search(r'<p class="soft beside">.*?</p>', page, re.DOTALL)
    assert line
    words = " ".join(re.sub(r"<[^>]+>", "", line[0]).split())
    assert words == "Of 8 new clients, 1 was asked, 1 answered, 1 usable. Ask the other 7"
    for href, number in re.findall(r'<a href="([^"]*)">(\d+)', line[0]):
        assert "from=2026-03-01&amp;to=2026-03-31" in href
        assert f'id="sum" value="{number}"' in owner.get(unescape(href)).text, href
    assert "of 8 new clients 1 were asked" in owner.get("/admin/?format=csv&cover=1").text
    assert 'class="soft beside"' not in owner.get("/admin/?from=2001-01-01&to=2001-01-02").text

    monkeypatch.setattr(beside, "MOST", 7)
    assert 'class="soft beside"' not in owner.get("/admin/?by=clients").text


def test_those_not_asked_are_asked_one_by_one_or_all_by_one_button(app: Flask, owner: FlaskClient) -> None:
    filled_firm(app)
    assert "Write it down, then ask them by mail" in owner.get(LIST).text
    with app.app_context():
        the_firm(db.session()).postal_address = "1 Main Street"
        db.session.commit()
    form = fields(owner.get(LIST), having="shown")
    action = re.findall(r'action="(/admin/coverage/askings[^"]*)"', owner.get(LIST).text)[0]
    shown = re.findall(r'name="shown" value="(\d+)"', owner.get(LIST).text)
    assert len(shown) == 7
    with app.app_context():
        number = dict(db.session.execute(select(Client.name, Client.id)).tuples().all())

    def ask(**typed: object) -> str:
        answer = owner.post(unescape(action), data={"csrf_token": form["csrf_token"], "shown": shown} | typed)
        assert (answer.status_code, answer.location) == (303, LIST)
        return owner.get(LIST).text

    assert "Not asked, because nobody has said that you may write to this address: Ada." in ask(client=number["Ada"])
    one = ask(client=number["Ada"], basis="is our client")
    assert "The question to Ada goes out next." in one and 'aria-label="Ask Ada by mail"' not in one
    assert 'aria-label="Ask Fay by mail"' not in one
    every = ask(basis="is our client")
    assert "The question to 5 clients goes out next." in every
    assert "Not asked, because no e-mail address is known: Fay." in every
    assert "Not asked, because the mail that asks them waits to be sent: Ada." in every
    again = ask()
    assert "goes out next" not in again and "Ada, Bea and 3 others." in again
    with app.app_context():
        session = db.session()
        assert [each.how for each in session.scalars(select(Asking))] == [How.MAIL] * 6
        assert len(session.scalars(select(Mail)).all()) == 6
        # Who filled in the form may be written to without that anybody says so.
        assert {each.basis for each in session.scalars(select(Permission))} == {"is our client"}
    for wrong in ("999", "x", ""):
        data = {"csrf_token": form["csrf_token"], "client": wrong}
        assert owner.post(unescape(action), data=data).status_code == 404, wrong
    give_account(app, VIEWER)
    viewer = signed_in(app, VIEWER)
    assert 'name="shown"' not in viewer.get(LIST).text
    assert "Who was asked</a></p>" in viewer.get("/admin/?by=clients").text
