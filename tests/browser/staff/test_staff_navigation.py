"""The way to every page: one row on a desk, whatever waits and however long names are, and open to the keyboard."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from records.db import db
from records.firm import the_firm
from records.imports import Import, ImportState
from records.staff.users import User
from tests.admin.mailings.test_mail import mails
from tests.admin.small_firm import client, held_back, waits
from tests.admin.test_who_may import taken_in_import
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look

__all__ = ["mails"]


NARROW = 320
FIRM = "Featherstonehaugh, Cholmondeley and Daughters, Accountants"
PERSON = "Wilhelmina Featherstonehaugh-Cholmondeley"
CUT = """
    (parts) => parts.filter((part) => {
        const box = part.getBoundingClientRect();
        return part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline"
            || box.width < 1 || box.left < 0 || box.right > innerWidth;
    }).map((part) => part.textContent.trim())
"""


def tops(page: Page, parts: str) -> set[int]:
    """Where the lines stand in which these parts of the head are written."""
    boxes = (part.bounding_box() for part in page.locator(".shell").locator(parts).all())
    return {round((box["y"] + box["height"] / 2) / 10) for box in boxes if box}


def test_all_entries_stand_in_one_row_on_a_desk_whatever_waits(mails: Flask, owner_page: Page) -> None:
    page = owner_page
    with mails.app_context():
        session = db.session()
        the_firm(session).name = FIRM
        session.execute(update(User).values(name=PERSON))
        for number in range(100):
            client(session, f"Client {number}", waits(), f"somebody {number}")
        held_back(session)
        taken_in_import(session)
        session.execute(update(Import).values(state=ImportState.FINISHED))
        session.commit()
    for width in (NARROW, 760, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/admin/costs")
        if width == NARROW:
            expect(page.locator(".shell .waiting:visible")).to_have_text("103 waiting")
            page.get_by_role("button", name="Menu").click()
        expect(page.locator(".ways .waiting:visible")).to_have_text(
            ["100 waiting", "1 waiting", "1 unmatched", "1 mail not sent"]
        )
        names = page.locator(".shell .firm, .shell .whoami > span")
        expect(names).to_have_text([FIRM, f"Your password, {PERSON}"])
        parts = page.locator(".shell .firm, .shell .whoami > span, .shell nav > ul > li > *, .shell .button")
        assert parts.evaluate_all(CUT) == [], width
        if width >= 1024:
            assert len(tops(page, "nav > ul > li")) == 1
            assert len(tops(page, ".firm, .button, .whoami")) == 1
    summary = page.locator(".more > summary")
    expect(summary).to_have_text("More 1 mail not sent")
    expect(summary).to_have_class("here")
    summary.press("Enter")
    expect(page.locator(".more [aria-current]")).to_have_text("Costs")
    check_every_look(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    summary.press("Escape")
    expect(page.get_by_role("link", name="Closed months")).to_be_hidden()


@pytest.mark.parametrize("width", [NARROW, 1280])
def test_what_is_rare_opens_by_the_keyboard_without_script(colleague_page_without_script: Page, width: int) -> None:
    page = colleague_page_without_script
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/admin/")
    expect(page.get_by_role("link", name="Aliases", exact=True)).to_be_hidden()
    if width == NARROW:
        expect(page.get_by_role("link", name="Clients", exact=True)).to_be_hidden()
        page.get_by_role("button", name="Menu").press("Enter")
        expect(page.locator(".ways [aria-current]")).to_have_text("Ranking")
    page.locator(".more > summary").press("Enter")
    expect(page.get_by_role("link", name="Firm", exact=True)).to_have_count(0)
    press_enter(page.get_by_role("link", name="Aliases", exact=True))
    expect(page.locator(".more > summary")).to_have_class("here")


def test_the_head_leaves_a_narrow_screen_to_the_page_and_its_menu_looks_right(owner_page: Page) -> None:
    page = owner_page
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto("/admin/partners")
    tabs = page.locator("main .tabs").first.bounding_box()
    assert tabs
    # The row of the field in which anybody is found has its place there, and no more.
    assert tabs["y"] + tabs["height"] < 140
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    check_every_look(page)
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Log a referral")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Log a referral")).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_tabs_stand_in_one_line_that_shows_the_one_that_is_open(owner_page: Page) -> None:
    page = owner_page
    for width in (NARROW, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        for address in ("/admin/time", "/admin/partners/duplicates"):
            page.goto(address)
            row = page.locator("main .tabs").first
            links = [box for link in row.locator("a").all() if (box := link.bounding_box())]
            assert len({round(box["y"]) for box in links}) == 1
            shown = row.locator("[aria-current]").bounding_box()
            assert shown
            assert 0 <= shown["x"] <= width - shown["width"], f"{address} at {width} px"
            if width == 1280:
                assert row.evaluate("row => row.scrollWidth <= row.clientWidth")


def test_what_the_keyboard_has_come_to_is_seen_whole(owner_page: Page) -> None:
    page = owner_page
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto("/admin/time")
    row = page.locator("main .tabs").first
    around = row.bounding_box()
    assert around
    row.locator("a").first.focus()
    for link in row.locator("a").all()[1:]:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        box = link.bounding_box()
        assert box
        assert around["x"] <= box["x"] <= around["x"] + around["width"] - box["width"]
    page.goto("/admin/costs/new")
    day = page.locator("input[type=date]").first
    day.focus()
    stops = 0
    while day.evaluate("day => day === document.activeElement"):
        expect(day).to_have_css("outline-style", "solid")
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 1, "the button of a field for a day is a stop of its own"
