"""The way of an answer through the staff pages: with the keyboard alone, and without any script."""

import json

from flask import Flask
from flask.testing import FlaskCliRunner
from playwright.sync_api import Locator, Page, expect

from records.db import db
from tests.admin.small_firm import client, credit, partner, waits


def test_a_review_is_done_with_the_keyboard_alone(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        client(session, "Ana Adams", waits(credit(joe)), "Joe from the bank sent me here yesterday evening")
        db.session.commit()
    page = owner_page
    page.goto("/admin/?by=clients")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    # Past the tabs and the period to what the note offers.
    review = page.get_by_role("link", name="Review them")
    tab_to(page, review)
    page.keyboard.press("Enter")
    proposal = page.get_by_role("radio", name="Joe Smith")
    tab_to(page, proposal)
    page.keyboard.press("Space")
    expect(proposal).to_be_checked()
    # Arrows move among the ways to decide, and their fields appear.
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Name", exact=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Name", exact=True)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Ana Adams now counts for Joe Smith.")
    # A first name alone is offered to be remembered, and not ticked.
    expect(page.get_by_role("checkbox", name="Remember “Joe” as Joe Smith")).not_to_be_checked()
    tab_to(page, page.get_by_role("button", name="Go on"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()


def test_the_period_opens_and_closes_with_the_keyboard(app: Flask, owner_page: Page) -> None:
    page = owner_page
    page.goto("/admin/")
    menu = page.locator("summary", has_text="All time")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Last quarter")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="This week")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Last quarter")).to_be_hidden()
    expect(menu).to_be_focused()


def test_everything_is_chosen_without_script(app: Flask, colleague_page_without_script: Page) -> None:
    page = colleague_page_without_script
    with app.app_context():
        client(db.session(), "Ana Adams", waits(), "Joe")
        db.session.commit()
    page.goto("/admin/")
    page.get_by_role("link", name="Channels").click()
    page.locator("summary", has_text="All time").click()
    page.get_by_role("link", name="Last 12 months").click()
    page.get_by_text("How counted").click()
    page.get_by_label("If a client names several").select_option("shared")
    page.get_by_role("button", name="Count this way").click()
    page.get_by_role("link", name="Clients", exact=True).last.click()
    for word in ("of=channels", "period=12-months", "credit=shared", "by=clients"):
        assert word in page.url
    expect(page.get_by_role("heading", name="Which channels bring the most clients?")).to_be_visible()


def test_a_form_filled_in_without_script_reaches_the_ranking_after_one_review(
    app: Flask, colleague_page_without_script: Page, runner: FlaskCliRunner
) -> None:
    page = colleague_page_without_script
    with app.app_context():
        partner(db.session(), "Stephen Millar")
        db.session.commit()
    page.goto("/f/new-client")
    page.locator("[name=name]").fill("Ana Adams")
    page.locator("[name=email]").fill("ana@mail.example")
    page.locator("[name=choice][value=recommended]").check()
    page.locator("[name=answer]").fill("Big Stevo")
    page.locator("[name=answer]").locator("xpath=ancestor::form").locator("button").last.click()
    page.wait_for_url(lambda address: not address.endswith("/f/new-client"))

    page.goto("/admin/answers")
    expect(page.locator("blockquote")).to_have_text("Big Stevo")
    page.get_by_label("Another source or client").check()
    page.locator("[name=other]").fill("Stephen Millar")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status")).to_contain_text("“Big Stevo” now leads to Stephen Millar.")

    page.goto("/admin/?by=clients")
    row = page.get_by_role("row", name="Stephen Millar")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    found = runner.invoke(args=["rank", "--by", "clients", "--format", "json"])
    ranked = json.loads(found.stdout)
    assert [(each["name"], each["clients"]) for each in ranked["rows"]] == [("Stephen Millar", 1)]
    row.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("link", name="Ana Adams")).to_be_visible()


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached in {most} steps")
