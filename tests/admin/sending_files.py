"""Sending files to the pages of imports, as somebody at a browser does."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from records.answers.recording import new_client
from records.clients import Client
from records.db import db
from records.money.payments import Payment
from tests.admin.small_firm import noon
from tests.rig.forms import fields

IMPORTS = "/admin/imports"
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "exports"


def clients_of(app: Flask, *people: tuple[str, str]) -> list[int]:
    """Clients of these names and e-mail addresses; their numbers."""
    with app.app_context():
        made: list[Client] = []
        for name, email in people:
            client = new_client(db.session(), name, noon(date(2026, 3, 1)), email=email, door="by hand")
            made.append(client)
        db.session.commit()
        return [client.id for client in made]


def give(owner: FlaskClient, content: str | bytes, name: str = "payments.csv", kind: str = "payments") -> TestResponse:
    """Send a file on the page for one."""
    data = fields(owner.get(f"{IMPORTS}/new"), IMPORTS, having="kind")
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    sent = owner.post(IMPORTS, data=data | {"kind": kind, "file": (file, name)}, content_type="multipart/form-data")
    # A large body is a file of its own, which a browser would not leave open.
    sent.request.environ["wsgi.input"].close()
    return sent


def lines(*rows: str) -> str:
    """A file of these lines."""
    return "\n".join(rows) + "\n"


def press(client: FlaskClient, page: TestResponse, action: str, **changes: str) -> TestResponse:
    """Send the form of a page whose address ends so."""
    data = fields(page, action) | changes
    address = next(each for each in _addresses(page.text) if each.endswith(action))
    return client.post(address, data=data)


def _addresses(html: str) -> Sequence[str]:
    return [part.partition('"')[0] for part in html.split('action="')[1:]]


HEADER = "ref,client,amount,currency,on,kind"
ANA = ("Ana Adams", "ana@adams.example")
BEN = ("Ben Brown", "ben@brown.example")
MIXED = lines(
    HEADER,
    "R1,Ana Adams,1250.00,USD,2026-03-04,received",
    "R2,Somebody Else,80.00,EUR,2026-03-05,received",
    "R3,Ana Adams,many,USD,2026-03-06,received",
    ",ben@brown.example,-20.00,USD,2026-03-07,received",
)


def payments(app: Flask) -> list[tuple[str, int, str, date]]:
    """Whose each payment is, its amount, currency and day."""
    with app.app_context():
        rows = db.session.execute(
            select(Client.name, Payment.amount, Payment.currency, Payment.paid_on).join(Client).order_by(Payment.id)
        )
        return [tuple(row) for row in rows]


def count(app: Flask, table: type) -> int:
    """How many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0
