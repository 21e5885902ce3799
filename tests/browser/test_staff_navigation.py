"""The way to every page: one row on a desk, whatever waits, and open to the keyboard with and without script."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from records.db import db
from records.firm import the_firm
from tests.admin.small_firm import client, waits
from tests.admin.test_mail import mails
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look

__all__ = ["mails"]


def tops(page: Page) -> set[int]:
    """Where the lines stand in which the firm, the entries and the person signed in are written."""
    parts = page.locator(".shell .firm, .shell nav > ul > li, .shell .whoami")
    return {round((box["y"] + box["height"] / 2) / 10) for part in parts.all() if (box := part.bounding_box())}


def test_all_entries_stand_in_one_row_on_a_desk_whatever_waits(mails: Flask, owner_page: Page) -> None:
    page = owner_page
    with mails.app_context():
        the_firm(db.session()).name = "Featherstonehaugh, Cholmondeley and Daughters, Accountants"
        for number in range(100):
            client(db.session(), f"Client {number}", waits(), f"somebody {number}")
        db.session.commit()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/admin/costs")
    assert len(tops(page)) == 1
    summary = page.locator(".more > summary")
    expect(summary).to_have_text("More 1 mail not sent")
    expect(summary).to_have_class("here")
    summary.press("Enter")
    expect(page.locator(".more [aria-current]")).to_have_text("Costs")
    check_every_look(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Closed months")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_rare_opens_by_the_keyboard_without_script(colleague_page_without_script: Page, width: int) -> None:
    page = colleague_page_without_script
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/admin/")
    expect(page.get_by_role("link", name="Aliases", exact=True)).to_be_hidden()
    page.locator(".more > summary").press("Enter")
    expect(page.get_by_role("link", name="Firm", exact=True)).to_have_count(0)
    press_enter(page.get_by_role("link", name="Aliases", exact=True))
    expect(page.locator(".more > summary")).to_have_class("here")
