"""The form in a dialog of the firm's website: opened, used and closed by keyboard, in front or at the side."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import visit
from tests.browser.looks import axe_inside, check_every_look
from tests.browser.test_embedding import FORM, fill_in, thanks
from tests.browser.test_public_form import submissions
from tests.browser.website import Website, allow, snippet

MODES = ["popup", "slider"]


def opened(app: Flask, context: BrowserContext, site: Website, server: str, mode: str, **data: str) -> Page:
    """A page whose link has been pressed by keyboard."""
    allow(app, site.address)
    page = context.new_page()
    page.goto(
        site.put("/page", f'<a href="#">Before</a>{snippet(server + FORM, mode=mode, **data)}<a href="#">After</a>')
    )
    page.evaluate("heard = 0; addEventListener('whence:submitted', () => heard++)")
    link = page.get_by_role("link", name="Write to us")
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Write to us")).to_be_visible()
    expect(page.locator("iframe")).to_be_visible()
    return page


@pytest.mark.parametrize("mode", MODES)
def test_it_is_opened_used_and_closed_by_keyboard(
    app: Flask, context: BrowserContext, site: Website, live_server: str, mode: str
) -> None:
    page = opened(app, context, site, live_server, mode)
    key, frame = page.keyboard, page.frame_locator("iframe")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    key.press("Tab")
    expect(frame.get_by_label("Your name")).to_be_focused()
    key.type("Maria Lopez")
    key.press("Tab")
    key.type("maria@mail.example")
    for _ in range(3):
        key.press("Tab")
    key.press("Space")
    for _ in range(6):
        if frame.get_by_role("button", name="Send").evaluate("each => each === document.activeElement"):
            break
        key.press("Tab")
    key.press("Enter")
    thanks(frame)
    assert len(submissions(app)) == 1
    page.wait_for_function("heard === 1")
    key.press("Tab")
    # The key is pressed inside the frame, where the dialog around it does not hear it by itself.
    key.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Write to us")).to_be_focused()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("way", ["Escape", "Close", "beside"])
def test_every_way_out_leads_back_to_the_link_and_loses_nothing(
    app: Flask, context: BrowserContext, site: Website, live_server: str, mode: str, way: str
) -> None:
    page = opened(app, context, site, live_server, mode)
    frame = page.frame_locator("iframe")
    frame.get_by_label("Your name").fill("Maria")
    if way == "Escape":
        page.get_by_role("button", name="Close").focus()
        page.keyboard.press("Escape")
    elif way == "Close":
        page.get_by_role("button", name="Close").click()
    else:
        page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Write to us")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.get_by_label("Your name")).to_have_value("Maria")


@pytest.mark.parametrize("mode", MODES)
def test_nothing_behind_it_is_reached_by_keyboard(
    app: Flask, context: BrowserContext, site: Website, live_server: str, mode: str
) -> None:
    page = opened(app, context, site, live_server, mode)
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") not in {"Before", "After"}


@pytest.mark.parametrize("mode", MODES)
def test_it_looks_right_everywhere(
    app: Flask, context: BrowserContext, site: Website, live_server: str, mode: str
) -> None:
    page = opened(app, context, site, live_server, mode)
    check_every_look(page)
    axe_inside(page.frames[-1])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        box = page.get_by_role("dialog").bounding_box()
        frame = page.locator("iframe").bounding_box()
        assert box and frame
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 600
        assert frame["y"] + frame["height"] <= box["y"] + box["height"] + 1
        # The button that sends can be scrolled to inside.
        page.frame_locator("iframe").get_by_role("button", name="Send").scroll_into_view_if_needed()
        expect(page.frame_locator("iframe").get_by_role("button", name="Send")).to_be_in_viewport()


def test_the_button_speaks_the_language_of_the_snippet(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    page = opened(app, context, site, live_server, "popup", language="de-AT")
    expect(page.get_by_role("button", name="Schließen")).to_be_visible()


def test_a_click_that_asks_for_a_new_tab_gets_one(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM, mode="popup")))
    expect(page.get_by_role("link")).to_have_attribute("aria-haspopup", "dialog")
    with context.expect_page() as opened:
        page.get_by_role("link").click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_label("Your name")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_refused_dialog_shows_the_way_and_lets_the_link_be_a_link(
    browser: Browser, site: Website, live_server: str
) -> None:
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(site.put("/page", snippet(live_server + FORM, mode="popup")))
        expect(page.get_by_role("link")).to_have_attribute("aria-haspopup", "dialog")
        page.get_by_role("link", name="Write to us").click()
        expect(page.frame_locator("iframe").locator("body")).to_be_attached()
        page.clock.run_for(8_000)
        expect(page.get_by_role("dialog").get_by_role("link", name="Write to us")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Write to us").click()
        expect(page.get_by_label("Your name")).to_be_visible()


def test_a_second_person_is_a_second_submission(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    page = opened(app, context, site, live_server, "popup")
    fill_in(page.frame_locator("iframe"))
    thanks(page.frame_locator("iframe"))
    page.wait_for_function("heard === 1")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Write to us").click()
    page.frame_locator("iframe").get_by_role("link", name="Another person: new form").click()
    fill_in(page.frame_locator("iframe"), "Ravi Shah")
    thanks(page.frame_locator("iframe"))
    page.wait_for_function("heard === 2")
    assert [each.name for each in submissions(app)] == ["Maria Lopez", "Ravi Shah"]


def test_the_keyboard_goes_to_the_link_also_where_something_else_had_it(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    # Safari does not focus a link that is clicked, so the browser by itself would go back to the page.
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM, mode="popup")))
    link = page.get_by_role("link", name="Write to us")
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    link.evaluate("link => link.click()")
    expect(page.locator("iframe")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
