"""What the script of the website remembers of a visitor: for one page view, a session, 30 days, or not at all."""

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import visit
from tests.browser.test_embedding import FORM, fill_in, thanks
from tests.browser.test_public_form import submissions
from tests.browser.website import Website, allow, snippet, touches

GOOGLE = "https://www.google.com/"
FACEBOOK = "https://www.facebook.com/"
DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def capture_only(server: str, said: str = "") -> str:
    """The tag for every page of a website, and an ordinary link to the form."""
    return f'<script async src="{server}/embed.v1.js" {said}></script><a href="{server}{FORM}">Write to us</a>'


def handed_over(page: Page) -> Any:
    """What a link to the form takes along when it is pressed."""
    page.wait_for_function("globalThis.whence?.version")
    page.evaluate("void (onclick = event => { event.preventDefault(); handed = event.target.hash })")
    link = page.get_by_role("link", name="Write to us")
    link.click()
    said = str(page.evaluate("handed"))
    assert said.startswith("#whence=") or not said
    # What is copied from the link later on is the plain address.
    expect(link).to_have_attribute("href", re.compile(r"/f/new-client#?$"))
    return json.loads(unquote(said.removeprefix("#whence="))) if said else None


def kept(page: Page) -> dict[str, Any]:
    """What lies in the two storages of the website."""
    found = page.evaluate("[localStorage, sessionStorage].map(each => each.getItem('whence.visits'))")
    return {name: json.loads(text) for name, text in zip(("30days", "session"), found, strict=True) if text}


def test_by_default_it_is_this_page_view_only(page: Page, site: Website, live_server: str) -> None:
    address = site.put("/wills", capture_only(live_server))
    page.goto(f"{address}?utm_source=x", referer=GOOGLE)
    said = handed_over(page)
    assert set(said) == {"last"}
    assert (said["last"]["url"], said["last"]["ref"]) == (f"{address}?utm_source=x", GOOGLE)
    page.goto(site.put("/contact", capture_only(live_server)))
    assert handed_over(page)["last"]["ref"] == ""
    assert kept(page) == {}
    assert page.context.cookies() == []


@pytest.mark.parametrize("how", ["session", "30days"])
def test_the_first_and_the_last_visit_are_kept_where_the_snippet_says_so(
    page: Page, site: Website, live_server: str, how: str
) -> None:
    tag = capture_only(live_server, f'data-keep="{how}"')
    for path, referrer in (("/wills", GOOGLE), ("/contact", f"{site.address}/wills"), ("/trusts", FACEBOOK)):
        page.goto(site.put(path, tag), referer=referrer)
        page.wait_for_function("globalThis.whence?.version")
    page.goto(site.put("/contact", tag), referer=f"{site.address}/trusts")
    said = handed_over(page)
    assert [(said[which]["url"], said[which]["ref"]) for which in ("first", "last")] == [
        (f"{site.address}/wills", GOOGLE),
        (f"{site.address}/trusts", FACEBOOK),
    ]
    assert set(kept(page)) == {how}


def test_nothing_is_kept_before_the_website_says_that_the_visitor_agrees(
    page: Page, site: Website, live_server: str
) -> None:
    tag = capture_only(live_server, 'data-keep="30days" data-consent')
    page.goto(site.put("/wills", tag), referer=GOOGLE)
    assert set(handed_over(page)) == {"last"}
    assert kept(page) == {}
    page.evaluate("whence.consent(true)")
    assert kept(page)["30days"]["first"]["ref"] == GOOGLE
    page.goto(site.put("/contact", tag), referer=FACEBOOK)
    assert handed_over(page)["last"]["ref"] == FACEBOOK
    assert kept(page)["30days"]["last"]["ref"] == GOOGLE, "the next page asks anew"
    page.evaluate("whence.consent(true)")
    assert handed_over(page)["first"]["ref"] == GOOGLE
    page.evaluate("whence.consent(false)")
    assert kept(page) == {}
    assert set(handed_over(page)) == {"last"}


def test_who_agreed_before_the_script_was_there_is_heard(page: Page, site: Website, live_server: str) -> None:
    agreed = "<script>window.whence = { consented: true }</script>"
    page.goto(site.put("/wills", capture_only(live_server, 'data-keep="session" data-consent'), head=agreed))
    page.wait_for_function("whence.version")
    assert set(kept(page)) == {"session"}


def test_no_visit_is_kept_for_longer_than_30_days(page: Page, site: Website, live_server: str) -> None:
    tag = capture_only(live_server, 'data-keep="30days"')
    address = site.put("/wills", tag)
    page.goto(address, referer=GOOGLE)
    handed_over(page)
    age = f"kept => {{ const all = JSON.parse(localStorage['whence.visits']); all.first.at -= {DAY} * kept;"
    page.evaluate(f"{age} all.last.at -= {DAY} * kept; localStorage['whence.visits'] = JSON.stringify(all) }}", 29)
    page.goto(address, referer=FACEBOOK)
    assert handed_over(page)["first"]["ref"] == GOOGLE
    page.evaluate(f"{age} localStorage['whence.visits'] = JSON.stringify(all) }}", 2)
    page.goto(address, referer=FACEBOOK)
    assert set(handed_over(page)) == {"last"}


