"""Referrals given in a real browser: logged by the keyboard alone in a few strokes, and right in every look."""

from flask import Flask
from playwright.sync_api import Page, expect

from records.db import db
from records.relations.given.outcomes import log_referral
from records.sources import Source
from tests.admin.relations.given.referring import three_partners
from tests.admin.small_firm import CAME, noon
from tests.browser.looks import check_every_look


def tab_to(page: Page, name: str) -> None:
    """Go on with the tabulator until the thing of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if " ".join(page.evaluate("document.activeElement.textContent").split()) == name:
            return
    raise AssertionError(f"the tabulator does not reach {name!r}")


def test_a_referral_is_logged_and_won_by_keyboard_alone_without_script(
    app: Flask, colleague_page_without_script: Page
) -> None:
    page = colleague_page_without_script
    three_partners(app)
    page.goto("/admin/answers")
    tab_to(page, "Log a referral")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Log a referral").wait_for()
    expect(page.get_by_label("Who", exact=True)).to_be_focused()
    page.keyboard.type("Mia Lopez")
    page.keyboard.press("Tab")
    page.keyboard.type("a leaking tap")
    page.keyboard.press("Tab")
    page.keyboard.type("Joe Smith")
    page.keyboard.press("Enter")
    # Two have the name: one stroke more says which.
    expect(page.get_by_text("can be several partners")).to_be_visible()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mia Lopez to Joe Smith")).to_be_visible()
    tab_to(page, "Won")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mia Lopez is won now.")).to_be_visible()
    tab_to(page, "Undo that it is won")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is as it was before.")).to_be_visible()


def test_the_pages_of_referrals_look_right_everywhere(app: Flask, owner_page: Page) -> None:
    page = owner_page
    page.goto("/admin/referrals")
    check_every_look(page)
    three_partners(app)
    with app.app_context():
        session = db.session()
        nisha = session.get_one(Source, 3)
        for who in ("Bartholomew-Maximilian Featherstonehaugh", "Bart Featherstonehaugh"):
            log_referral(
                session, nisha, who, CAME, noon(CAME), purpose="a house " * 20, expected=10**12, currency="USD"
            )
        session.commit()
    for address in (
        "/admin/referrals?which=due",
        "/admin/referrals/1",
        "/admin/partners/3/asking",
        "/admin/referrals/new?purpose=a+leak&city=Quincy&suggest=1&who=Mia",
    ):
        page.goto(address)
        check_every_look(page)
    page.get_by_label("To whom").fill("Nobody Known")
    page.get_by_role("button", name="Log it").last.click()
    page.get_by_text("Choose below what is meant").first.wait_for()
    check_every_look(page)
    page.get_by_label("Who", exact=True).fill("Bart Featherstonehaugh")
    page.get_by_label("To whom").fill("Nisha Patel")
    page.get_by_label("When").fill(CAME.isoformat())
    page.get_by_role("button", name="Log it").last.click()
    page.get_by_text("may be logged already").wait_for()
    check_every_look(page)
