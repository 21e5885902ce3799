"""The form inside a website of another origin: where it may stand, where not, and what its visitors have then."""

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.browser.looks import axe_inside, check_every_look
from tests.browser.test_public_form import submissions
from tests.browser.website import Website, allow, snippet, touches

FORM = "/f/new-client"


def fill_in(frame: FrameLocator | Page, name: str = "Maria Lopez") -> None:
    frame.get_by_label("Your name").fill(name)
    frame.get_by_label("E-mail").fill(f"{name.split(maxsplit=1)[0].lower()}@mail.example")
    frame.get_by_label("Someone recommended you").check()
    frame.get_by_role("button", name="Send").click()


def thanks(frame: FrameLocator) -> None:
    expect(frame.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_an_allowed_site_shows_the_form_and_hears_that_it_was_sent(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    listening = "<script>addEventListener('whence:submitted', e => { heard = [e.target.id, e.detail.form] })</script>"
    body = snippet(live_server + FORM, id="x").replace("<div", '<div id="contact"')
    page.goto(site.put("/page", body, head=listening))
    frame = page.frame_locator("iframe")
    expect(page.locator("iframe")).to_be_visible()
    expect(page.get_by_role("link", name="Write to us")).to_be_hidden()
    tall = frame.locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_css("height", f"{tall}px")
    fill_in(frame)
    thanks(frame)
    page.wait_for_function("globalThis.heard")
    assert page.evaluate("heard") == ["contact", "new-client"]
    assert [each.name for each in submissions(app)] == ["Maria Lopez"]
    assert context.cookies() == []
    expect(page.locator("iframe")).not_to_have_css("height", f"{tall}px")


def test_the_submission_carries_the_visit_of_the_website(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    address = site.put("/page", snippet(live_server + FORM))
    page.goto(f"{address}?utm_source=letter&gclid=abcdefghijk#part", referer="https://www.google.com/")
    fill_in(page.frame_locator("iframe"))
    thanks(page.frame_locator("iframe"))
    [kept] = touches(app)
    assert kept == ("last", f"{address}?utm_source=letter&gclid=1", "https://www.google.com/")


def test_a_visitor_who_came_to_the_website_from_a_search_is_asked_what_for(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    address = site.put("/page", snippet(live_server + FORM))
    searched = page.frame_locator("iframe").locator("[name=searched]")
    page.goto(address, referer="https://www.google.com/")
    expect(searched).to_be_visible()
    page.goto(address, referer="https://google.com.evil.example/")
    expect(page.frame_locator("iframe").get_by_label("Your name")).to_be_visible()
    expect(searched).to_be_hidden()


@pytest.mark.parametrize(
    ("url", "ref", "asked"),
    [
        ("https://firm.example/", "https://www.google.co.uk/", True),
        ("https://firm.example/", "https://search.brave.com/search?q=wills", True),
        ("https://firm.example/", "https://uk.search.yahoo.com/", True),
        ("https://firm.example/", "android-app://com.google.android.googlequicksearchbox/", True),
        ("https://firm.example/?gclid=1", "", True),
        ("https://firm.example/?utm_source=google&utm_medium=cpc", "", True),
        ("https://firm.example/?utm_source=letter&utm_medium=email", "https://www.google.com/", False),
        ("https://firm.example/", "https://mail.google.com/", False),
        ("https://firm.example/", "https://gemini.google.com/", False),
        ("https://firm.example/", "https://www.google.com/maps/place/x", False),
        ("https://firm.example/", "https://news.yahoo.com/", False),
        ("https://firm.example/", "https://mail.ru/", False),
        ("https://firm.example/", "https://google.com.evil.example/", False),
        ("not an address", "neither", False),
    ],
)
def test_a_visit_that_is_handed_over_says_whether_to_ask_what_was_searched_for(
    page: Page, url: str, ref: str, asked: bool
) -> None:
    page.goto(FORM)
    handed = page.evaluate(
        "visit => '#whence=' + encodeURIComponent(JSON.stringify({ last: visit }))", {"url": url, "ref": ref}
    )
    page.goto("about:blank")
    page.goto(FORM + handed)
    searched = page.locator("[name=searched]")
    expect(page.locator("input[name=visit]")).to_be_attached()
    expect(searched).to_be_visible() if asked else expect(searched).to_be_hidden()


def test_tags_behind_the_hash_are_kept(app: Flask, context: BrowserContext, site: Website, live_server: str) -> None:
    allow(app, site.address)
    page = context.new_page()
    address = site.put("/page", snippet(live_server + FORM))
    page.goto(f"{address}#utm_source=yelp&me=1")
    fill_in(page.frame_locator("iframe"))
    thanks(page.frame_locator("iframe"))
    [kept] = touches(app)
    assert kept == ("last", f"{address}#utm_source=yelp", "")


def test_two_forms_on_one_page_do_not_disturb_each_other(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    boxes = [snippet(live_server + FORM, name=name).replace("<div", f'<div id="{name}"') for name in ("Ana", "Ben")]
    heard = "<script>heard = []; addEventListener('whence:submitted', e => heard.push(e.target.id))</script>"
    page.goto(site.put("/page", "\n".join(boxes), head=heard))
    ana, ben = (page.frame_locator(f"#{name} iframe") for name in ("Ana", "Ben"))
    expect(ana.get_by_label("Your name")).to_have_value("Ana")
    expect(ben.get_by_label("Your name")).to_have_value("Ben")
    ben.get_by_label("Phone").fill("617 555 0102")
    fill_in(ana, "Ana Adams")
    thanks(ana)
    page.wait_for_function("heard.length")
    assert page.evaluate("heard") == ["Ana"]
    expect(ben.get_by_label("Phone")).to_have_value("617 555 0102")
    fill_in(ben, "Ben Brown")
    thanks(ben)
    page.wait_for_function("heard.length > 1")
    assert page.evaluate("heard") == ["Ana", "Ben"]
    assert [each.name for each in submissions(app)] == ["Ana Adams", "Ben Brown"]


def test_pasted_twice_it_is_there_once(app: Flask, context: BrowserContext, site: Website, live_server: str) -> None:
    allow(app, site.address)
    page = context.new_page()
    once = snippet(live_server + FORM)
    once += once[once.index("<script") :]
    heard = "<script>heard = 0; addEventListener('whence:submitted', () => heard++)</script>"
    page.goto(site.put("/page", once, head=heard))
    expect(page.locator("iframe")).to_be_visible()
    again = f"{live_server}/embed.v1.js?again"
    page.evaluate(
        """address => new Promise(done => {
            first = whence;
            const tag = Object.assign(document.createElement('script'), { src: address, onload: done });
            tag.dataset.keep = 'session';
            document.body.append(tag);
        })""",
        again,
    )
    assert page.evaluate("first === whence"), "the first one goes on doing the work"
    assert page.evaluate("sessionStorage.getItem('whence.visits') !== null"), "and hears what the second one says"
    expect(page.locator("iframe")).to_have_count(1)
    fill_in(page.frame_locator("iframe"))
    thanks(page.frame_locator("iframe"))
    page.wait_for_function("heard")
    assert page.evaluate("heard") == 1


def test_a_page_that_changes_itself_can_put_it_in_take_it_out_and_put_it_back(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", f'<script async src="{live_server}/embed.v1.js"></script><div id="view"></div>'))
    page.wait_for_function("globalThis.whence?.version")
    box = snippet(live_server + FORM).partition("<script")[0]
    page.evaluate("html => { view.innerHTML = html }", box)
    frame = page.frame_locator("iframe")
    frame.get_by_label("Your name").fill("Maria")
    page.evaluate("history.pushState({}, '', '/other'); old = view.firstChild; view.replaceChildren('Other page')")
    expect(page.locator("iframe")).to_have_count(0)
    # The same box again, as a router that keeps its pages does, and then a new one.
    page.evaluate("view.replaceChildren(old)")
    expect(frame.get_by_label("Your name")).to_have_value("")
    expect(page.locator("iframe")).to_be_visible()
    page.evaluate("html => { view.innerHTML = html }", box)
    expect(page.locator("iframe")).to_be_visible()
    fill_in(frame)
    thanks(frame)
    assert len(submissions(app)) == 1


def test_theme_language_and_prefill_are_said_by_the_snippet(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    words = {"name": "Ana Adams", "email": "ana@mail.example", "phone": "617 555 0102", "need": "A will"}
    page.goto(site.put("/page", snippet(live_server + FORM, theme="dark", **words)))
    frame = page.frame_locator("iframe")
    for field, value in words.items():
        expect(frame.locator(f"[name={field}]")).to_have_value(value)
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    dark = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert dark == "rgb(20, 23, 26)"
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_role("alert")).to_be_focused()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert not any("Ana" in each.url for each in page.frames), "what is filled in stands in no address"


@pytest.mark.parametrize(
    ("around", "said", "shown"),
    [
        ("", {}, "light"),
        ("dark", {}, "dark"),
        ("light dark", {}, ""),
        ("", {"theme": "auto"}, ""),
        ("dark", {"theme": "light"}, "light"),
    ],
)
def test_the_form_has_the_colours_of_the_page_around_unless_the_snippet_says_which(
    app: Flask, context: BrowserContext, site: Website, live_server: str, around: str, said: dict[str, str], shown: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    head = f'<meta name="color-scheme" content="{around}">' if around else ""
    page.goto(site.put("/page", snippet(live_server + FORM, **said), head=head))
    expect(page.locator("iframe")).to_be_visible()
    html = page.frame_locator("iframe").locator("html")
    assert html.get_attribute("data-theme") == (shown or None)
    dark = html.evaluate("html => getComputedStyle(html.ownerDocument.body).backgroundColor") == "rgb(20, 23, 26)"
    assert dark is (shown != "light")


def test_the_snippet_says_the_language(app: Flask, context: BrowserContext, site: Website, live_server: str) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM, language="de")))
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("lang", "de")
    frame.get_by_label("Eine Suchmaschine").check()
    expect(frame.locator("[name=searched]")).to_have_accessible_name("Wonach haben Sie gesucht? freiwillig")
    name = "Hat Sie noch etwas oder jemand anderes zu uns geführt? freiwillig"
    expect(frame.locator("[name=answer]")).to_have_accessible_name(name)
    frame.get_by_label("Ihr Name").fill("Maria")
    frame.get_by_label("Telefon").fill("617 555 0102")
    frame.get_by_role("button", name="Senden").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Vielen Dank")


def test_what_was_emptied_is_not_filled_in_again(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM, name="Somebody Else")))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_label("Your name")).to_have_value("Somebody Else")
    frame.get_by_label("Your name").fill("")
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_role("alert")).to_be_focused()
    expect(page.locator("iframe")).to_be_visible()
    expect(frame.get_by_label("Your name")).to_have_value("")


def test_inside_and_outside_look_right_at_every_width(
    app: Flask, context: BrowserContext, site: Website, live_server: str
) -> None:
    allow(app, site.address)
    page = context.new_page()
    page.goto(site.put("/page", snippet(live_server + FORM)))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_label("Your name")).to_be_visible()
    check_every_look(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        axe_inside(page.frames[-1])
    inside = frame.locator("body").evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert inside[0] <= inside[1]
    fill_in(frame)
    thanks(frame)
    check_every_look(page)
    axe_inside(page.frames[-1])
