"""Staff make the link to a partner's statement, see what the partner sees, send it by mail, and end it."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from commands.jobs.statements import make_totals
from records.clients import Stage
from records.db import db
from records.mail import Mail
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.telling.statement_totals import StatementTotal
from records.sources import Partner
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, noon, partner
from tests.rig.forms import fields
from tests.rig.people import VIEWER, give_account, signed_in

PAGE = "/admin/partners/1/statement"
MAKE = "/admin/partners/1/statement-links"


@pytest.fixture(autouse=True)
def joe(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        source = partner(session, "Joe Smith", email="joe@smith.example")
        judged = Result("auto", (credit(source),))
        client(session, "Ana Adams", judged, "Joe Smith", may_tell=True)
        for number in range(6):
            old = client(session, f"Past {number}", judged, "Joe Smith", came=CAME.replace(year=2024))
            old.stage = Stage.WON if number else Stage.LOST
        values = {"purpose": "", "outcome": Outcome.OPEN, "created_at": noon(CAME)}
        session.add(ReferralGiven(partner=source, who="Gina Gold", given_on=CAME, **values))
        db.session.commit()


def make(who: FlaskClient) -> str:
    """Make a link through the page, by two presses, and give its path as the page shows it."""
    form = fields(who.get(PAGE), MAKE)
    assert [who.post(MAKE, data=form).status_code for _ in range(2)] == [303, 303]
    found = re.search(r'id="statement-address"[^>]* value="http://localhost([^"]+)"', who.get(PAGE).text)
    assert found
    return found[1]


def test_staff_make_a_link_see_the_page_and_end_it(app: Flask, owner: FlaskClient, stranger: FlaskClient) -> None:
    path = make(owner)
    shown = visible(stranger.get(path).text)
    assert "Ana Adams" in shown
    assert "6 people you sent us until Dec 31" in shown
    assert "5 became clients of ours" in shown
    preview = re.search(r'<iframe[^>]* src="(/s/preview-[^"]+)"', owner.get(PAGE).text)
    assert preview
    # But for what only the holder of the link is told, and the forms, it is the same page.
    seen = visible(stranger.get(preview[1]).text)
    assert seen.split("Whom you sent us")[1] == shown.split("Whom you sent us")[1]
    assert all(f"Past {number}" in owner.get(PAGE).text for number in range(6))
    assert "Nobody has opened it yet" not in owner.get("/admin/partners/1").text
    end = fields(owner.get(PAGE), "/revocation")
    assert owner.post("/admin/statement-links/1/revocation", data=end).status_code == 303
    assert stranger.get(path).status_code == 404
    assert make(owner) != path


def test_the_letter_is_sent_once_and_only_when_somebody_sends_it(app: Flask, owner: FlaskClient) -> None:
    path = make(owner)
    form = fields(owner.get(PAGE), "/mails")
    assert path in form["text"]
    with app.app_context():
        assert not db.session.scalars(select(Mail)).all()
    for _ in range(2):
        assert owner.post("/admin/statement-links/1/mails", data=form).status_code == 303
    with app.app_context():
        (mail,) = db.session.scalars(select(Mail)).all()
        assert (mail.to, mail.user.email if mail.user else "", mail.kind) == (
            "joe@smith.example",
            "olive@firm.example",
            "statement",
        )
        assert "Ana" not in mail.text
    wrong = owner.post("/admin/statement-links/1/mails", data=form | {"subject": ""})
    assert wrong.status_code == 422
    assert path in fields(wrong, "/mails")["text"]
    with app.app_context():
        db.session.get_one(Partner, 1).email = ""
        db.session.commit()
    assert "No e-mail address of Joe Smith is written down" in owner.get(PAGE).text


def test_what_the_partner_said_is_new_until_somebody_has_seen_it(owner: FlaskClient, stranger: FlaskClient) -> None:
    path = make(owner)
    told = fields(stranger.get(path), "/outcome") | {"outcome": "won", "value": "900"}
    assert stranger.post(f"{path}/referrals/1/outcome", data=told).status_code == 303
    shown = visible(owner.get("/admin/partners/1").text)
    assert "Gina Gold : won, worth $900.00 (it was open before)" in shown
    assert "(1 new)" in shown
    seen = "/admin/partners/1/statement-words/seen"
    assert owner.post(seen, data=fields(owner.get("/admin/partners/1"), seen)).status_code == 303
    assert "seen by olive" in visible(owner.get("/admin/partners/1").text)


def test_only_an_owner_chooses_whether_money_is_shown(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    form = fields(owner.get("/admin/statements"), "/statements")
    assert form["money"] == "no"
    odd = owner.post("/admin/statements", data=form | {"money": "perhaps"})
    assert (odd.status_code, "Choose one of the list." in odd.text) == (422, True)
    assert owner.post("/admin/statements", data=form | {"money": "yes"}).status_code == 303
    assert "as olive chose" in visible(owner.get("/admin/statements").text)
    refused = fields(colleague.get("/admin/"), "/sign-out") | {"money": "no"}
    assert colleague.post("/admin/statements", data=refused).status_code == 404


def test_whoever_may_only_look_is_not_given_the_link(app: Flask, owner: FlaskClient) -> None:
    path = make(owner)
    give_account(app, VIEWER)
    page = signed_in(app, VIEWER).get(PAGE)
    assert page.status_code == 200
    assert path not in page.text


def test_totals_are_made_by_the_job_when_a_year_is_over(app: Flask, owner: FlaskClient, stranger: FlaskClient) -> None:
    path = make(owner)
    with app.app_context():
        session = db.session()
        assert make_totals(session, datetime.now(UTC)) is None
        judged = Result("auto", (credit(session.get_one(Partner, 1).source),))
        for number in range(5):
            client(session, f"Late {number}", judged, "Joe Smith", came=CAME.replace(year=2025))
        db.session.commit()
    stranger.get(path)
    with app.app_context():
        session = db.session()
        # Opening the page has made none.
        assert len(session.scalars(select(StatementTotal)).all()) == 1
        assert make_totals(session, datetime.now(UTC)) == "1 total of statements made"
        db.session.commit()
    shown = visible(stranger.get(path).text)
    # None of them became a client, which is told of none.
    assert re.search(r"5 people you sent us until Dec 31, \d+\.", shown)
    assert "Late" not in shown
