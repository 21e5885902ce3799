"""What was taught, in every look: lists, an alias that decides, one that is suspended, and what was turned down."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.queue.test_alias import asked, directory
from tests.browser.looks import check_every_look


def test_the_pages_of_what_was_taught_look_right_everywhere(app: Flask, owner_page: Page) -> None:
    page = owner_page
    for address in ("/admin/aliases", "/admin/rejections"):
        page.goto(address)
        check_every_look(page)
    directory(app, "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley", "Nisha Patel", "Thomas Grzegorczyk")
    first, second, third, fourth, fifth = asked(
        app, "Big Stevo", "big stevo sent me", "it was Big Stevo", "Tom", "Nisha Patel told me"
    )
    settle(page, first, "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley")
    check_every_look(page)
    page.get_by_role("button", name="Remember “Big Stevo”").click()
    settle(page, second, "Nisha Patel")
    page.goto(f"/admin/answers/{third}")
    page.get_by_text("Look at the alias").wait_for()
    check_every_look(page)
    page.goto(f"/admin/answers/{second}")
    page.get_by_role("button", name="Undo this decision").wait_for()
    check_every_look(page)
    settle(page, fourth, "Thomas Grzegorczyk")
    expect(page.get_by_text("a first name and nothing more")).to_be_visible()
    check_every_look(page)
    page.goto(f"/admin/answers/{fifth}")
    page.get_by_text("Not this one?").click()
    check_every_look(page)
    page.get_by_role("button", name="is not Nisha Patel").click()
    page.get_by_text("will not be counted").wait_for()
    check_every_look(page)
    for address in (
        "/admin/aliases",
        "/admin/aliases/1",
        "/admin/rejections",
        "/admin/rejections/1",
        "/admin/partners/1",
    ):
        page.goto(address)
        check_every_look(page)
    page.goto("/admin/aliases/1")
    page.locator("[name=words]").fill("my dentist")
    page.get_by_role("button", name="Save the change").click()
    page.get_by_text("carry no name").wait_for()
    check_every_look(page)


def test_an_alias_is_taught_and_undone_without_script_by_the_keyboard(
    app: Flask, colleague_page_without_script: Page
) -> None:
    page = colleague_page_without_script
    directory(app, "Stephen Millar")
    first, _ = asked(app, "Big Stevo", "big stevo sent me")
    settle(page, first, "Stephen Millar")
    page.get_by_role("button", name="Remember “Big Stevo”").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 more answer now counts for Stephen Millar.")
    page.locator(".more > summary").click()
    page.get_by_role("link", name="Aliases").click()
    page.get_by_role("link", name="Big Stevo").click()
    expect(page.get_by_role("heading", name="“Big Stevo” leads to Stephen Millar")).to_be_visible()
    undo = page.get_by_role("button", name="Undo it")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("as if it had never been said")
    expect(page.get_by_role("heading", name="Nothing was taught yet")).to_be_visible()


def settle(page: Page, answer: int, name: str) -> None:
    """Decide that an answer means somebody."""
    page.goto(f"/admin/answers/{answer}")
    for taken_out in page.locator("[name^=with-]").all():
        taken_out.uncheck(force=True)
    page.locator("summary", has_text="Another source or client").click()
    page.locator("[name=other]").fill(name)
    page.get_by_role("button", name="Count for them").click()
    page.get_by_text("now counts for").first.wait_for()
