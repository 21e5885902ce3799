"""A client who opens the form, fills it in and sends it, and what the firm has then."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from tests.rig.forms import fields

FORM = "/f/new-client"
FRAME = "/e/new-client"
THANKS = "/f/new-client/thanks"

WORDS = {
    "name": "Maria Lopez",
    "email": "maria@mail.example",
    "phone": "",
    "need": "My landlord keeps the deposit.",
    "choice": "recommended",
    "answer": "Nisha at the bakery, I think",
    "searched": "",
}


def payload(client: FlaskClient, /, address: str = FORM, **changes: str) -> dict[str, str]:
    """What a browser sends of a form that was opened just now and filled in well, but for the changes."""
    return fields(client.get(address), address) | WORDS | changes


def send(client: FlaskClient, /, **changes: str) -> TestResponse:
    """Open a form, fill it in and send it."""
    return client.post(FORM, data=payload(client, **changes))


def submissions(app: Flask) -> list[Submission]:
    """Every submission, the oldest first, with its client and its visits."""
    with app.app_context():
        rows = list(db.session.scalars(select(Submission).order_by(Submission.id)))
        for row in rows:
            _ = row.client, [touch.landing_url for touch in row.touches]
        return rows


def clients(app: Flask) -> list[Client]:
    """Every client, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Client).order_by(Client.id)))


def only(found: list[Any]) -> Any:
    """The one that there should be."""
    assert len(found) == 1, found
    return found[0]
