"""Staff settle what the webhook could not place; the owner makes and revokes its secrets."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client
from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState
from records.delivered.hook_secrets import HookSecret
from records.money.payments import Payment
from tests.admin.reading import visible
from tests.intake.hooks.hooking import ROW, amounts, deliver, firm_with_secret
from tests.records.firm_of_tests import told
from tests.rig.forms import fields

PAGE = "/admin/hooks"


def token(browser: FlaskClient) -> dict[str, str]:
    return {"csrf_token": fields(browser.get(PAGE), "/sign-out")["csrf_token"]}


def test_a_secret_is_seen_in_the_form_only_works_and_stops_working_when_revoked(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    firm_with_secret(app)
    form = fields(owner.get(PAGE), "/hooks/secrets") | {"name": "The books", "origin": "whence"}
    secret = form["made"]
    assert re.fullmatch(r"whk_[\w-]{43}", secret)
    assert fields(owner.get(PAGE), "/hooks/secrets")["made"] != secret
    answer = owner.post(f"{PAGE}/secrets", data=form)
    assert answer.status_code == 303
    with owner.session_transaction() as remembered:
        assert secret not in str(dict(remembered))
    page = owner.get(PAGE)
    assert "The secret of “The books” is kept" in page.text
    assert secret not in answer.text + str(answer.headers) + page.text + str(page.headers)
    with app.app_context():
        newest = db.session.scalars(select(HookSecret).order_by(HookSecret.id.desc())).first()
        assert newest
        assert secret not in newest.sealed
        number = newest.id
    assert deliver(client, secret, ROW).status_code == 200
    assert owner.post(f"{PAGE}/secrets/{number}/revoke", data=token(owner)).status_code == 303
    assert deliver(client, secret, ROW | {"event": "e2"}).status_code == 400


def test_a_form_that_comes_back_makes_no_second_secret_of_the_same_text(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    form = fields(owner.get(PAGE), "/hooks/secrets") | {"name": "The till", "origin": "whence"}
    assert [owner.post(f"{PAGE}/secrets", data=form).status_code for _ in range(2)] == [303, 303]
    other = owner.post(f"{PAGE}/secrets", data=form | {"name": "The books"})
    assert (other.status_code, "“The till” had this secret already" in other.text) == (422, True)
    with app.app_context():
        number = db.session.scalars(select(HookSecret.id)).one()
    assert owner.post(f"{PAGE}/secrets/{number}/revoke", data=token(owner)).status_code == 303
    # Revoked is revoked: the page that somebody goes back to does not bring it to life.
    assert owner.post(f"{PAGE}/secrets", data=form).status_code == 422
    assert deliver(client, form["made"], ROW).status_code == 400


def test_only_stripes_own_secret_is_taken_for_stripe(owner: FlaskClient) -> None:
    form = fields(owner.get(PAGE), "/hooks/secrets") | {"name": "Stripe"}
    for wrong in (
        {"origin": "stripe", "given": ""},
        {"origin": "stripe", "given": "sk_live_secret"},
        {"origin": "whence", "given": "whsec_12345678"},
        {"origin": "whence", "name": ""},
        {"origin": "whence", "made": "whk_short"},
    ):
        assert owner.post(f"{PAGE}/secrets", data=form | wrong).status_code == 422
    good = {"origin": "stripe", "given": "whsec_12345678"}
    assert owner.post(f"{PAGE}/secrets", data=form | good).status_code == 303
    assert "whsec_12345678" not in owner.get(PAGE).text


def test_the_page_is_called_as_in_the_menu_and_speaks_of_programs(app: Flask, owner: FlaskClient) -> None:
    firm_with_secret(app)
    html = owner.get(PAGE).text
    assert "<h1>Payments from programs</h1>" in html
    for word in ("Whence-Signature", "Signed as", "<h1>Webhook"):
        assert word not in html


def test_staff_see_no_secrets_and_make_none(app: Flask, colleague: FlaskClient) -> None:
    firm_with_secret(app)
    page = colleague.get(PAGE)
    assert "Add a program" not in page.text
    made = colleague.post(f"{PAGE}/secrets", data=token(colleague) | {"name": "x", "origin": "whence"})
    assert made.status_code == 404
    assert colleague.post(f"{PAGE}/secrets/1/revoke", data=token(colleague)).status_code == 404


def test_what_waits_is_given_to_a_client_by_a_person(app: Flask, colleague: FlaskClient, client: FlaskClient) -> None:
    secret = firm_with_secret(app)
    deliver(client, secret, ROW | {"client": "<b>Nobody</b>"})
    page = colleague.get(PAGE).text
    assert "&lt;b&gt;Nobody" in page
    assert "<b>Nobody" not in page
    # Wherever staff look, they see that a payment waits.
    assert "Imports 1 unmatched" in visible(colleague.get("/admin/").text)
    assert "1 payment from other programs waits for you" in visible(colleague.get("/admin/imports").text)
    for typed, wrong in (("nobody either", "Nobody or several are called so."), (" ", "Type the client’s e-mail")):
        refused = colleague.post(f"{PAGE}/deliveries/1/client", data=token(colleague) | {"client": typed})
        assert (refused.status_code, wrong in refused.text) == (422, True)
        assert fields(refused, "/deliveries/1/client")["client"] == typed
    assert amounts(app) == []
    said = {"client": "ann@lee.example"}
    assert colleague.post(f"{PAGE}/deliveries/1/client", data=token(colleague) | said).status_code == 303
    with app.app_context():
        payment, kept = db.session.scalars(select(Payment)).one(), db.session.scalars(select(Delivery)).one()
        assert (payment.client.name, payment.user and payment.user.email) == ("Ann Lee", "colin@firm.example")
        assert (kept.state, kept.body, kept.payment_id) == (DeliveryState.SETTLED, None, payment.id)
    assert "unmatched" not in visible(colleague.get("/admin/imports").text)
    # Twice is once, and the sender may repeat it as often as it likes.
    colleague.post(f"{PAGE}/deliveries/1/client", data=token(colleague) | said)
    assert deliver(client, secret, ROW | {"client": "Nobody"}).status_code == 200
    assert len(amounts(app)) == 1


def test_what_waits_can_be_tried_again_or_left_out(app: Flask, colleague: FlaskClient, client: FlaskClient) -> None:
    secret = firm_with_secret(app)
    deliver(client, secret, ROW | {"client": "Ben Brown"})
    deliver(client, secret, ROW | {"client": "Ben Brown", "event": "e2", "amount": "x"})
    with app.app_context():
        told(db.session(), "", name="Ben Brown")
        db.session.commit()
    for number in (1, 2):
        assert colleague.post(f"{PAGE}/deliveries/{number}/again", data=token(colleague)).status_code == 303
    assert amounts(app) == [(1250, "EUR")]
    assert colleague.post(f"{PAGE}/deliveries/2/leave", data=token(colleague)).status_code == 303
    assert "Nothing waits." in colleague.get(PAGE).text
    with app.app_context():
        assert [each.state for each in db.session.scalars(select(Delivery).order_by(Delivery.id))] == [
            DeliveryState.TAKEN,
            DeliveryState.LEFT_OUT,
        ]
        assert db.session.scalars(select(Client).where(Client.name == "Ben Brown")).one().stage.value == "won"
