"""The page of the monthly report in every look, and by the keyboard."""

from flask import Flask
from playwright.sync_api import Page

from tests.admin.small_firm import full_firm
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look


def test_the_page_looks_right_everywhere_and_is_switched_by_keyboard(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    owner_page.goto("/admin/report")
    press_enter(owner_page.get_by_role("button", name="Send it to"))
    owner_page.get_by_text("from now on").wait_for()
    check_every_look(owner_page)
    press_enter(owner_page.get_by_role("button", name="Stop"))
    owner_page.get_by_text("No more reports go to").wait_for()
