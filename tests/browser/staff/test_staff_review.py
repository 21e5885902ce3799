"""The way of an answer through the staff pages: with the keyboard alone, and without any script."""

import json

from flask import Flask
from flask.testing import FlaskCliRunner
from playwright.sync_api import Locator, Page, expect

from records.db import db
from tests.admin.small_firm import client, credit, grouped, partner, pays, waits
from tests.browser.looks import check_every_look
from tests.rig.people import OWNER


def press_when_ready(page: Page, key: str) -> None:
    """Keys decide from when the page is there with its scripts."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_a_review_is_done_with_the_keyboard_alone_and_seen_in_the_ranking(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        doubt = waits(credit(joe, span=(0, 3)), credit(nisha))
        for name, answer in (("Ana Adams", "Joe from the bank"), ("Ann Other", "Joe from the bank!")):
            pays(session, client(session, name, doubt, answer), 100_000)
        client(session, "Ben Brown", waits(), "a tall person at the gym")
        client(session, "Cara Clark", waits(), "somebody")
        grouped(session)
        db.session.commit()
    page, keys = owner_page, owner_page.keyboard
    page.goto("/admin/?by=clients")
    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keys.press("Enter")
    # Past the tabs and the period to what the note offers.
    tab_to(page, page.get_by_role("link", name="Review them"))
    keys.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(heading).to_have_text("What brought Ana Adams?")
    # The group opens at its first answer; what is typed there is typed, and decides nothing.
    press_when_ready(page, "g")
    expect(page.get_by_role("checkbox", name="Ann Other")).to_be_focused()
    keys.press("a")
    expect(page.locator("[name=other]")).to_be_focused()
    keys.type("u21")
    expect(page.locator("[name=other]")).to_have_value("u21")
    keys.press("Escape")
    # One key, and the next one has the focus, with the undo beside it.
    keys.press("1")
    expect(page.get_by_role("status")).to_contain_text(
        "Ana Adams now counts for Joe Smith, and 1 other with the same words."
    )
    expect(page.get_by_role("heading", name="Remember “Joe” as Joe Smith?")).to_be_focused()
    press_when_ready(page, "o")
    expect(heading).to_have_text("What brought Ben Brown?")
    expect(heading).to_be_focused()
    press_when_ready(page, "u")
    expect(page.get_by_role("status")).to_contain_text("Ben Brown now counts as unknown.")
    expect(heading).to_have_text("What brought Cara Clark?")
    press_when_ready(page, "z")
    expect(page.get_by_role("status")).to_contain_text("The decision about Ben Brown is undone")
    expect(heading).to_have_text("What brought Ben Brown?")
    press_when_ready(page, "s")
    keys.type("Joe Smith")
    keys.press("Tab")
    keys.type("75")
    keys.press("Tab")
    keys.type("Nisha Patel")
    keys.press("Tab")
    keys.type("25")
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("counts for Joe Smith, shared with Nisha Patel")
    page.goto("/admin/?by=clients&credit=shared")
    expect(page.get_by_role("row", name="Joe Smith").get_by_role("cell").nth(1)).to_have_text("2¾")


def test_what_is_put_off_is_done_for_today_and_keys_can_be_switched_off(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        client(db.session(), "Cara Clark", waits(), "somebody")
        db.session.commit()
    page, keys = owner_page, owner_page.keyboard
    page.goto("/admin/answers")
    keys.press("t")
    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    # Whoever switches the keys off presses nothing by chance (WCAG 2.1.4), and everything else works as before.
    page.locator("summary", has_text="put off until tomorrow").click()
    page.get_by_role("link", name="Cara Clark").click()
    page.get_by_role("button", name="Switch single keys off").click()
    expect(page.get_by_text("Single keys are off.").first).to_be_visible()
    keys.press("u")
    expect(page.locator("kbd")).to_have_count(0)
    expect(page.get_by_role("button", name="Take it up again")).to_be_visible()
    page.get_by_role("button", name="It cannot be known").click()
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
    # The menu has a link of this name too, and comes first: what is meant is the heading of the column.
    page.get_by_role("main").get_by_role("link", name="Clients", exact=True).click()
    expect(page.get_by_role("heading", name="Which channels bring the most clients?")).to_be_visible()
    for word in ("of=channels", "period=12-months", "credit=shared", "by=clients"):
        assert word in page.url


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
    page.locator("summary", has_text="Another source or client").click()
    page.locator("[name=other]").fill("Stephen Millar")
    # Without script a key decides nothing, and none is shown.
    expect(page.locator("kbd").first).to_be_hidden()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remember “Big Stevo”").click()
    expect(page.get_by_role("status")).to_contain_text("“Big Stevo” now leads to Stephen Millar.")

    page.goto("/admin/?by=clients")
    row = page.get_by_role("row", name="Stephen Millar")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")
    found = runner.invoke(args=["rank", "--by", "clients", "--format", "json"])
    ranked = json.loads(found.stdout)
    assert [(each["name"], each["clients"]) for each in ranked["rows"]] == [("Stephen Millar", 1)]
    row.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("link", name="Ana Adams")).to_be_visible()


def test_what_was_typed_while_somebody_was_signed_out_goes_on_after_the_sign_in(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith")
        client(session, "Ana Adams", waits(), "somebody at the club")
        db.session.commit()
    page = owner_page
    page.goto("/admin/answers")
    page.locator("summary", has_text="Somebody or something new").click()
    page.locator("[name=name]").fill('Karen "Kay" Osterhaus')
    elsewhere = page.context.new_page()
    elsewhere.goto("/admin/")
    elsewhere.get_by_role("button", name="Sign out").click()
    elsewhere.wait_for_url("**/sign-in")
    page.locator("[name=name]").press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Nothing was lost, and nothing is saved yet")
    expect(heading).to_be_focused()
    check_every_look(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in = opened.value
    sign_in.locator("[name=email]").fill(OWNER.email)
    sign_in.locator("[name=password]").fill(OWNER.password)
    sign_in.locator("[name=password]").press("Enter")
    sign_in.wait_for_url("**/admin/")
    page.get_by_role("button", name="I have signed in: go on").click()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("status")).to_contain_text('Ana Adams now counts for Karen "Kay" Osterhaus.')


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached in {most} steps")
