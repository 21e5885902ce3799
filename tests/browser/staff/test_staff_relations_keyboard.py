"""Relationships by the keyboard alone: thanking by card and by mail, and two partners who are one and two again."""

from flask import Flask
from playwright.sync_api import Page, expect

from attribution import Result
from records.db import db
from tests.admin.small_firm import client, credit, partner
from tests.browser.looks import check_every_look
from tests.browser.staff.test_staff_referrals import tab_to


def test_thanks_and_duplicates_need_no_mouse(app: Flask, owner_page: Page) -> None:
    page = owner_page
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", email="joe@smith.example")
        partner(session, "Joseph Smith")
        client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith", may_tell=True)
        client(session, "Ben Brown", Result("auto", (credit(joe),)), "Joe Smith")
        session.commit()

    # A card for one of two, and a mail that is read before it goes for the other.
    page.goto("/admin/thanks")
    tab_to(page, "Thank Joe Smith")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank Joe Smith")).to_be_visible()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("How", exact=True).focus()
    page.keyboard.type("by a card")
    tab_to(page, "Go on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Joe Smith is thanked.")
    page.goto("/admin/thanks")
    tab_to(page, "Thank Joe Smith")
    page.keyboard.press("Enter")
    page.get_by_label("How", exact=True).focus()
    page.keyboard.type("by mail")
    tab_to(page, "Go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/thanks/drafts/*")
    check_every_look(page)

    # Two of one name are seen side by side, merged, and two again.
    page.goto("/admin/partners/duplicates")
    tab_to(page, "See both, Joe Smith and Joseph Smith")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What moves to Joe Smith")).to_be_visible()
    tab_to(page, "Merge them")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Joseph Smith was merged into Joe Smith")).to_be_visible()
    # The page of a partner is long: what stands at its end is reached by going back.
    page.get_by_role("button", name="Undo the merge").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Joseph Smith was merged into Joe Smith on")).to_have_count(0)
    page.goto("/admin/partners/duplicates")
    tab_to(page, "They are two, Joe Smith and Joseph Smith")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody seems to be there twice")).to_be_visible()
