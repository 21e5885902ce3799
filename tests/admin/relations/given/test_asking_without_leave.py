"""A mail that asks a partner about referrals names no client who has not agreed, or who takes it back meanwhile."""

from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from records.clients import Client
from records.consents import Covers, note_consent
from records.db import db
from records.mail import Mail
from records.relations.given.outcomes import log_referral
from records.sources import Partner
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.relations.given.referring import three_partners
from tests.admin.small_firm import CAME, client, noon
from tests.rig.forms import fields

ADDRESS = "/admin/partners/3/asking"


def test_nobody_is_named_who_has_not_agreed_when_it_is_sent(app: Flask, owner: FlaskClient) -> None:
    three_partners(app)
    with app.app_context():
        session = db.session()
        shy, frank = (client(session, name, Result("none", ()), "") for name in ("Ana Adams", "Ben Brown"))
        user = session.scalars(select(User)).one()
        note_consent(session, frank, Covers.NAME, True, "phone", noon(CAME) + timedelta(days=1), user)
        nisha = session.get_one(Partner, 3).source
        for who, whom in (("Ana Adams", shy), ("Ben Brown", frank), ("Cy Unknown", None)):
            log_referral(session, nisha, who, date(2026, 3, 1), noon(CAME), client=whom)
        session.commit()
    form = fields(owner.get(ADDRESS), "/asking", having="subject") | {"about": ["1", "2", "3"]}
    for words in ({"text": "What became of Ana Adams?"}, {"text": "And Ana?"}, {"subject": "Ana Adams"}):
        refused = owner.post(ADDRESS, data=form | words)
        assert (refused.status_code, "Ana Adams did not agree" in visible(refused.text)) == (422, True)
    with app.app_context():
        ben = db.session.scalars(select(Client).where(Client.name == "Ben Brown")).one()
        note_consent(db.session(), ben, Covers.NAME, False, "phone", noon(CAME) + timedelta(days=2), reviewer_of())
        db.session.commit()
    assert owner.post(ADDRESS, data=form).status_code == 422
    fresh = fields(owner.get(ADDRESS), "/asking", having="subject") | {"about": ["1", "2", "3"]}
    assert owner.post(ADDRESS, data=fresh).status_code == 303
    with app.app_context():
        (mail,) = db.session.scalars(select(Mail)).all()
        assert [name in mail.text for name in ("Ana", "Ben", "Cy Unknown")] == [False, False, True]


def reviewer_of() -> User:
    return db.session.scalars(select(User)).one()
