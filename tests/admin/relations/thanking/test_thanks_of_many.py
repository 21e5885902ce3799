"""A partner for whom more referrals wait than one page shows: all of them, some, or one looked for by name."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from attribution import Result
from records.clients import Client
from records.db import db
from records.relations.thanking.drafts import ThanksDraft
from records.relations.thanking.thanks import Thanks, ThanksFor
from tests.admin.small_firm import CAME, client, credit, partner, pays
from tests.rig.forms import fields

MANY = 120
NEW, POST = "/admin/partners/1/thanks/new", "/admin/partners/1/thanks"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", email="joe@smith.example")
        for number in range(MANY):
            came = CAME + timedelta(days=number // 10)
            one = client(session, f"Client {number:03}", Result("auto", (credit(joe),)), "Joe", came=came)
            pays(session, one, 1_000 + number)
        db.session.commit()
    return app


def ticks(text: str) -> list[tuple[str, bool]]:
    found = re.findall(r'name="clients" value="\d+"( checked)?>\s*<span>(Client \d+)', text)
    return [(name, bool(checked)) for checked, name in found]


def thanked(app: Flask) -> list[list[str]]:
    with app.app_context():
        every = db.session.scalars(select(Thanks).order_by(Thanks.id))
        return [[one.client.name for one in each.referrals] for each in every]


def number_of(app: Flask, name: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Client.id).where(Client.name == name)).one())


def test_the_form_shows_a_page_of_them_and_the_way_to_the_rest(firm: Flask, owner: FlaskClient) -> None:
    first = owner.get(NEW)
    assert len(first.data) < 60_000
    assert ticks(first.text) == [(f"Client {number:03}", False) for number in range(100)]
    assert "all 120 who wait" in first.text
    assert 'value="all" checked' in first.text
    assert "$10.99" in first.text
    last = owner.get(f"{NEW}?page=2").text
    assert ticks(last) == [(f"Client {number:03}", False) for number in range(100, MANY)]
    assert 'value="these" checked' in last
    assert owner.get(f"{NEW}?page=9").location.endswith("page=2")
    found = owner.get(f"{NEW}?q=client+11").text
    assert ticks(found) == [(f"Client {number:03}", False) for number in range(110, MANY)]
    assert "all 120 who wait" in found
    assert "Nobody of that name waits" in owner.get(f"{NEW}?q=nobody").text
    page = owner.get("/admin/partners/1").text
    assert "120 referrals wait" in page
    assert "Client 004" in page
    assert "115 more" in page


def test_all_of_them_are_thanked_for_at_once(firm: Flask, owner: FlaskClient) -> None:
    sent = fields(owner.get(NEW), POST) | {"how": "card"}
    assert owner.post(POST, data=sent).status_code == 303
    assert thanked(firm) == [[f"Client {number:03}" for number in range(MANY)]]
    assert "No referral waits" in owner.get(NEW).text


def test_nobody_is_read_in_full_to_be_thanked_for_or_listed(firm: Flask, owner: FlaskClient) -> None:
    sent = fields(owner.get(NEW), POST) | {"how": "card"}
    read: list[object] = []

    def note(client: object, _context: object) -> None:
        read.append(client)

    event.listen(Client, "load", note)
    try:
        assert owner.get("/admin/thanks?format=csv").text.count("Client ") == MANY
        assert owner.post(POST, data=sent).status_code == 303
    finally:
        event.remove(Client, "load", note)
    assert read == []
    assert len(thanked(firm)[0]) == MANY


def test_a_mail_for_all_is_about_all(firm: Flask, owner: FlaskClient) -> None:
    assert owner.post(POST, data=fields(owner.get(NEW), POST) | {"how": "mail"}).status_code == 303
    with firm.app_context():
        (draft,) = db.session.scalars(select(ThanksDraft))
        assert len(draft.about) == MANY
    shown = owner.get(f"/admin/thanks/drafts/{draft.id}").text
    assert "Client 099" in shown
    assert "Client 100" not in shown
    assert "and 20 more" in shown
    asked: list[object] = []
    with firm.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    owner.get(f"/admin/thanks/drafts/{draft.id}")
    assert len(asked) < 30


def test_some_are_thanked_for_whether_or_not_the_page_showed_them(firm: Flask, owner: FlaskClient) -> None:
    late = [number_of(firm, name) for name in ("Client 119", "Client 105")]
    sent = fields(owner.get(NEW), POST) | {"how": "card", "which": "these", "clients": late}
    assert owner.post(POST, data=sent).status_code == 303
    assert thanked(firm) == [["Client 105", "Client 119"]]
    # They wait no more, so that the same once more is refused, and who is ticked now is shown.
    again = owner.post(POST, data=sent | {"clients": [*late, number_of(firm, "Client 003")]})
    assert again.status_code == 422
    assert "does not wait any more" in again.text
    assert [name for name, is_ticked in ticks(again.text) if is_ticked] == ["Client 003"]
    assert owner.post(POST, data={key: value for key, value in sent.items() if key != "which"}).status_code == 422
    assert thanked(firm) == [["Client 105", "Client 119"]]


def test_a_refused_form_keeps_its_page_and_who_was_ticked(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get(f"{NEW}?page=2")
    (action,) = re.findall(r'action="(/admin/partners/1/thanks\?page=2)"', page.text)
    far = number_of(firm, "Client 001")
    sent = fields(page, action) | {"how": "gift", "which": "these", "clients": [number_of(firm, "Client 107"), far]}
    refused = owner.post(action, data=sent)
    assert refused.status_code == 422
    assert [name for name, is_ticked in ticks(refused.text) if is_ticked] == ["Client 107", "Client 001"]
    assert len(ticks(refused.text)) == 21
    assert 'value="these" checked' in refused.text


def test_all_and_some_together_are_asked_about(firm: Flask, owner: FlaskClient) -> None:
    sent = fields(owner.get(NEW), POST) | {"how": "card", "clients": [number_of(firm, "Client 007")]}
    refused = owner.post(POST, data=sent)
    assert refused.status_code == 422
    assert "only for those who are ticked" in refused.text
    assert thanked(firm) == []


def test_the_page_of_a_partner_names_the_first_whom_a_thanks_was_for(firm: Flask, owner: FlaskClient) -> None:
    owner.post(POST, data=fields(owner.get(NEW), POST) | {"how": "card"})
    read: list[object] = []
    event.listen(ThanksFor, "load", lambda each, _: read.append(each))
    page = owner.get("/admin/partners/1").text
    named = re.findall(r">(Client \d+)</a>", page[page.index('id="thanks"') :])
    assert named[:5] == [f"Client {number:03}" for number in range(5)]
    assert "and 115 more" in page
    assert read == []
