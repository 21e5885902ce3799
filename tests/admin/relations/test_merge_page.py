"""Staff merge two partners who are the same, having seen both, and take it back."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Result
from records.db import db
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.telling.statement_links import make_statement_link
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, noon, partner
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe, yolanda = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz", city="Salem")
        client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joseph Smithson")
        client(session, "Ben Brown", Result("auto", (credit(yolanda),)), "Yolanda Fitz")
        partner(session, "Ted Kostas")
        partner(session, "Ted Kostas", city="Rye")
        session.add(
            ReferralGiven(
                partner=yolanda, who="Gina", given_on=CAME, purpose="", outcome=Outcome.OPEN, created_at=noon(CAME)
            )
        )
        assert yolanda.partner
        make_statement_link(session, yolanda.partner, 90, datetime.now(UTC), None)
        db.session.commit()
    return app


def test_both_sides_are_shown_merged_and_taken_back(firm: Flask, colleague: FlaskClient) -> None:
    page = colleague.get("/admin/partners/1/merge?other=Yolanda+Fitz")
    shown = " ".join(visible(page.text).split())
    assert "Joseph Smithson stays Yolanda Fitz is merged into it" in shown
    assert "City none Salem fills the blank" in shown
    assert "What moves to Joseph Smithson 1 client they introduced 1 referral given 1 blank particular" in shown
    assert "What does not 1 link to a statement, which ends" in shown
    assert colleague.post("/admin/partners/1/merge", data=fields(page, "/merge", having="gone")).status_code == 303
    kept = colleague.get("/admin/partners/1")
    assert "Yolanda Fitz was merged into Joseph Smithson" in kept.text
    assert "Ben Brown" in kept.text
    assert colleague.get("/admin/partners/2").location == "/admin/partners/1"
    assert colleague.post("/admin/merges/1/undo", data=fields(kept, "/undo")).status_code == 303
    assert "Ben Brown" in colleague.get("/admin/partners/2").text
    assert "Ben Brown" not in colleague.get("/admin/partners/1").text


def test_of_several_one_is_chosen_and_nobody_is_said(firm: Flask, colleague: FlaskClient) -> None:
    several = colleague.get("/admin/partners/1/merge?other=Ted+Kostas").text
    assert "Several can be meant" in several
    assert 'href="/admin/partners/1/merge?other=4"' in several
    assert "Merge them" not in several
    assert "Merge them" in colleague.get("/admin/partners/1/merge?other=4").text
    assert "No other partner is called" in colleague.get("/admin/partners/1/merge?other=Nobody").text
    assert "No other partner is called" in colleague.get("/admin/partners/1/merge?other=Joseph+Smithson").text


def test_a_choice_that_cannot_be_is_said_and_changes_nothing(firm: Flask, colleague: FlaskClient) -> None:
    form = fields(colleague.get("/admin/partners/1/merge?other=Yolanda+Fitz"), "/merge", having="gone")
    for gone in ("1", "99", "x", ""):
        answer = colleague.post("/admin/partners/1/merge", data=form | {"gone": gone})
        assert (answer.status_code, answer.location) == (303, "/admin/partners/1/merge")
    assert "was merged" not in colleague.get("/admin/partners/1").text
