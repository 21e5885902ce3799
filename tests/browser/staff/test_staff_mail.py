"""The pages of outgoing mail in every look, and by the keyboard."""

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.admin.mailings.test_mail import mails
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look

__all__ = ["mails"]


@pytest.mark.parametrize(
    "address", ["/admin/mail", "/admin/mail?box=queue", "/admin/mail?box=sent", "/admin/mail/2", "/admin/mail/4"]
)
def test_a_page_of_mail_looks_right_everywhere(mails: Flask, owner_page: Page, address: str) -> None:
    owner_page.goto(address)
    check_every_look(owner_page)


def test_a_failed_mail_is_found_and_tried_again_by_keyboard(mails: Flask, owner_page: Page) -> None:
    owner_page.goto("/admin/")
    owner_page.get_by_text("More 1").press("Enter")
    press_enter(owner_page.get_by_role("link", name="Mail 1 not sent"))
    press_enter(owner_page.get_by_role("link", name="About refused"))
    press_enter(owner_page.get_by_role("button", name="Try again"))
    owner_page.get_by_text("is in the queue again").wait_for()
