"""Joe and Steve: from what clients typed into the form, referrals and payments to who deserves the firm's time."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client, Stage, change_stage
from records.db import db
from records.firm import Profession, the_firm
from records.money.payments import PaymentKind, record_payment
from records.relations.given.outcomes import log_referral
from records.relations.thanking.thanks import How, thank
from records.sources import Source
from tests.admin.relations.suggested.test_deserving import order, sentences
from tests.admin.small_firm import partner
from tests.rig.forms import fields

NOW = datetime.now(UTC)


def test_steve_is_thanked_and_joe_thought_over(app: Flask, stranger: FlaskClient, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        the_firm(session).profession_kind = Profession.ACCOUNTING
        steve, joe = partner(session, "Steve Okafor"), partner(session, "Joe Barlow")
        db.session.commit()
        number, given_to = steve.id, joe.id
    for place, answer in enumerate(
        ["Steve Okafor", "Steven Okafor", "steve okafer told me", "Joe Barlow", "joe barlow"]
    ):
        form = fields(stranger.get("/f/new-client"), having="answer")
        said = {"name": f"Client {place}", "email": f"c{place}@mail.example", "choice": "other", "answer": answer}
        assert stranger.post("/f/new-client", data=form | said).status_code in {200, 303}
    with app.app_context():
        session = db.session()
        clients = session.scalars(select(Client).order_by(Client.id)).all()
        for client, amount in zip(clients, (145_000, 700_000, 95_000), strict=False):
            record_payment(session, client, amount, "USD", client.came_on, PaymentKind.RECEIVED, NOW)
        for client in clients[3:]:
            change_stage(session, client, Stage.UNQUALIFIED, NOW, None)
        joe = session.get_one(Source, given_to)
        for place in range(10):
            log_referral(session, joe, f"Somebody {place}", NOW.date(), NOW)
        db.session.commit()
    page = owner.get("/admin/time").text
    assert order(page) == [("Thank", "Steve Okafor"), ("Think again", "Joe Barlow")]
    first, second = sentences(page)
    assert first.startswith("Steve Okafor sent 3 clients worth $9,400 and nobody has said thank you since ")
    assert second == "We sent Joe Barlow 10 referrals, they sent 2 clients, of whom none is won."
    assert f'<a href="/admin/time/{number}?kind=give-back">give back</a>' in page
    with app.app_context():
        session = db.session()
        some = session.scalars(select(Client).order_by(Client.id).limit(3)).all()
        thank(session, session.get_one(Source, number), How.CALL, NOW.date(), NOW, None, clients=some)
        db.session.commit()
    # Once he is thanked, the firm still owes him.
    assert order(owner.get("/admin/time").text) == [("Give back", "Steve Okafor"), ("Think again", "Joe Barlow")]
