"""A client fills in the form in a real browser: without script, by keyboard, in a frame, in every look."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from sqlalchemy import select

from records.answers.submissions import Submission
from records.db import db
from tests.browser.conftest import visit
from tests.browser.looks import axe, check_every_look
from tests.intake.trouble import without_table

FORM = "/f/new-client"
THANKS = re.compile(r"/f/new-client/thanks$")


def submissions(app: Flask) -> list[Submission]:
    with app.app_context():
        return list(db.session.scalars(select(Submission).order_by(Submission.id)))


def fill_in(page: Page) -> None:
    page.get_by_label("Your name").fill("Maria Lopez")
    page.get_by_label("E-mail").fill("maria@mail.example")
    page.get_by_label("What can we help you with?").fill("My landlord keeps the deposit.\nIt is 900.")
    page.get_by_label("Someone recommended you").check()
    page.locator("[name=answer]").fill("Nisha at the bakery")


def choices(page: Page) -> list[str | None]:
    return [choice.get_attribute("value") for choice in page.locator("[name=choice]").all()]


def is_covered(control: Locator) -> bool:
    """Whether something else lies over the middle of a control."""
    over = """element => {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return !(element === top || element.contains(top) || element.closest("label")?.contains(top));
    }"""
    return bool(control.evaluate(over))


def test_a_form_without_script_ends_in_the_database(app: Flask, page_without_script: Page) -> None:
    page = page_without_script
    page.goto(f"{FORM}?utm_source=letter")
    order = choices(page)
    fill_in(page)
    page.get_by_label("You may tell the person who recommended you").check()
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(THANKS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    [kept] = submissions(app)
    assert (kept.name, kept.email, kept.choice) == ("Maria Lopez", "maria@mail.example", "recommended")
    assert (kept.need, kept.answer) == ("My landlord keeps the deposit.\r\nIt is 900.", "Nisha at the bakery")
    assert kept.order_shown == order
    assert kept.may_tell
    assert page.context.cookies() == []


def test_a_mistake_without_script_is_focused_and_loses_nothing(app: Flask, page_without_script: Page) -> None:
    page = page_without_script
    page.goto(FORM)
    order = choices(page)
    fill_in(page)
    page.get_by_label("E-mail").fill("maria@")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert choices(page) == order
    expect(page.locator("[name=need]")).to_have_value("My landlord keeps the deposit.\nIt is 900.")
    expect(page.get_by_label("Someone recommended you")).to_be_checked()
    page.get_by_role("alert").get_by_role("link").click()
    email = page.get_by_label("E-mail")
    expect(email).to_have_accessible_description(
        "Please check the e-mail address: it should look like name@example.com."
    )
    email.fill("maria@mail.example")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(THANKS)
    assert len(submissions(app)) == 1


def test_the_back_button_and_another_person_are_two_clients(app: Flask, page_without_script: Page) -> None:
    page = page_without_script
    page.goto(FORM)
    fill_in(page)
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(THANKS)
    page.go_back()
    fill_in(page)
    page.get_by_label("Your name").fill("Ravi Shah")
    page.get_by_label("E-mail").fill("ravi@mail.example")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(THANKS)
    page.get_by_role("link", name="Another person: new form").click()
    expect(page.get_by_label("Your name")).to_have_value("")
    assert [each.name for each in submissions(app)] == ["Maria Lopez", "Ravi Shah"]
    assert len({each.client_id for each in submissions(app)}) == 2


def test_the_keyboard_alone_is_enough(app: Flask, page: Page) -> None:
    page.goto(FORM)
    key = page.keyboard
    key.press("Tab")
    expect(page.get_by_label("Your name")).to_be_focused()
    key.type("Maria Lopez")
    key.press("Tab")
    key.type("maria@mail.example")
    key.press("Tab")
    expect(page.get_by_label("Phone")).to_be_focused()
    key.press("Tab")
    expect(page.locator("[name=need]")).to_be_focused()
    key.press("Tab")
    # One stop for all the choices, the arrows within.
    expect(page.locator("[name=choice]").first).to_be_focused()
    key.press("ArrowDown")
    expect(page.locator("[name=choice]").nth(1)).to_be_checked()
    key.press("ArrowUp")
    first = page.locator("[name=choice]").first.get_attribute("value")
    stops = 0
    while not page.get_by_role("button", name="Send").evaluate("each => each === document.activeElement"):
        key.press("Tab")
        stops += 1
        assert stops < 6
        focused = page.locator(":focus")
        assert focused.count() == 1 and not is_covered(focused)
    key.press("Enter")
    expect(page).to_have_url(THANKS)
    assert submissions(app)[0].choice == first


def test_what_is_focused_can_be_seen(page: Page) -> None:
    page.goto(FORM)
    for name in ("name", "need", "answer"):
        page.locator(f"[name={name}]").focus()
        assert page.locator(f"[name={name}]").evaluate("each => getComputedStyle(each).outlineWidth") == "3px"
    page.locator("[name=need]").focus()
    page.keyboard.press("Tab")
    row = page.locator(".option:has(:focus)")
    assert row.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def test_every_choice_is_a_large_target(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(FORM)
        for target in [*page.locator(".option").all(), page.get_by_role("button")]:
            box = target.bounding_box()
            assert box and box["height"] >= 48 and box["width"] >= 120


def test_the_form_asks_further_in_the_words_of_the_choice(page: Page) -> None:
    page.goto(FORM)
    answer, searched = page.locator("[name=answer]"), page.locator("[name=searched]")
    may_tell = page.locator("[name=may_tell]")
    expect(answer).to_have_accessible_name("Who, where, or what did you search for? In your own words optional")
    expect(searched).to_be_hidden()
    page.get_by_label("Someone recommended you").check()
    expect(answer).to_have_accessible_name("Who may we thank? optional")
    expect(searched).to_be_hidden()
    expect(may_tell).to_be_visible()
    page.get_by_label("A search engine").check()
    expect(searched).to_have_accessible_name("What did you search for? optional")
    expect(may_tell).to_be_hidden()
    page.keyboard.press("Tab")
    expect(searched).to_be_focused()
    page.keyboard.press("Tab")
    expect(answer).to_be_focused()


def test_what_has_been_filled_in_is_never_hidden(page: Page) -> None:
    page.goto(FORM)
    page.get_by_label("A search engine").check()
    page.locator("[name=searched]").fill("tenant lawyer")
    page.get_by_label("Someone recommended you").check()
    page.locator("[name=may_tell]").check()
    page.get_by_label("Social media").check()
    expect(page.locator("[name=searched]")).to_be_visible()
    expect(page.locator("[name=may_tell]")).to_be_visible()


def test_without_script_a_search_is_asked_about_where_the_choice_says_search(page_without_script: Page) -> None:
    page = page_without_script
    page.goto(FORM)
    expect(page.locator("[name=searched]")).to_be_hidden()
    page.get_by_label("A search engine").check()
    expect(page.locator("[name=searched]")).to_be_visible()
    page.get_by_label("Someone recommended you").check()
    expect(page.locator("[name=searched]")).to_be_hidden()


def test_who_comes_from_a_search_is_asked_what_for(page: Page) -> None:
    page.goto(FORM, referer="https://www.google.com/")
    expect(page.locator("[name=searched]")).to_be_visible()
    page.goto(f"{FORM}?utm_source=newsletter&utm_medium=email")
    expect(page.locator("[name=searched]")).to_be_hidden()


def test_the_form_in_every_look(page: Page) -> None:
    page.goto(FORM)
    # The field for programs is laid out nowhere, so no browser fills it in, no key reaches it and nothing reads it out.
    assert page.locator("[name=subject]").bounding_box() is None
    assert "leave this empty" not in page.locator("main").aria_snapshot()
    check_every_look(page)
    page.get_by_label("A search engine").check()
    check_every_look(page)


def test_the_form_that_came_back_in_every_look(page: Page) -> None:
    page.goto(FORM)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check_every_look(page)


@pytest.mark.parametrize("address", [f"{FORM}/thanks", "/f/nothing", "/e/new-client"])
def test_the_other_pages_in_every_look(page: Page, address: str) -> None:
    page.goto(address)
    check_every_look(page)


def test_what_could_not_be_kept_is_sent_again_with_one_press_in_every_look(app: Flask, page: Page) -> None:
    page.goto(FORM)
    fill_in(page)
    with without_table(app, "submissions"):
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_focused()
    check_every_look(page)
    page.get_by_role("button", name="Send again").click()
    expect(page).to_have_url(THANKS)
    assert submissions(app)[0].answer == "Nisha at the bakery"


def test_text_twice_as_large_still_fits(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(FORM)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    axe(page)


@contextmanager
def framed(browser: Browser, form: str, host: str) -> Iterator[FrameLocator]:
    """The form's address in a frame of a page at another address."""
    with visit(browser, host) as context:
        page = context.new_page()
        page.route(
            f"{host}/page",
            lambda route: route.fulfill(content_type="text/html", body=f'<iframe src="{form}"></iframe>'),
        )
        page.goto(f"{host}/page")
        yield page.frame_locator("iframe")


def test_the_address_for_frames_works_in_one(app: Flask, browser: Browser, live_server: str) -> None:
    with framed(browser, f"{live_server}/e/new-client", live_server) as frame:
        frame.get_by_label("Your name").fill("Maria Lopez")
        frame.get_by_label("E-mail").fill("maria@mail.example")
        frame.get_by_label("Someone recommended you").check()
        frame.get_by_role("button", name="Send").click()
        expect(frame.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert len(submissions(app)) == 1


@pytest.mark.parametrize(("path", "host"), [("/f/new-client", "127.0.0.1"), ("/e/new-client", "localhost")])
def test_a_page_is_not_shown_in_a_frame_that_may_not_hold_it(
    browser: Browser, live_server: str, path: str, host: str
) -> None:
    with framed(browser, live_server + path, live_server.replace("127.0.0.1", host)) as frame:
        expect(frame.locator("body")).to_be_attached()
        expect(frame.get_by_label("Your name")).to_have_count(0)


def test_a_small_phone_at_twice_its_size_need_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 160, "height": 320})
    page.goto(FORM)
    assert page.evaluate("document.documentElement.scrollWidth") == 160
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 160
