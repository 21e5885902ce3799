"""A firm with partners to whom somebody can be referred, and the form that logs it."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from records.db import db
from records.relations.given.referrals import ReferralGiven
from tests.admin.small_firm import partner
from tests.rig.forms import fields

NEW = "/admin/referrals/new"


def three_partners(app: Flask) -> Flask:
    """Two partners of one name, a realtor, and a plumber in Quincy."""
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith", organisation="Hudson Tax", occupation="accountant")
        partner(session, "Joe Smith", occupation="plumber", city="Quincy")
        partner(session, "Nisha Patel", occupation="realtor", email="nisha@patel.example")
        db.session.commit()
    return app


def payload(page: TestResponse, **changes: str) -> dict[str, str]:
    return fields(page, "/admin/referrals") | {"who": "Mia Lopez", "partner": "Nisha Patel"} | changes


def logged(owner: FlaskClient, address: str = NEW, **changes: str) -> TestResponse:
    return owner.post("/admin/referrals", data=payload(owner.get(address), **changes))


def kept(app: Flask, number: int = 1) -> dict[str, Any]:
    with app.app_context():
        row = db.session.get_one(ReferralGiven, number)
        names = ("who", "purpose", "given_on", "expected", "expected_currency", "outcome", "value", "currency")
        return {"partner": row.partner_id} | {name: getattr(row, name) for name in (*names, "client_id", "ask_on")}


def count(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(ReferralGiven)).all())
