"""Who deserves the firm's time, in a browser: every look, by keyboard alone, and without script."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from attribution import Result
from records.db import db
from records.firm import Profession, the_firm
from records.relations.given.outcomes import log_referral
from tests.admin.small_firm import client, credit, noon, partner, pays
from tests.browser.looks import check_every_look

TODAY = datetime.now(UTC).date()


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Of one partner somebody waits for thanks, one has sent nobody, and one is new."""
    with app.app_context():
        session = db.session()
        the_firm(session).profession_kind = Profession.TRADE
        steve, joe, ada = (partner(session, name) for name in ("Steve Okafor", "Joe Barlow", "Ada New"))
        for place in range(6):
            came = TODAY - timedelta(days=500 - 10 * place)
            pays(
                session, client(session, f"Sent {place}", Result("auto", (credit(steve),)), came=came), 90_000, on=came
            )
        client(session, "The first", Result("auto", (credit(ada),)), came=TODAY)
        for place in range(5):
            log_referral(session, joe, f"Somebody {place}", TODAY, noon(TODAY))
        db.session.commit()
    return app


def test_the_list_its_records_and_its_answers_look_right_everywhere(firm: Flask, owner_page: Page) -> None:
    for address in ("/admin/time", "/admin/time/1?kind=thank", "/admin/time/2", "/admin/partners/1"):
        owner_page.goto(address)
        for part in owner_page.locator("details").all():
            part.evaluate("part => part.open = true")
        check_every_look(owner_page)
    owner_page.goto("/admin/time/2")
    owner_page.get_by_text("Not now").click()
    owner_page.get_by_label("Not before").fill(TODAY.isoformat())
    owner_page.get_by_role("button", name="Put off: Joe Barlow").click()
    expect(owner_page.get_by_text("Choose a day after today")).to_be_visible()
    check_every_look(owner_page)
    owner_page.goto("/admin/time")
    owner_page.get_by_role("button", name="Done already: Joe Barlow").click()
    owner_page.goto("/admin/time/answers")
    check_every_look(owner_page)


def test_a_suggestion_is_put_off_by_keyboard_and_without_script(
    firm: Flask, colleague_page_without_script: Page
) -> None:
    page = colleague_page_without_script
    page.goto("/admin/time")
    page.get_by_role("button", name="Not this one: Steve Okafor").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    day = TODAY + timedelta(days=40)
    page.locator("#until-1-thank").fill(day.isoformat())
    page.get_by_role("button", name="Put off: Steve Okafor").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Thank Steve Okafor: put off.")
    page.get_by_role("link", name="1 answer to suggestions").click()
    page.get_by_role("button", name="Undo: Thank Steve Okafor").click()
    expect(page.get_by_role("button", name="Done already: Steve Okafor")).to_be_visible()
