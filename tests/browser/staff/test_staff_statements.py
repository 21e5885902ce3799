"""Partners' statements and the pages that keep the directory clean, in every look; and a partner who answers."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from attribution import Entity, Result
from records.db import db
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.known.organisations import belong_to
from records.relations.telling.statement_links import make_statement_link, token_of
from records.relations.telling.statement_totals import make_total
from tests.admin.small_firm import CAME, client, credit, noon, partner
from tests.browser.looks import check_every_look


@pytest.fixture
def token(app: Flask) -> str:
    """A firm with a link to the statement of Hudson Tax, whose person is Joe Smith."""
    with app.app_context():
        session = db.session()
        hudson, joe = partner(session, "Hudson Tax"), partner(session, "Joe Smith")
        partner(session, "Hudson Tax LLP")
        assert hudson.partner
        assert joe.partner
        hudson.partner.entity = Entity.BUSINESS
        hudson.partner.email = "desk@hudson.example"
        belong_to(session, joe.partner, hudson)
        judged = Result("auto", (credit(hudson),))
        client(session, "Ana Adams", judged, "Hudson Tax", may_tell=True)
        for number in range(5):
            client(session, f"Past {number}", judged, "Hudson Tax", came=CAME.replace(year=2024))
        values = {"purpose": "", "outcome": Outcome.OPEN, "created_at": noon(CAME)}
        session.add(ReferralGiven(partner=hudson, who="Gina Gold", given_on=CAME, **values))
        link = make_statement_link(session, hudson.partner, 90, datetime.now(UTC), None)
        make_total(session, hudson, datetime.now(UTC))
        db.session.commit()
        return token_of(link, "only for tests")


def test_every_page_looks_right(token: str, owner_page: Page) -> None:
    for address in (
        f"/s/{token}",
        "/s/nothing",
        "/admin/statements",
        "/admin/partners/duplicates",
        "/admin/partners/1/with-people",
    ):
        owner_page.goto(address)
        for part in owner_page.locator("details").all():
            part.evaluate("part => part.open = true")
        check_every_look(owner_page)
    owner_page.goto("/admin/partners/1/statement")
    frame = owner_page.frame_locator("iframe.preview")
    expect(frame.get_by_role("heading", name="Statement for Hudson Tax")).to_be_visible()
    expect(frame.get_by_role("button", name="Send").last).to_be_disabled()
    # Axe waits a minute for a frame that runs no script; the same page was looked at by itself above.
    owner_page.locator("iframe.preview").evaluate("frame => frame.remove()")
    check_every_look(owner_page)


def test_a_partner_answers_by_the_keyboard_and_without_script(token: str, page_without_script: Page) -> None:
    page = page_without_script
    page.goto(f"/s/{token}")
    page.get_by_text(re.compile("Say what became of it")).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Became")
    page.keyboard.press("Tab")
    page.keyboard.type("much")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What it was worth to you")).to_have_value("much")
    page.get_by_label("What it was worth to you").fill("1,200")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("What you said is kept")
    expect(page.get_by_text("worth $1,200.00 to you")).to_be_visible()
