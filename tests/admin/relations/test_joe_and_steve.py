"""Joe is seen everywhere and takes; quiet Steve sends the best clients. From forms and files to the two sentences."""

import re
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from attribution import Kind
from records.clients import Client
from records.db import db
from records.firm import the_firm
from records.relations.given.outcomes import log_referral
from records.sources import Source
from tests.admin.reading import visible
from tests.intake.sending import send
from tests.rig.forms import fields

SENT = (
    ("Wendell Strickland", "Joe Barlow from the insurance office", ""),
    ("Trudy Bancroft", "joe barlow", ""),
    ("Raymond Castellano", "Steve Okafor at the title company said to call you", "4000.00"),
    ("Lakewood Dairy", "Steve Okafor", "3300.00"),
    ("Josephine Albright", "steve okafor, escrow officer", "2100.00"),
)


def test_the_story_of_joe_and_steve(app: Flask, owner: FlaskClient, stranger: FlaskClient) -> None:
    for name in ("Joe Barlow", "Steve Okafor"):
        form = fields(owner.get("/admin/partners/new"), "/admin/partners")
        assert owner.post("/admin/partners", data=form | {"name": name}).status_code == 303
    for name, answer, _ in SENT:
        email = f"{name.split()[0].lower()}@mail.example"
        assert send(stranger, name=name, email=email, answer=answer).status_code == 303
    with app.app_context():
        session = db.session()
        clients = {client.name: client.id for client in session.query(Client)}
        [joe] = [each for each in session.query(Source) if each.name == "Joe Barlow" and each.kind is Kind.PARTNER]
        now = datetime.now(UTC)
        for number in range(10):
            log_referral(session, joe, f"Somebody {number}", the_firm(session).today(now), now)
        db.session.commit()
    for name, _, paid in SENT:
        if paid:
            page, action = f"/admin/clients/{clients[name]}", f"/admin/clients/{clients[name]}/payments"
            assert owner.post(action, data=fields(owner.get(page), action) | {"amount": paid}).status_code == 303
        else:
            page, action = f"/admin/clients/{clients[name]}", f"/admin/clients/{clients[name]}/stages"
            sent = fields(owner.get(page), action) | {"stage": "unqualified"}
            assert owner.post(action, data=sent).status_code == 303
    html = owner.get("/admin/balance").text
    said = visible(html)
    assert "Joe Barlow We sent 10, they sent 2, neither qualified." in said
    assert "Steve Okafor They sent 3, all became clients worth $9,400; we sent none." in said
    # Whom the firm owes is named first.
    assert re.findall(r'data-partner="\d+">\s*<th[^>]*><a[^>]*>([^<]+)', html) == ["Steve Okafor", "Joe Barlow"]
