"""Deliveries to the webhook as another program signs and sends them; the signing is the test's own."""

import hmac
import json
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from records.db import db
from records.delivered.hook_secrets import Origin, make_secret
from records.money.payments import Payment
from records.staff.users import UserRole, add_user
from tests.records.firm_of_tests import NOW, told

HOOK = "/hooks/payments"
ROW = {"event": "e1", "client": "C1", "amount": "12.50", "currency": "EUR", "on": "2026-03-04", "kind": "billed"}


def firm_with_secret(app: Flask, origin: Origin = Origin.WHENCE, given: str = "") -> str:
    """A client with the ref C1, and a secret of an owner's; returns its text."""
    with app.app_context():
        session = db.session()
        client = told(session, "", name="Ann Lee", email="ann@lee.example").client
        client.ref = "C1"
        owner = add_user(session, "hooks@firm.example", UserRole.OWNER, "a long password", "Olive")
        _, text = make_secret(session, origin, "The books", str(app.secret_key), NOW, owner, given)
        session.commit()
    return text


def signed(secret: str, body: bytes, at: float | None = None) -> str:
    """The value of a header of signature."""
    stamp = str(int(time.time() if at is None else at))
    return f"t={stamp},v1={hmac.new(secret.encode(), stamp.encode() + b'.' + body, 'sha256').hexdigest()}"


def deliver(
    client: FlaskClient, secret: str, row: Any, header: str = "Whence-Signature", at: float | None = None
) -> TestResponse:
    """Send a row, or the bytes that are given, signed."""
    body = row if isinstance(row, bytes) else json.dumps(row).encode()
    return client.post(HOOK, data=body, headers={header: signed(secret, body, at)}, content_type="application/json")


def amounts(app: Flask) -> list[tuple[int, str]]:
    """The payments that are kept, in minor units."""
    with app.app_context():
        kept = select(Payment.amount, Payment.currency).order_by(Payment.id)
        return [(amount, currency) for amount, currency in db.session.execute(kept)]
