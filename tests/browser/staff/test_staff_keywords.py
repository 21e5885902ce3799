"""Keywords in a real browser: spellings are moved with the keyboard alone, and an export is taken in without script."""

from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.searching_firm import TOTALS, searching_firm


def test_a_spelling_is_moved_and_brought_back_with_the_keyboard(app: Flask, owner_page: Page, tmp_path: Path) -> None:
    searching_firm(app, tmp_path)
    page = owner_page
    page.goto("/admin/?of=keywords")
    page.get_by_role("link", name="best lawyer").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("“best lawyer”")
    page.get_by_role("checkbox", name="lawyer best").focus()
    page.keyboard.press("Space")
    # Past the numbers of its row and of the one below, with its own tick, to the field.
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.get_by_label("The keyword they belong to")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("“lawyer best” is a keyword of its own now.")
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The move is undone.")
    expect(page.get_by_role("checkbox", name="lawyer best")).to_be_visible()


def test_an_export_is_taken_in_and_its_estimates_seen(colleague_page_without_script: Page, tmp_path: Path) -> None:
    page = colleague_page_without_script
    file = tmp_path / "Queries.csv"
    file.write_text(TOTALS, encoding="utf-8")
    page.goto("/admin/?of=keywords")
    page.get_by_role("link", name="Take in an export of Google or Bing").click()
    page.get_by_label("The export").set_input_files(file)
    page.get_by_label("From").fill("2026-03-01")
    page.get_by_label("To", exact=True).fill("2026-03-31")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status")).to_contain_text("3 queries taken in.")
    page.get_by_role("link", name="Mar 1, 2026 to Mar 31, 2026").click()
    expect(page.get_by_role("table", name="Estimated keywords")).to_contain_text("best lawyer")


def test_the_grid_leads_to_a_client_with_the_keyboard(app: Flask, owner_page: Page, tmp_path: Path) -> None:
    searching_firm(app, tmp_path)
    page = owner_page
    page.goto("/admin/")
    page.get_by_role("link", name="Said and clicked").focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Partner")
    row.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients who said: Partner, clicked: Search engine")
    expect(page.get_by_role("link", name="Ella Evans")).to_be_visible()
