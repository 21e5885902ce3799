"""A form that is sent where there is no connection: what was written stays, in a page and in a frame."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, FrameLocator, Page, Request, Route, expect

from tests.browser.conftest import visit
from tests.browser.looks import check_every_look
from tests.browser.test_public_form import FORM, THANKS, submissions
from tests.browser.website import Website, allow, snippet

NO_CONNECTION = "There is no connection just now, so this has not been sent."


def fill_in(place: Page | FrameLocator) -> None:
    place.get_by_label("Your name").fill("Maria Lopez")
    place.get_by_label("Phone").fill("+1 212 555 0123")
    place.get_by_label("Someone recommended you").check()


def test_a_form_that_cannot_be_sent_stays_with_all_that_was_written(
    app: Flask, browser: Browser, live_server: str
) -> None:
    # A browser writes an error for whatever it cannot load, so this visitor's pages may have some.
    with visit(browser, live_server) as context:
        page = context.new_page()
        page.goto(FORM)
        fill_in(page)
        context.set_offline(True)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text(NO_CONNECTION)
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_label("Your name")).to_have_value("Maria Lopez")
        context.set_offline(False)
        check_every_look(page)
        page.get_by_role("button", name="Send").click()
        expect(page).to_have_url(THANKS)
    assert [each.name for each in submissions(app)] == ["Maria Lopez"]


@pytest.mark.parametrize("mode", ["", "popup"])
def test_a_frame_that_cannot_send_stays_with_all_that_was_written(
    app: Flask, browser: Browser, site: Website, live_server: str, mode: str
) -> None:
    allow(app, site.address)
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.goto(site.put("/page", snippet(live_server + FORM, mode=mode)))
        if mode:
            page.get_by_role("link", name="Write to us").click()
        frame = page.frame_locator("iframe")
        fill_in(frame)
        context.set_offline(True)
        frame.get_by_role("button", name="Send").click()
        expect(frame.get_by_role("alert")).to_contain_text(NO_CONNECTION)
        expect(frame.get_by_label("Your name")).to_have_value("Maria Lopez")
        context.set_offline(False)
        frame.get_by_role("button", name="Send").click()
        expect(frame.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [each.name for each in submissions(app)] == ["Maria Lopez"]


def test_a_press_says_that_the_form_is_being_sent_and_a_second_one_sends_nothing_more(app: Flask, page: Page) -> None:
    held: list[Route] = []
    sent: list[Request] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search.js?*", hold)
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.goto(FORM)
    fill_in(page)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Sending …").click()
    page.wait_for_timeout(100)
    assert not sent
    for each in held:
        each.continue_()
    expect(page).to_have_url(THANKS)
    assert len(held) == len(sent) == len(submissions(app)) == 1