def test_global_privacy_control_switches_it_off(browser: Browser, site: Website, live_server: str) -> None:
    with visit(browser, site.address) as context:
        page = context.new_page()
        tag = capture_only(live_server, 'data-keep="30days"')
        page.goto(site.put("/wills", tag), referer=GOOGLE)
        assert handed_over(page)
        page.add_init_script("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })")
        page.goto(site.put("/contact", tag), referer=FACEBOOK)
        assert handed_over(page) is None
        assert kept(page) == {}, "what was kept before goes too"
        page.evaluate("whence.consent(true)")
        assert kept(page) == {}


def test_an_embedded_form_under_global_privacy_control_knows_no_visit(
    app: Flask, browser: Browser, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    with visit(browser, site.address) as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })")
        page.goto(site.put("/page", snippet(live_server + FORM, keep="30days")), referer=GOOGLE)
        fill_in(page.frame_locator("iframe"))
        thanks(page.frame_locator("iframe"))
    assert [(which, referrer) for which, _, referrer in touches(app)] == [("last", f"{site.address}/")]


def test_a_link_to_the_hosted_form_hands_the_visits_over_and_the_address_forgets_them(
    app: Flask, page: Page, site: Website, live_server: str
) -> None:
    tag = capture_only(live_server, 'data-keep="session"')
    page.goto(site.put("/wills", tag), referer=GOOGLE)
    page.wait_for_function("globalThis.whence?.version")
    page.goto(site.put("/trusts", tag), referer=FACEBOOK)
    page.wait_for_function("globalThis.whence?.version")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Write to us").click()
    expect(page).to_have_url(live_server + FORM)
    page.get_by_label("E-mail").fill("maria@")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    fill_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert touches(app) == [
        ("first", f"{site.address}/wills", GOOGLE),
        ("last", f"{site.address}/trusts", FACEBOOK),
    ]
    assert not any("google" in address or "whence=" in address for address in asked)


def test_links_to_other_places_take_nothing_along(page: Page, site: Website, live_server: str) -> None:
    page.goto(site.put("/wills", capture_only(live_server) + f'<a href="{live_server}/healthz">Other</a>'))
    page.wait_for_function("globalThis.whence?.version")
    page.evaluate("void (onclick = event => { event.preventDefault(); handed = event.target.hash })")
    page.get_by_role("link", name="Other").click()
    assert page.evaluate("handed") == ""


def test_consent_that_is_given_late_reaches_a_form_that_is_open(
    app: Flask, page: Page, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page.goto(site.put("/wills", capture_only(live_server, 'data-keep="session"')), referer=GOOGLE)
    page.wait_for_function("globalThis.whence?.version")
    page.goto(site.put("/contact", snippet(live_server + FORM, keep="session", consent="")), referer=FACEBOOK)
    expect(page.locator("iframe")).to_be_visible()
    page.evaluate("whence.consent(true)")
    fill_in(page.frame_locator("iframe"))
    thanks(page.frame_locator("iframe"))
    assert [referrer for _, _, referrer in touches(app)] == [GOOGLE, FACEBOOK]


def test_only_what_tells_the_source_of_a_visit_is_remembered(page: Page, site: Website, live_server: str) -> None:
    address = site.put("/wills", capture_only(live_server))
    tags = "page_id=42&utm_id=spring2026campaign&fbclid=IwAR0123456789&email=ana%40mail.example&junk=" + "x" * 5000
    page.goto(f"{address}?{tags}#/private", referer=f"{GOOGLE}?q={'y' * 2000}")
    last = handed_over(page)["last"]
    assert last["url"] == f"{address}?page_id=42&utm_id=spring2026campaign&fbclid=1"
    assert last["ref"] in {GOOGLE, f"{GOOGLE}?q={'y' * 2000}"[:1000]}


def test_a_form_from_elsewhere_can_be_framed_but_not_spoken_to(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    # A page that may frame the form is still not believed where the message comes from another window.
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM)))
    expect(page.locator("iframe")).to_be_visible()
    page.evaluate("heard = 0; addEventListener('whence:submitted', () => heard++)")
    height = page.locator("iframe").evaluate("frame => frame.offsetHeight")
    page.evaluate(
        """form => {
            const forged = { whence: 1, type: 'ready', height: 17, submitted: 'new-client' };
            postMessage(forged, '*');
            dispatchEvent(new MessageEvent('message', { data: forged, origin: form, source: window }));
            const frame = document.querySelector('[data-whence]').shadowRoot.querySelector('iframe');
            const source = frame.contentWindow;
            dispatchEvent(new MessageEvent('message', { data: forged, origin: 'https://evil.example', source }));
        }""",
        live_server,
    )
    page.evaluate("new Promise(done => { addEventListener('message', done, { once: true }); postMessage(0, '*') })")
    assert page.locator("iframe").evaluate("frame => frame.offsetHeight") == height
    assert page.evaluate("heard") == 0
    # And the frame believes nobody but the page around it.
    fooled = (
        page.frame_locator("iframe")
        .locator("body")
        .evaluate(
            """() => {
            const forged = { whence: 1, type: 'hello', visit: '{"last":{"url":"https://evil.example/"}}' };
            const say = (more) => dispatchEvent(new MessageEvent('message', { data: forged, ...more }));
            say({ origin: 'https://evil.example', source: parent });
            say({ origin: 'null', source: parent });
            say({ origin: location.origin, source: window });
            return document.querySelector('[name=visit]').value.includes('evil');
        }"""
        )
    )
    assert fooled is False
    assert submissions(app) == []
