"""A form built by keyboard, with script and without: changed, published, filled in, and its answer seen."""

import re

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from tests.admin.forms.pressing import press
from tests.browser.conftest import PATIENCE_MS
from tests.browser.keyboard import press_enter
from tests.browser.looks import axe, check_every_look
from tests.rig.people import OWNER

EDIT = "/admin/forms/1/edit"

# Fields and buttons, and links that stand alone: within a sentence a line is as high as it is.
TOO_SMALL = """
[...document.querySelectorAll("button:not(.hidden), input, select, textarea, summary")]
  .filter((each) => each.checkVisibility() && each.type !== "hidden")
  .map((each) => [each.closest("label") ?? each, each])
  .filter(([box]) => { const { width, height } = box.getBoundingClientRect(); return width < 24 || height < 24; })
  .map(([, each]) => each.outerHTML)
  .concat([...document.querySelectorAll("main a")]
    .filter((each) => each.checkVisibility() && each.parentElement.innerText.trim() === each.innerText.trim())
    .filter((each) => { const { width, height } = each.getBoundingClientRect(); return width < 24 || height < 24; })
    .map((each) => each.outerHTML))
"""


def key(page: Page, name: str, press_key: str = "Enter") -> None:
    """Press a button of the page by keyboard."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press(press_key)


WORDS = {
    "en": ("Your name", "E-mail", "Social media", "Send", "Thank you"),
    "es": ("Su nombre", "Correo electrónico", "Redes sociales", "Enviar", "Gracias"),
}


def filled_in(page: Page, language: str, own: str, answer: str) -> None:
    """Fill in the public form as a client does."""
    name, mail, choice, send, thanks = WORDS[language]
    page.goto(f"/f/new-client?language={language}")
    page.get_by_label(name).fill("Ada Byron")
    page.get_by_label(mail).fill("ada@mail.example")
    page.get_by_label(choice).check()
    page.get_by_label(own).fill(answer)
    page.get_by_role("button", name=send).click()
    page.get_by_role("heading", name=thanks).wait_for()


def test_a_form_is_built_by_keyboard_while_it_saves_itself(app: Flask, owner_page: Page) -> None:
    page = owner_page
    page.goto("/admin/forms")
    press_enter(page.get_by_role("link", name="New client", exact=True))
    key(page, "Change the form")
    page.get_by_label("The question").fill("How did you hear of us?")
    # Nothing was pressed: a pause in typing is enough, and what has changed is said below.
    expect(page.locator("#changes")).to_contain_text(
        "The question is now “How did you hear of us?”", timeout=PATIENCE_MS
    )
    framed = page.frame_locator("#seen-en")
    expect(framed.get_by_text("How did you hear of us?")).to_be_visible()
    key(page, "Move “Someone recommended you” down, now 1 of 11")
    moved = page.get_by_role("button", name="Move “Someone recommended you” down, now 2 of 11")
    expect(moved).to_be_focused()
    expect(page.locator("#said")).to_have_text("“Someone recommended you” is now number 2 of 11.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move “Someone recommended you” down, now 3 of 11")).to_be_focused()
    key(page, "Take out “Another website”", "Space")
    expect(page.locator("#said")).to_contain_text("is taken out of the draft")
    page.get_by_label("A question answered by").select_option("text")
    key(page, "Add a question")
    # The focus is where the words go; what is missing is said there, and goes with the words.
    expect(page.get_by_label("What you ask")).to_be_focused()
    page.keyboard.type("Who is your doctor?")
    expect(page.get_by_label("What you ask")).to_have_value("Who is your doctor?")
    expect(page.get_by_text("Write the question, or remove it.")).to_have_count(0)
    check_every_look(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOO_SMALL) == []
    page.get_by_label("Desk").focus()
    page.keyboard.press("Space")
    # What was chosen stays in sight, beside what is asked.
    expect(page.locator("#seen-en")).to_be_in_viewport()
    assert page.evaluate("document.getElementById('seen-en').getBoundingClientRect().width") > 700
    page.get_by_label("Spanish").check()
    expect(page.frame_locator("#seen-es").get_by_text("Su nombre")).to_be_visible()
    key(page, "Publish")
    expect(page.get_by_role("status").first).to_contain_text("Version 2 is published", timeout=PATIENCE_MS)
    filled_in(page, "en", "Who is your doctor?", "Dr. Ruiz")
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/admin/forms", "/admin/forms/new", "/admin/forms/1", "/admin/answers", "/admin/held-back"):
        page.goto(address)
        assert page.evaluate(TOO_SMALL) == [], address
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/admin/forms/1")
    page.get_by_role("link", name="1 answer", exact=True).click()
    page.get_by_role("link", name="Ada Byron").click()
    expect(page.get_by_text("Dr. Ruiz")).to_be_visible()
    page.goto("/admin/form-versions/1")
    expect(page.frame_locator("iframe").get_by_role("group", name="What brought you to us?")).to_be_visible()
    check_every_look(page)


def test_a_form_is_built_by_keyboard_without_script(app: Flask, colleague_page_without_script: Page) -> None:
    page = colleague_page_without_script
    page.goto("/admin/forms/1")
    key(page, "Change the form")
    page.get_by_label("The question").fill("How did you find us?")
    # Enter in a field saves, and does nothing else.
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The draft is saved.")
    key(page, "Move “I don't remember” up, now 11 of 11")
    expect(page.get_by_role("status").first).to_contain_text("“I don't remember” is now number 10 of 11.")
    expect(page.get_by_role("button", name="Move “I don't remember” up, now 10 of 11")).to_be_focused()
    page.get_by_label("A question answered by").select_option("date")
    key(page, "Add a question")
    words = page.get_by_label("What you ask")
    expect(words).to_be_focused()
    key(page, "Publish")
    press_enter(page.get_by_role("alert").get_by_role("link", name="Write the question, or remove it."))
    expect(words).to_be_focused()
    words.fill("When can we call?")
    expect(page.frame_locator("#seen-en").get_by_text("How did you find us?")).to_be_visible()
    key(page, "Publish")
    expect(page.get_by_role("status").first).to_contain_text("Version 2 is published", timeout=PATIENCE_MS)
    filled_in(page, "es", "When can we call?", "2026-12-01")
    page.goto("/admin/forms/1/answers?version=2")
    expect(page.get_by_role("row", name=re.compile("Ada Byron"))).to_contain_text("Social media")


def test_what_a_colleague_saves_meanwhile_is_not_saved_over(
    app: Flask, owner_page: Page, colleague: FlaskClient
) -> None:
    page = owner_page
    page.goto("/admin/forms/1")
    key(page, "Change the form")
    page.get_by_label("The question").wait_for()
    press(colleague, EDIT, title="Theirs")
    page.get_by_label("The question").fill("Mine?")
    expect(page.locator("#said")).to_contain_text("Not saved yet.", timeout=PATIENCE_MS)
    key(page, "Save the draft")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("colin has changed this draft meanwhile")
    expect(page.get_by_label("The question")).to_have_value("Mine?")
    axe(page)
    page.get_by_label("Heading").fill("Mine, too")
    key(page, "Save the draft")
    expect(page.locator("#changes")).to_contain_text("The heading is now “Mine, too”, was “Welcome”.")
    expect(page.get_by_role("button", name="Save the draft")).to_be_focused()
    page.get_by_label("Heading").press("Enter")
    expect(page.get_by_label("Heading")).to_be_focused()


def test_who_is_signed_out_meanwhile_loses_nothing_of_what_they_typed(app: Flask, owner_page: Page) -> None:
    page = owner_page
    page.goto("/admin/forms/1")
    key(page, "Change the form")
    page.get_by_label("Heading").wait_for()
    for heading, button, said in (
        ("Typed before", "Save the draft", "The draft is saved."),
        ("Typed after", "Publish", "Version 2 is published"),
    ):
        page.context.clear_cookies()
        page.get_by_label("Heading").fill(heading)
        key(page, button)
        expect(page.locator("#saved")).to_contain_text("You are signed out", timeout=PATIENCE_MS)
        axe(page)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Sign in in another tab").click()
        opened.value.get_by_label("E-mail").fill(OWNER.email)
        opened.value.get_by_label("Password").fill(OWNER.password)
        opened.value.get_by_label("Password").press("Enter")
        opened.value.get_by_role("heading", name="Which partners").wait_for()
        opened.value.close()
        expect(page.get_by_label("Heading")).to_have_value(heading)
        key(page, button)
        expect(page.get_by_role("status").filter(has_text=said)).to_have_count(1, timeout=PATIENCE_MS)
    page.goto("/f/new-client")
    expect(page.get_by_role("heading", name="Typed after")).to_be_visible()
