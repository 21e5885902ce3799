"""Strangers see nothing, viewers change nothing: of every address that there is."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from attribution import Result
from records.closed.closing import close_month
from records.coverage.campaigns import Choice, draft_campaign
from records.coverage.permissions import allow_client
from records.db import db
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import, ImportState
from records.mail import send_later
from records.money.costs import record_cost
from records.money.payments import PaymentKind
from records.relations.fees.reward_rules import Basis, add_rule, end_rule
from records.relations.fees.rewards import Did, keep_reward
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referral_changes import change_referral
from records.relations.given.referrals import Outcome
from records.relations.known.contacts import ContactKind, note_contact, remove_contact
from records.relations.thanking.drafts import write_draft
from records.relations.thanking.thanks import How, thank
from records.sources import Rejection, add_alias
from records.staff.users import UserRole, add_user
from tests.admin.small_firm import CAME, GOOGLE, clicked, client, credit, held_back, noon, partner, waits
from tests.rig.forms import fields
from tests.rig.people import SIGN_IN, VIEWER, give_account, signed_in

# What leads to a change, and mails: links in them open doors.
NOT_FOR_VIEWERS = (
    "/ask-card",
    "/new",
    "/edit",
    "/firm",
    "/first-steps",
    "/test",
    "/hooks",
    "/merge",
    "/same-person",
    "/mail",
    "/erase",
    "/asking",
    "/users",
)
OPEN = {"admin.sign_in", "admin.sign_in_code", "admin.sign_out"}
# Whoever is signed in changes it, a viewer too.
OWN = ("/admin/password", "/admin/two-factor")


def addresses(app: Flask, method: str) -> Iterator[str]:
    """Every staff address that takes the method, with 1 for a number and a channel for a name."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("admin.") and rule.endpoint not in OPEN and method in (rule.methods or ()):
            yield rule.rule.replace("<int:number>", "1").replace("<name>", "organic-search")


@pytest.fixture
def viewer(app: Flask) -> FlaskClient:
    give_account(app, VIEWER)
    return signed_in(app, VIEWER)


def taken_in_import(session: Session) -> None:
    """An import that waits to be let in, with a row of which somebody has to be asked."""
    counts = dict.fromkeys(("added", "changed", "unchanged", "refused"), 0)
    record = Import(kind="payments", filename="a.csv", digest="", at=noon(CAME), state=ImportState.PREPARED, **counts)
    session.add(record)
    session.flush()
    money = {"amount": 500, "currency": "USD", "paid_on": CAME, "kind": PaymentKind.RECEIVED}
    session.add(StagedRow(import_id=record.id, line=2, state=RowState.ASKED, who="Somebody", **money))


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", email="joe@smith.example")
        add_alias(session, joe, "Joey Smith", noon(CAME), None)
        user = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")
        session.add(Rejection(source=joe, words="Jo", words_key="jo", user=user, at=noon(CAME)))
        judged = Result("auto", (credit(GOOGLE), clicked(GOOGLE)), keyword="will lawyer", keyword_kind="told")
        ana = client(session, "Ana Adams", judged, "google")
        taken_in_import(session)
        client(session, "Ben Brown", waits(), "Joe")
        close_month(session, CAME.replace(day=1), noon(CAME), date(2026, 5, 1), user)
        record_cost(session, joe, 100, "USD", CAME, None, noon(CAME))
        given = log_referral(session, joe, "Mia Lopez", CAME, noon(CAME))
        report_outcome(session, given, Outcome.CONTACTED, noon(CAME))
        change_referral(session, given, joe, "Mia Diaz", CAME, noon(CAME))
        note_contact(session, joe, ContactKind.CALL, CAME, noon(CAME), user, minutes=10)
        remove_contact(session, note_contact(session, joe, ContactKind.CARD, CAME, noon(CAME), user), noon(CAME), user)
        write_draft(session, joe, [ana], noon(CAME), user)
        said = (session, joe, Basis.PERCENT, CAME, noon(CAME), user)
        rule = add_rule(*said, counts=PaymentKind.RECEIVED, percent=1_000)
        end_rule(session, rule, CAME, noon(CAME), user)
        keep_reward(session, joe, "USD", {ana.id: 100}, Did.APPROVED, CAME, noon(CAME), user)
        thank(session, joe, How.GIFT, CAME, noon(CAME), user, worth=100, currency="USD")
        allow_client(session, ana, "is our client", noon(CAME), user)
        draft_campaign(session, "Past clients", Choice(), 10, noon(CAME), user)
        held_back(session)
        send_later(session, "test", "ana@client.example", "Hello", "Words.", noon(CAME))
        db.session.commit()
    return app


def test_a_stranger_is_led_to_the_sign_in_from_every_address(firm: Flask, stranger: FlaskClient) -> None:
    for address in addresses(firm, "GET"):
        response = stranger.get(address)
        assert (response.status_code, response.location.partition("?")[0]) == (303, SIGN_IN), address
    for address in [*addresses(firm, "POST"), "/admin/sign-out"]:
        response = stranger.post(address)
        assert (response.status_code, response.location) == (303, SIGN_IN), address


def test_a_stranger_does_not_learn_which_addresses_exist(stranger: FlaskClient) -> None:
    assert stranger.get("/admin/nowhere").status_code == 303
    assert stranger.get("/admin/clients/999").status_code == 303


def test_a_viewer_sees_every_page_that_only_shows(firm: Flask, viewer: FlaskClient) -> None:
    for address in addresses(firm, "GET"):
        response = viewer.get(address)
        if address.endswith(NOT_FOR_VIEWERS) or address.startswith(("/admin/mail/", "/admin/users/")):
            assert response.status_code == 404, address
        elif address in OWN:
            assert response.status_code == 200
        else:
            assert response.status_code in {200, 303}, address
            # What they could not do is not offered either; signing out is.
            assert response.text.count('method="post"') <= 1, address


def test_a_viewer_changes_nothing(firm: Flask, viewer: FlaskClient) -> None:
    token = fields(viewer.get("/admin/"), "/sign-out")
    tried = [each for each in addresses(firm, "POST") if not each.startswith(OWN)]
    assert len(tried) >= 6
    for address in tried:
        assert viewer.post(address, data=token | {"choice": "unknown", "stage": "won"}).status_code == 404, address


def test_a_viewer_can_sign_out(viewer: FlaskClient) -> None:
    assert viewer.post("/admin/sign-out", data=fields(viewer.get("/admin/"), "/sign-out")).status_code == 303


def test_a_change_without_the_token_of_its_form_is_refused(firm: Flask, owner: FlaskClient) -> None:
    for address in addresses(firm, "POST"):
        assert owner.post(address, data={"choice": "unknown"}).status_code == 400, address
