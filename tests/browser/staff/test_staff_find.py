"""Somebody on the telephone finds a person from wherever they are, with the keyboard and without script."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.small_firm import full_firm
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look


@pytest.mark.parametrize(("width", "tabs"), [(320, 4), (1280, 3)])
def test_a_person_is_found_by_the_keyboard_without_script(
    app: Flask, colleague_page_without_script: Page, width: int, tabs: int
) -> None:
    full_firm(app)
    page = colleague_page_without_script
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/admin/costs")
    for _ in range(tabs):
        page.keyboard.press("Tab")
    field = page.get_by_role("searchbox", name="Find a client, partner, answer or payment")
    expect(field).to_be_focused()
    page.keyboard.type("adams")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/admin/find?q=adams")
    expect(page.get_by_role("heading", name="Found with “adams”")).to_be_visible()
    expect(field).to_have_value("adams")
    press_enter(page.get_by_role("region", name="Clients").get_by_role("link", name="Ana Adams"))
    expect(page.get_by_role("heading", name="Ana Adams", exact=True)).to_be_visible()
    page.goto("/admin/find")
    expect(field).to_be_focused()


def test_the_page_looks_right_with_and_without_hits(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    for address in ("find", "find?q=joe", "find?q=joe&only=answers", "find?q=nobody+of+this+name", "find?q=%25"):
        owner_page.goto(f"/admin/{address}")
        check_every_look(owner_page)


def test_the_field_is_equally_high_on_every_page(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    for width in (320, 1280):
        owner_page.set_viewport_size({"width": width, "height": 800})
        heights = set()
        for address in ("", "clients/1", "partners/1/edit", "find"):
            owner_page.goto(f"/admin/{address}")
            box = owner_page.locator(".find input").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            heights.add(round(box["height"]))
        assert heights == {32}
