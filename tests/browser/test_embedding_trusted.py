"""Whom the script of a website trusts: forms of where it is from itself, whatever else stands in the page."""

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_embedding import FORM
from tests.browser.test_remembered_visits import capture_only, handed_over, kept
from tests.browser.website import Website, allow, snippet

LISTEN = "<script>heard = []; addEventListener('message', event => heard.push(event.data))</script>"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def second(server: str) -> str:
    """The same server as another installation: the name of its machine makes another origin of it."""
    return server.replace("127.0.0.1", "localhost")


def ready(page: Page) -> None:
    page.wait_for_function("globalThis.whence?.version && document.readyState === 'complete'")


def box(form: str, said: str = "") -> str:
    """What somebody could write into a comment: a box without the script."""
    return f'<div data-whence="{form}" {said}><a href="{form}">Elsewhere</a></div>'


def test_a_form_from_elsewhere_gets_no_frame_no_visit_and_no_storage(
    page: Page, site: Website, live_server: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    elsewhere = f"{site.address}/f/x"
    site.put("/e/x", LISTEN)
    page.goto(site.put("/page", capture_only(live_server) + box(elsewhere, 'data-keep="30days"')))
    ready(page)
    page.evaluate("html => { document.body.insertAdjacentHTML('beforeend', html) }", box(f"{second(live_server)}/f/y"))
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    expect(page.locator("iframe")).to_have_count(0)
    assert kept(page) == {}
    page.evaluate("void (onclick = event => { event.preventDefault(); handed = event.target.href })")
    for link, address in zip(page.get_by_role("link", name="Elsewhere").all(), ("/f/x", "/f/y"), strict=True):
        link.click()
        assert page.evaluate("handed").endswith(address)
    assert handed_over(page)["last"]
    assert not any("/e/" in address for address in asked)


@pytest.mark.parametrize("address", ["{0}.evil.example/f/x", "{0}/elsewhere/f/new-client", "{0}/f/new-client/thanks"])
def test_an_address_that_only_looks_like_ours_is_no_form(
    page: Page, site: Website, live_server: str, address: str
) -> None:
    page.goto(site.put("/page", capture_only(live_server) + box(address.format(live_server))))
    ready(page)
    expect(page.get_by_role("link", name="Elsewhere")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_each_of_two_installations_has_its_own_forms(app: Flask, page: Page, site: Website, live_server: str) -> None:
    allow(app, site.address)
    other = second(live_server)
    body = snippet(live_server + FORM).replace("<div", '<div id="one"')
    body += snippet(other + FORM).replace("<div", '<div id="two"')
    page.goto(site.put("/page", body))
    for id, server in (("one", live_server), ("two", other)):
        expect(page.locator(f"#{id} iframe")).to_be_visible()
        expect(page.locator(f"#{id} iframe")).to_have_count(1)
        assert str(page.locator(f"#{id} iframe").get_attribute("src")).startswith(f"{server}/e/")
    assert page.evaluate("whence.all.map(each => each.home)") in (
        [f"{live_server}/f/", f"{other}/f/"],
        [f"{other}/f/", f"{live_server}/f/"],
    )


def test_what_the_visitor_agrees_to_reaches_both_installations(page: Page, site: Website, live_server: str) -> None:
    first = capture_only(live_server)
    later = f'<script async src="{second(live_server)}/embed.v1.js" data-keep="session" data-consent></script>'
    page.goto(site.put("/page", first))
    ready(page)
    page.evaluate("whence.consent(true)")
    assert kept(page) == {}
    page.evaluate(
        """src => new Promise(onload => {
            const tag = Object.assign(document.createElement('script'), { src, onload });
            Object.assign(tag.dataset, { keep: 'session', consent: '' });
            document.body.append(tag);
        })""",
        f"{second(live_server)}/embed.v1.js",
    )
    assert set(kept(page)) == {"session"}, "who has agreed is heard by a script that comes later"
    page.goto(site.put("/other", first + later))
    page.wait_for_function("globalThis.whence?.all.length === 2")
    page.evaluate("whence.consent(false)")
    assert kept(page) == {}
    page.evaluate("whence.consent(true)")
    assert set(kept(page)) == {"session"}


def test_a_box_keeps_nothing_without_the_consent_that_the_script_asks_for(
    app: Flask, page: Page, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page.goto(
        site.put("/page", capture_only(live_server, "data-consent") + box(live_server + FORM, 'data-keep="30days"'))
    )
    expect(page.locator("iframe")).to_be_visible()
    assert kept(page) == {}
    page.evaluate("whence.consent(true)")
    assert set(kept(page)) == {"30days"}


@pytest.mark.parametrize(
    "named",
    [
        '<form id="whence"><input name="version"><input name="all"><input name="keep"></form>',
        '<a id="whence"></a><a id="whence" name="version"></a>',
        '<iframe name="whence" title="Nothing"></iframe>',
        '<img name="currentScript" src="https://evil.example/x.js" alt="">',
        '<form name="currentScript"><input name="src"><input name="dataset"></form>',
    ],
)
def test_elements_that_are_named_like_what_the_script_asks_for_do_not_mislead_it(
    app: Flask, page: Page, site: Website, live_server: str, named: str
) -> None:
    allow(app, site.address)
    page.route("https://evil.example/**", lambda route: route.fulfill(content_type="image/svg+xml", body=""))
    page.goto(site.put("/page", named + snippet(live_server + FORM)))
    expect(page.locator("[data-whence] iframe")).to_be_visible()
    assert page.evaluate("whence.version") == 1
