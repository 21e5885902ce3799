"""The form where a website or a browser forbids a part of it: the frame, its origin, the script, or all scripts."""

from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Route, expect

from tests.browser.conftest import visit, without_errors
from tests.browser.test_embedding import FORM, fill_in, thanks
from tests.browser.test_public_form import submissions
from tests.browser.website import PAGE, Website, allow, snippet


def test_a_refused_site_shows_the_link_and_nothing_of_the_form(
    browser: Browser, site: Website, live_server: str
) -> None:
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(site.put("/page", snippet(live_server + FORM)))
        frame = page.locator("iframe")
        expect(frame).to_have_count(1)
        expect(page.frame_locator("iframe").locator("body")).to_be_attached()
        expect(page.frame_locator("iframe").get_by_label("Your name")).to_have_count(0)
        expect(frame).to_have_css("visibility", "hidden")
        page.clock.run_for(8_000)
        expect(frame).to_be_hidden()
        page.get_by_role("link", name="Write to us").click()
        expect(page.get_by_label("Your name")).to_be_visible()


def test_other_sites_of_a_list_do_not_let_this_one_in(
    app: Flask, browser: Browser, site: Website, live_server: str
) -> None:
    allow(app, "https://www.firm.example", "http://localhost:1", "https://localhost.example")
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.goto(site.put("/page", f'<iframe src="{live_server}/e/new-client" title="Form"></iframe>'))
        expect(page.frame_locator("iframe").locator("body")).to_be_attached()
        expect(page.frame_locator("iframe").get_by_label("Your name")).to_have_count(0)


def test_a_frame_whose_origin_was_taken_away_still_sends(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    sent: list[str | None] = []
    page.on("request", lambda asked: sent.append(asked.headers.get("origin")) if asked.method == "POST" else None)
    page.goto(site.put("/page", sandboxed(live_server, "allow-forms allow-scripts")))
    inside = page.frame_locator("iframe")
    inside.get_by_label("A search engine").check()
    expect(inside.locator("[name=searched]")).to_have_accessible_name("What did you search for? optional")
    fill_in(inside)
    thanks(inside)
    assert sent == ["null"]
    assert len(submissions(app)) == 1


def test_a_frame_without_origin_and_script_gives_a_mistake_back_filled_in(
    app: Flask, browser: Browser, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.goto(site.put("/page", sandboxed(live_server, "allow-forms")))
        inside = page.frame_locator("iframe")
        inside.get_by_label("E-mail").fill("maria@")
        inside.get_by_role("button", name="Send").click()
        expect(inside.get_by_role("alert")).to_be_visible()
        expect(inside.get_by_label("E-mail")).to_have_value("maria@")
        fill_in(inside)
        thanks(inside)
    assert [each.email for each in submissions(app)] == ["maria@mail.example"]


def test_a_website_whose_own_origin_was_taken_away_shows_the_way_to_the_form(
    app: Flask, browser: Browser, site: Website, live_server: str
) -> None:
    # A page without an origin is on no list, so that the browser refuses the frame there.
    allow(app, site.address)
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.clock.install()
        site.put("/inner", snippet(live_server + FORM))
        allowed = "allow-scripts allow-forms allow-popups"
        page.goto(site.put("/page", f'<iframe sandbox="{allowed}" src="/inner" title="Builder"></iframe>'))
        inner = page.frame_locator("iframe")
        expect(inner.frame_locator("iframe").locator("body")).to_be_attached()
        page.clock.run_for(8_000)
        with context.expect_page() as opened:
            inner.get_by_role("link", name="Write to us").click()
        fill_in(opened.value)
        expect(opened.value.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert len(submissions(app)) == 1


def sandboxed(server: str, allowed: str) -> str:
    return f'<iframe sandbox="{allowed}" src="{server}/e/new-client" title="Form" height="1500"></iframe>'


def test_without_script_the_link_leads_to_the_form(
    app: Flask, browser: Browser, site: Website, live_server: str
) -> None:
    with visit(browser, site.address, script=False) as context, without_errors(context):
        page = context.new_page()
        page.goto(site.put("/page", snippet(live_server + FORM)))
        expect(page.locator("iframe")).to_have_count(0)
        page.get_by_role("link", name="Write to us").click()
        fill_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert len(submissions(app)) == 1


def test_without_script_the_plain_frame_sends(app: Flask, browser: Browser, site: Website, live_server: str) -> None:
    allow(app, site.address)
    with visit(browser, site.address, script=False) as context, without_errors(context):
        page = context.new_page()
        page.goto(site.put("/page", f'<iframe src="{live_server}/e/new-client" title="Form" height="1500"></iframe>'))
        fill_in(page.frame_locator("iframe"))
        thanks(page.frame_locator("iframe"))
    assert len(submissions(app)) == 1


def test_where_the_script_is_blocked_the_link_leads_to_the_form(
    browser: Browser, site: Website, live_server: str
) -> None:
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.goto(site.put("/page", snippet(live_server + FORM), Content_Security_Policy="script-src 'self'"))
        expect(page.locator("iframe")).to_have_count(0)
        page.get_by_role("link", name="Write to us").click()
        expect(page.get_by_label("Your name")).to_be_visible()


def test_a_strict_policy_of_the_website_needs_to_name_only_the_script_and_the_frame(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    policy = f"default-src 'none'; script-src {live_server}; frame-src {live_server}"
    page.goto(site.put("/page", snippet(live_server + FORM, mode="popup"), Content_Security_Policy=policy))
    page.get_by_role("link", name="Write to us").click()
    expect(page.frame_locator("iframe").get_by_label("Your name")).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_a_form_that_comes_late_takes_the_place_of_the_link_again(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/e/new-client*", hold)
    page.clock.install()
    page.goto(site.put("/page", snippet(live_server + FORM)), wait_until="commit")
    link, frame = page.get_by_role("link", name="Write to us"), page.locator("iframe")
    expect(frame).to_have_count(1)
    expect(link).to_be_hidden()
    page.clock.run_for(5_000)
    expect(link).to_be_hidden()
    page.clock.run_for(3_000)
    expect(link).to_be_visible()
    expect(frame).to_be_hidden()
    held[0].continue_()
    expect(frame).to_be_visible()
    expect(link).to_be_hidden()


@pytest.mark.parametrize(
    ("host", "may"),
    [
        ("https://www.firm.example", True),
        ("https://a.b.firm.example", True),
        ("https://firm.example", False),
        ("https://www.firm.example.evil.example", False),
        ("https://wwwfirm.example", False),
    ],
)
def test_a_star_stands_for_everything_below_and_nothing_else(
    app: Flask, browser: Browser, live_server: str, host: str, may: bool
) -> None:
    allow(app, "https://*.firm.example")
    with visit(browser, host) as context:
        # From the net to this machine newer browsers ask their owner first; older ones do not know the question.
        with suppress(Error):
            context.grant_permissions(["local-network-access"], origin=host)
        page = context.new_page()
        body = PAGE.format(head="", body=snippet(live_server + FORM))
        page.route(f"{host}/page", lambda route: route.fulfill(content_type="text/html", body=body))
        page.goto(f"{host}/page")
        expect(page.frame_locator("iframe").locator("body")).to_be_attached()
        if may:
            # Shown only after the two have spoken to each other.
            expect(page.locator("iframe")).to_be_visible()
        else:
            expect(page.frame_locator("iframe").get_by_label("Your name")).to_have_count(0)
            expect(page.locator("iframe")).to_have_css("visibility", "hidden")
