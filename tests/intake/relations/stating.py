"""A firm with two partners who have a statement each."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from attribution import Result
from records.consents import Covers, note_consent
from records.db import db
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.telling.statement_links import make_statement_link, token_of
from records.sources import Source
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays
from tests.records.firm_of_tests import reviewer

KEY = "only for tests"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@dataclass(frozen=True)
class Firm:
    """Two partners with a link each, and the number of the referral that Joe was given."""

    app: Flask
    joe: int
    token: str
    nisha: int
    other: str
    referral: int


def given(source: Source, who: str) -> ReferralGiven:
    values = {"purpose": "a quiet matter", "outcome": Outcome.OPEN, "created_at": noon(CAME)}
    return ReferralGiven(partner=source, who=who, given_on=CAME, **values)


def stating_firm(app: Flask) -> Firm:
    """Joe has sent four clients of different consent, and has been sent one; Nisha has sent another."""
    with app.app_context():
        session, user = db.session(), reviewer(db.session())
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        for name, tick in [("Ana Adams", True), ("Ben Brown", False), ("Cara Clark", True)]:
            pays(session, client(session, name, Result("auto", (credit(joe),)), "Joe Smith", may_tell=tick), 123_400)
        told = client(session, "Dev Davis", Result("auto", (credit(joe),)), "Joe Smith", may_tell=True)
        pays(session, told, 98_700)
        note_consent(session, told, Covers.OUTCOME, True, "by letter", noon(CAME) + timedelta(days=1), user)
        client(session, "Ella Evans", Result("auto", (credit(nisha),)), "Nisha", may_tell=True)
        referrals = [given(joe, "Gina Gold"), given(nisha, "Hal Hart")]
        session.add_all(referrals)
        links = [
            make_statement_link(session, each.partner, 90, datetime.now(UTC), user)
            for each in (joe, nisha)
            if each.partner
        ]
        db.session.commit()
        tokens = [token_of(each, KEY) for each in links]
        return Firm(app, joe.id, tokens[0], nisha.id, tokens[1], referrals[0].id)


def opened(client: FlaskClient, token: str) -> TestResponse:
    return client.get(f"/s/{token}", headers=BROWSER)
