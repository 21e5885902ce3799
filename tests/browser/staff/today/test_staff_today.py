"""Today is read and gone through with the keyboard alone, without script, and looks right full and empty."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.today.busy_firm import busy_firm
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look


@pytest.mark.parametrize("width", [320, 1280])
def test_a_line_leads_to_what_is_to_be_done_without_script(
    app: Flask, colleague_page_without_script: Page, width: int
) -> None:
    busy_firm(app)
    page = colleague_page_without_script
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/admin/")
    if width == 320:
        page.get_by_role("button", name="Menu").press("Enter")
    press_enter(page.get_by_role("link", name="Today", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today, ")
    to_do = page.get_by_role("region", name="To do")
    first = to_do.get_by_role("link", name="First steps")
    first.focus()
    page.keyboard.press("Tab")
    expect(to_do.get_by_role("link", name="3 answers to decide")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 answers wait for review")).to_be_visible()
    page.goto("/admin/today")
    press_enter(page.get_by_role("region", name="New in the last seven days").get_by_role("link", name="3 by partners"))
    expect(page.get_by_text("3 clients who came")).to_be_visible()


def test_the_page_looks_right_full_and_empty(app: Flask, owner_page: Page) -> None:
    owner_page.goto("/admin/today")
    check_every_look(owner_page)
    busy_firm(app)
    owner_page.goto("/admin/today")
    expect(owner_page.get_by_role("heading", name="When there is time")).to_be_visible()
    check_every_look(owner_page)
