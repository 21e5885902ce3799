"""A chain of referrals longer than Python's own depth is still read, summed up and shown."""

from sys import getrecursionlimit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.db import db
from records.firm import first_office
from records.money.payments import Payment, PaymentKind
from records.sources import Source
from reports.relations.give_and_take.family import family
from tests.records.firm_of_tests import NOW, partner

LONG = getrecursionlimit() + 10


def chain(session: Session) -> Source:
    """A partner who sent somebody, who sent somebody, and so on; the last one has paid."""
    joe, office = partner(session, "Joe Smith"), first_office(session)
    clients = [
        Client(
            office=office,
            name=f"Client {number}",
            name_key=f"client {number}",
            email="",
            phone="",
            company="",
            came_on=NOW.date(),
            door="web",
            stage=Stage.WON,
            created_at=NOW,
        )
        for number in range(LONG)
    ]
    session.add_all(clients)
    session.flush()
    sources = [
        Source(name=each.name, name_key=each.name_key, kind=Kind.EXISTING_CLIENT, website="", client_id=each.id)
        for each in clients
    ]
    for each in sources:
        each.created_at = NOW
    session.add_all(sources)
    session.flush()
    for client, by in zip(clients, [joe, *sources], strict=False):
        session.add(
            Credit(
                client_id=client.id,
                role=Role.INTRODUCED_BY,
                position=0,
                standing=Standing.CREDITED,
                source_id=by.id,
                channel=Channel.REFERRAL_PARTNER,
                share=WHOLE,
                confidence=1.0,
                rule="full_name",
                reason="",
            )
        )
    last = clients[-1]
    session.add(
        Payment(
            client_id=last.id, amount=700, currency="USD", paid_on=NOW.date(), kind=PaymentKind.RECEIVED,
            created_at=NOW, nth=1,
        )
    )  # fmt: skip
    # Databases plan by what they have counted. A server counts by itself after a while; that of the tests does not.
    session.execute(text("ANALYZE"))
    session.commit()
    return joe


def test_a_long_chain_is_summed_up_and_shown(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        joe = chain(db.session())
        number, found = joe.id, family(db.session(), joe, "USD")
        assert (found.clients, found.generations, found.money, found.has_loop) == (LONG, LONG, 700, False)
    page = owner.get(f"/admin/partners/{number}")
    assert (page.status_code, "Further down from" in page.text, len(page.data) < 100_000) == (200, True, True)
