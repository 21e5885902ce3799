"""Two-factor sign-in as people meet it: each page in every look, and all of it by keys alone and without script."""

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import signed_in
from tests.browser.looks import check_every_look
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, Person
from tests.rig.phones import PAGE, Clock, Phone, stopped_clock, wrong_code


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped_clock(monkeypatch)


def begin(page: Page, person: Person, clock: Clock) -> Phone:
    page.goto(PAGE)
    page.get_by_label("Your password").fill(person.password)
    page.keyboard.press("Enter")
    shown = page.get_by_role("textbox", name="Key to type instead")
    return Phone(clock, shown.input_value().replace(" ", ""))


def out_of_sight(text: Locator) -> object:
    return text.evaluate("text => [text.scrollWidth - text.clientWidth, text.scrollHeight - text.clientHeight]")


def give_password(page: Page, person: Person) -> None:
    page.context.clear_cookies()
    page.goto(SIGN_IN)
    page.locator("[name=email]").fill(person.email)
    page.locator("[name=password]").fill(person.password)
    page.keyboard.press("Enter")
    # The field has the focus when the page opens.
    expect(page.get_by_label("Code from your phone")).to_be_focused()


def test_every_step_looks_right_everywhere(owner_page: Page, clock: Clock) -> None:
    page = owner_page
    page.goto(PAGE)
    check_every_look(page)
    phone = begin(page, OWNER, clock)
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    check_every_look(page)
    page.get_by_label("Code that the app shows").fill(wrong_code(phone))
    page.keyboard.press("Enter")
    page.get_by_text("This code is not right.").wait_for()
    check_every_look(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert out_of_sight(page.locator("#secret")) == [0, 0]
    page.get_by_label("Code that the app shows").fill(phone.code())
    page.keyboard.press("Enter")
    codes = page.locator("#recovery-codes")
    codes.wait_for()
    check_every_look(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert out_of_sight(codes) == [0, 0]
    phone.recovery = codes.input_value().split("\n")
    page.goto(PAGE)
    for fold in page.locator("details.add").all():
        fold.evaluate("part => part.open = true")
    check_every_look(page)
    page.get_by_role("button", name="Switch it off").click()
    page.get_by_text("Type your password.").wait_for()
    check_every_look(page)
    give_password(page, OWNER)
    check_every_look(page)
    page.get_by_text("No phone at hand?").click()
    page.get_by_label("Recovery code").fill("abcd-efgh-ijkm-npqr")
    page.keyboard.press("Enter")
    page.get_by_text("This is none of your recovery codes").wait_for()
    check_every_look(page)
    page.get_by_label("Recovery code").fill(phone.recovery[0])
    page.keyboard.press("Enter")
    page.get_by_text("9 recovery codes are left").wait_for()


def click_twice(button: Locator) -> None:
    """Two clicks so far apart that the browser sends both, and shows the answer to the second alone."""
    button.evaluate("button => { const send = () => button.form.requestSubmit(button); send(); setTimeout(send, 25); }")


def test_of_a_double_click_the_second_is_not_sent(owner_page: Page, clock: Clock) -> None:
    page = owner_page
    phone = begin(page, OWNER, clock)
    page.get_by_label("Code that the app shows").fill(phone.code())
    click_twice(page.get_by_role("button", name="Switch it on"))
    page.locator("#recovery-codes").wait_for()
    give_password(page, OWNER)
    page.get_by_label("Code from your phone").fill(phone.next_code())
    click_twice(page.get_by_role("button", name="Sign in"))
    page.wait_for_url("**/admin/")
    page.goto(PAGE)
    part = page.locator("form[action$='/codes']")
    part.get_by_label("Your password").fill(OWNER.password)
    # A form that came back is sent again at once: what is held back is the second click alone.
    part.get_by_label("Code from your phone").fill(wrong_code(phone))
    part.get_by_role("button").click()
    page.get_by_text("This code is not right.").wait_for()
    part.get_by_label("Your password").fill(OWNER.password)
    part.get_by_label("Code from your phone").fill(phone.next_code())
    click_twice(part.get_by_role("button"))
    page.locator("#recovery-codes").wait_for()


def test_it_is_all_done_with_keys_and_without_script(app: Flask, page_without_script: Page, clock: Clock) -> None:
    page = signed_in(app, page_without_script, COLLEAGUE)
    phone = begin(page, COLLEAGUE, clock)
    page.get_by_role("textbox", name="Key to type instead").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type(phone.code())
    page.keyboard.press("Enter")
    phone.recovery = page.get_by_label(COLLEAGUE.email).input_value().split("\n")
    page.get_by_role("link", name="I have kept them").press("Enter")
    page.wait_for_url("**/admin/")
    give_password(page, COLLEAGUE)
    page.keyboard.type(phone.next_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    give_password(page, COLLEAGUE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(phone.recovery[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
