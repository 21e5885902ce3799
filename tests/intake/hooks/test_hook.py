"""The webhook keeps each signed event once, and nothing that is not signed rightly."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client, Stage
from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState, forget_bodies
from records.delivered.hook_secrets import HookSecret, Origin, make_secret, revoke_secret
from records.money.payments import Payment
from records.staff.users import User
from tests.intake.hooks.hooking import HOOK, ROW, amounts, deliver, firm_with_secret, signed
from tests.records.firm_of_tests import NOW, told


@pytest.fixture
def secret(app: Flask) -> str:
    return firm_with_secret(app)


def test_a_signed_row_is_a_payment_and_makes_the_client_won(app: Flask, client: FlaskClient, secret: str) -> None:
    response = deliver(client, secret, ROW | {"ref": "R1"})
    assert (response.status_code, response.json) == (200, {"status": "taken", "event": "e1"})
    assert "Set-Cookie" not in response.headers
    with app.app_context():
        payment = db.session.scalars(select(Payment)).one()
        assert (payment.amount, payment.currency, payment.paid_on) == (1250, "EUR", date(2026, 3, 4))
        assert (payment.kind.value, payment.ref, payment.client.stage) == ("billed", "R1", Stage.WON)
        assert db.session.scalars(select(Delivery.body)).one() is None


def test_a_repeated_event_is_acknowledged_and_kept_once(app: Flask, client: FlaskClient, secret: str) -> None:
    assert deliver(client, secret, ROW).status_code == 200
    again = deliver(client, secret, ROW | {"amount": "99"})
    assert (again.status_code, again.json) == (200, {"status": "repeated", "event": "e1"})
    assert amounts(app) == [(1250, "EUR")]
    # A number names an event as its digits do, in whatever order the keys come.
    for event, status in ((7, "taken"), ("7", "repeated")):
        said = deliver(client, secret, dict(reversed((ROW | {"event": event}).items()))).json
        assert said == {"status": status, "event": "7"}


def test_two_equal_payments_of_two_events_are_two(app: Flask, client: FlaskClient, secret: str) -> None:
    deliver(client, secret, ROW)
    assert deliver(client, secret, ROW | {"event": "e2"}).status_code == 200
    assert len(amounts(app)) == 2


def test_the_ref_of_a_payment_that_is_there_is_that_payment(app: Flask, client: FlaskClient, secret: str) -> None:
    deliver(client, secret, ROW | {"ref": "R1"})
    same = deliver(client, secret, ROW | {"ref": "R1", "event": "e2"})
    assert (same.status_code, same.json and same.json["status"]) == (200, "there")
    assert deliver(client, secret, ROW | {"ref": "R1", "event": "e3", "amount": "5"}).status_code == 422
    assert amounts(app) == [(1250, "EUR")]


def test_two_hundred_at_once_leave_one_payment(app: Flask, client: FlaskClient, secret: str) -> None:
    body = json.dumps(ROW).encode()
    together, workers = Barrier(20), 20

    def send(_worker: int) -> list[int]:
        browser = app.test_client()
        together.wait()
        return [deliver(browser, secret, body).status_code for _ in range(10)]

    with ThreadPoolExecutor(workers) as threads:
        answers = [status for sent in threads.map(send, range(workers)) for status in sent]
    assert answers == [200] * 200
    assert amounts(app) == [(1250, "EUR")]


def test_wrong_old_early_and_foreign_signatures_are_refused(app: Flask, client: FlaskClient, secret: str) -> None:
    body, now = json.dumps(ROW).encode(), time.time()
    good = signed(secret, body)
    for header in (
        signed(secret, body, now - 310),
        signed(secret, body, now + 310),
        signed("whk_somebody_elses", body),
        signed(secret, body + b" "),
        good.replace("t=", "t=1"),
        good.replace("v1=", "v0="),
        good + ",t=1",
        "v1=" + good.partition("v1=")[2],
        "t=1e9,v1=aa",
        "t=\u0661,v1=\u00e9",
        "",
        "t=" + "9" * 400 + ",v1=aa",
        good.partition(",")[0] + ",v1=00" * 5000,
    ):
        response = client.post(HOOK, data=body, headers={"Whence-Signature": header.encode().decode("latin-1")})
        assert response.status_code == 400, header
        assert response.json and response.json["error"]
    assert client.post(HOOK, data=body).status_code == 400
    # The other way of signing has secrets of its own, and nobody may send both.
    assert client.post(HOOK, data=body, headers={"Stripe-Signature": good}).status_code == 400
    both = {"Stripe-Signature": good, "Whence-Signature": good}
    assert client.post(HOOK, data=body, headers=both).status_code == 400
    assert client.get(HOOK).status_code == 405
    assert amounts(app) == []
    with app.app_context():
        assert db.session.scalars(select(Delivery)).all() == []


def test_four_minutes_are_within_what_clocks_may_differ(client: FlaskClient, secret: str) -> None:
    assert deliver(client, secret, ROW, at=time.time() - 240).status_code == 200
    assert deliver(client, secret, ROW, at=time.time() + 240).status_code == 200


def test_while_a_secret_is_replaced_both_are_good_until_one_is_revoked(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    with app.app_context():
        session = db.session()
        owner = session.scalars(select(User)).one()
        _, new = make_secret(session, Origin.WHENCE, "New", str(app.secret_key), NOW, owner)
        session.commit()
    body = json.dumps(ROW).encode()
    wrong = signed("wrong", body)
    # Whoever rotates signs with both; one that fits is enough.
    header = wrong + "," + signed(new, body).partition(",")[2]
    assert client.post(HOOK, data=body, headers={"Whence-Signature": header}).status_code == 200
    assert deliver(client, secret, ROW).status_code == 200
    with app.app_context():
        session = db.session()
        old = session.scalars(select(HookSecret).order_by(HookSecret.id)).first()
        assert old is not None
        assert old.last_used_at is not None
        assert secret not in old.sealed
        revoke_secret(session, old, NOW, session.scalars(select(User)).one())
        session.commit()
    assert deliver(client, secret, ROW).status_code == 400
    assert deliver(client, new, ROW).status_code == 200


BAD = [
    (b"", "JSON"),
    (b"[1]", "one JSON object"),
    (b"\xff\xfe", "UTF-8"),
    (b"[" * 100_000, "JSON"),
    (b'{"event": "a", "event": "b"}', "twice"),
    (ROW | {"amount": "twelve"}, "not an amount"),
    (ROW | {"amount": "12.505"}, "decimals"),
    (ROW | {"amount": 0}, "nothing"),
    (ROW | {"amount": True}, "text"),
    (ROW | {"amount": {"a": 1}}, "text"),
    (ROW | {"currency": "XYZ"}, "currency"),
    (ROW | {"on": "04.03.2026"}, "year first"),
    (ROW | {"kind": "gift"}, "received"),
    (ROW | {"client": ""}, "missing"),
    (ROW | {"client": "x" * 255}, "254"),
    (ROW | {"client": "Nobody"}, "no client"),
    (ROW | {"client": "\ud800"}, "no client"),
    (ROW | {"currencies": "EUR"}, "not known"),
]


@pytest.mark.parametrize(("row", "what"), BAD)
def test_a_bad_row_is_refused_with_what_to_do_and_kept_for_staff(
    app: Flask, client: FlaskClient, secret: str, row: object, what: str
) -> None:
    response = deliver(client, secret, row)
    assert response.status_code == 422
    assert response.json and what in response.json["error"]
    assert amounts(app) == []
    with app.app_context():
        waiting = db.session.scalars(select(Delivery)).one()
        assert (waiting.state, waiting.reason) == (DeliveryState.WAITS, response.json["error"])


def test_an_amount_may_be_a_number_and_is_exact(app: Flask, client: FlaskClient, secret: str) -> None:
    raw = json.dumps(ROW | {"amount": 0}).replace(": 0", ": -1234567.10").encode()
    assert deliver(client, secret, raw).status_code == 200
    assert amounts(app) == [(-123456710, "EUR")]
    # Half of a character in a ref is no reason to fail, and what is written for it is known again.
    for event in ("e2", "e3"):
        assert deliver(client, secret, ROW | {"event": event, "ref": "\ud800"}).status_code == 200
    assert len(amounts(app)) == 2


def test_a_name_that_fits_two_is_refused_and_names_nobody_else(app: Flask, client: FlaskClient, secret: str) -> None:
    with app.app_context():
        told(db.session(), "", name="Ann Lee", email="other@lee.example")
        db.session.commit()
    response = deliver(client, secret, ROW | {"client": "ann lee"})
    assert response.status_code == 422
    assert "fits 2 clients" in response.text
    assert "@" not in response.text


def test_the_same_event_goes_in_once_the_client_is_there(app: Flask, client: FlaskClient, secret: str) -> None:
    row = ROW | {"client": "new@client.example"}
    assert deliver(client, secret, row).status_code == 422
    assert deliver(client, secret, row).status_code == 422
    with app.app_context():
        told(db.session(), "", name="New Client", email="new@client.example")
        db.session.commit()
    assert deliver(client, secret, row).json == {"status": "taken", "event": "e1"}
    assert len(amounts(app)) == 1


def test_what_waits_is_forgotten_with_the_person(app: Flask, client: FlaskClient, secret: str) -> None:
    deliver(client, secret, ROW | {"client": "gone@client.example"})
    with app.app_context():
        assert forget_bodies(db.session(), re.compile("gone@client.example")) == 1
        kept = db.session.scalars(select(Delivery)).one()
        assert (kept.body, "gone" in kept.reason) == (None, False)


def test_too_large_a_body_is_refused_before_it_is_read(client: FlaskClient, secret: str) -> None:
    assert deliver(client, secret, b" " * (256 * 1024 + 1)).status_code == 413


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_whoever_signs_wrongly_again_and_again_has_to_wait(client: FlaskClient, secret: str) -> None:
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    answers = [client.post(HOOK, data=b"{}", environ_overrides=elsewhere).status_code for _ in range(62)]
    assert answers == [400] * 60 + [429] * 2
    assert deliver(client, secret, ROW).status_code == 200


def test_a_client_is_not_made_by_a_delivery(app: Flask, client: FlaskClient, secret: str) -> None:
    deliver(client, secret, ROW | {"client": "Nobody"})
    with app.app_context():
        assert len(db.session.scalars(select(Client)).all()) == 1
