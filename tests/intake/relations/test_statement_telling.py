"""What a partner sends from their statement is kept exactly once, and nothing typed is lost."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from records.db import db
from records.firm import the_firm
from records.relations.given.outcomes import ReferralOutcome, report_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.telling.statement_words import StatementWord
from records.sources import Partner
from tests.admin.reading import visible
from tests.intake.relations.stating import Firm, opened, stating_firm
from tests.intake.trouble import without_table
from tests.records.firm_of_tests import reviewer
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Firm:
    return stating_firm(app)


def words(firm: Firm) -> list[StatementWord]:
    with firm.app.app_context():
        return list(db.session.scalars(select(StatementWord).order_by(StatementWord.id)))


def test_an_outcome_is_taken_exactly_once(firm: Firm, client: FlaskClient) -> None:
    address = f"/s/{firm.token}/referrals/{firm.referral}/outcome"
    form = fields(opened(client, firm.token), address) | {"outcome": "won", "value": "1,500.00"}
    for _ in range(2):
        sent = client.post(address, data=form)
        assert (sent.status_code, sent.location) == (303, f"/s/{firm.token}?kept=outcome#given")
    (word,) = words(firm)
    assert (word.outcome, word.before, word.value, word.currency) == (Outcome.WON, Outcome.OPEN, 150_000, "USD")
    shown = visible(client.get(f"/s/{firm.token}?kept=outcome").text)
    assert "Became a client of ours, worth $1,500.00 to you." in shown
    assert "What you said is kept" in shown
    with firm.app.app_context():
        (report,) = db.session.scalars(select(ReferralOutcome)).all()
        assert (report.by_partner, report.user_id, report.value) == (True, None, 150_000)
    # Changed words of the same page are kept beside the first.
    client.post(address, data=form | {"outcome": "lost", "value": ""})
    assert [each.outcome for each in words(firm)] == [Outcome.WON, Outcome.LOST]


def test_what_is_wrong_comes_back_filled_in(firm: Firm, client: FlaskClient) -> None:
    address = f"/s/{firm.token}/referrals/{firm.referral}/outcome"
    form = fields(opened(client, firm.token), address)
    for wrong in (
        {"outcome": "won", "value": "much"},
        {"outcome": "lost", "value": "5"},
        {"outcome": "won", "value": "-5"},
    ):
        sent = client.post(address, data=form | wrong)
        assert sent.status_code == 422
        again = fields(sent, address)
        assert (again["outcome"], again["value"]) == (wrong["outcome"], wrong["value"])
    assert client.post(address, data=form | {"outcome": "married"}).status_code == 422
    looking = client.post(f"/s/{firm.token}/looking-for", data=form | {"words": "  "})
    assert looking.status_code == 422
    long = client.post(f"/s/{firm.token}/looking-for", data=form | {"words": "x" * 2001})
    assert fields(long, "/looking-for")["words"] == "x" * 2001
    # A form without a ticket of this page, or with one of another link, is shown again and then sent.
    stale = client.post(f"/s/{firm.token}/looking-for", data={"ticket": "made up", "words": "buyers"})
    assert stale.status_code == 422
    assert "press Send once more" in visible(stale.text)
    theirs = fields(opened(client, firm.other), "/looking-for")["ticket"]
    assert client.post(f"/s/{firm.token}/looking-for", data={"ticket": theirs, "words": "buyers"}).status_code == 422
    assert not words(firm)
    assert client.post(f"/s/{firm.token}/looking-for", data=fields(stale, "/looking-for")).status_code == 303
    assert [each.words for each in words(firm)] == ["buyers"]
    assert "buyers" in opened(client, firm.token).text
    with firm.app.app_context():
        joe = db.session.get_one(Partner, firm.joe)
        assert (joe.looking_for, joe.looking_for_on) == ("buyers", the_firm(db.session()).today(datetime.now(UTC)))


def test_nothing_is_said_of_somebody_elses_referral(firm: Firm, client: FlaskClient) -> None:
    form = fields(opened(client, firm.token), "/outcome") | {"outcome": "won"}
    assert client.post(f"/s/{firm.token}/referrals/{firm.referral + 1}/outcome", data=form).status_code == 404
    with firm.app.app_context():
        won = select(func.count()).where(ReferralGiven.outcome == Outcome.WON)
        assert db.session.scalar(won) == 0


def test_without_the_database_what_was_typed_comes_back(firm: Firm, client: FlaskClient) -> None:
    form = fields(opened(client, firm.token), "/looking-for") | {"words": "first-time buyers"}
    with without_table(firm.app, "statement_words"):
        sent = client.post(f"/s/{firm.token}/looking-for", data=form)
        assert sent.status_code == 503
        assert fields(sent)["words"] == "first-time buyers"
    assert client.post(f"/s/{firm.token}/looking-for", data=fields(sent)).status_code == 303


def test_what_staff_have_said_since_stays_in_the_history(firm: Firm, client: FlaskClient) -> None:
    address = f"/s/{firm.token}/referrals/{firm.referral}/outcome"
    form = fields(opened(client, firm.token), address) | {"outcome": "contacted"}
    with firm.app.app_context():
        session = db.session()
        referral = session.get_one(ReferralGiven, firm.referral)
        report_outcome(session, referral, Outcome.LOST, datetime.now(UTC), user=reviewer(session))
        db.session.commit()
    assert client.post(address, data=form).status_code == 303
    with firm.app.app_context():
        reports = db.session.scalars(select(ReferralOutcome).order_by(ReferralOutcome.id)).all()
        assert [(each.outcome, each.by_partner) for each in reports] == [
            (Outcome.LOST, False),
            (Outcome.CONTACTED, True),
        ]
    (word,) = words(firm)
    assert (word.before, word.seen_at) == (Outcome.LOST, None)
