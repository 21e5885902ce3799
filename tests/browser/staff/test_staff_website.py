"""Staff put the form on a website: by keyboard and without script, with a preview, and lines that can be copied."""

from flask import Flask
from playwright.sync_api import Page, expect

from records.db import db
from tests.admin.small_firm import partner
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look
from tests.browser.test_public_form import submissions
from tests.browser.website import allow

PAGE = "/admin/website"


def with_joe(app: Flask) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()


def test_a_site_is_added_and_taken_out_without_script(app: Flask, colleague_page_without_script: Page) -> None:
    page = colleague_page_without_script
    page.goto("/admin/")
    page.locator(".more > summary").click()
    page.get_by_role("link", name="Your website").click()
    page.get_by_label("Address of the website").fill("nonsense")
    page.get_by_label("Address of the website").press("Enter")
    expect(page.get_by_text("This is no name of a website.")).to_be_visible()
    page.get_by_label("Address of the website").fill("www.firm.example")
    page.get_by_role("button", name="Add the website").click()
    expect(page.get_by_role("status")).to_contain_text("https://www.firm.example may show the form now.")
    page.get_by_role("button", name="Take out https://www.firm.example").click()
    expect(page.get_by_role("status")).to_have_text("https://www.firm.example can show the form no more.")


def test_the_preview_shows_the_form_and_sends_nothing(app: Flask, owner_page: Page) -> None:
    owner_page.goto(f"{PAGE}?theme=dark")
    inside = owner_page.frame_locator("iframe.preview")
    expect(inside.get_by_label("Your name")).to_be_visible()
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    inside.get_by_label("A search engine").check()
    expect(inside.locator("[name=searched]")).to_have_accessible_name("What did you search for? optional")
    assert submissions(app) == []


def test_a_popup_can_be_tried(owner_page: Page) -> None:
    owner_page.goto(f"{PAGE}?mode=slider")
    link = owner_page.get_by_role("link", name="Write to us")
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    press_enter(link)
    expect(owner_page.frame_locator("iframe").get_by_label("Your name")).to_be_visible()
    owner_page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_lines_are_copied_with_one_press(owner_page: Page) -> None:
    owner_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner_page.goto(PAGE)
    press_enter(owner_page.get_by_role("button", name="Copy: The form", exact=True))
    expect(owner_page.get_by_text("Copied", exact=True)).to_be_visible()
    assert owner_page.evaluate("navigator.clipboard.readText()") == owner_page.locator("#snippet").input_value()


def test_what_was_chosen_stays_chosen(owner_page: Page) -> None:
    owner_page.goto(PAGE)
    owner_page.get_by_label("The form opens").select_option("popup")
    owner_page.get_by_label("Where a visitor came from is remembered").select_option("30days")
    owner_page.get_by_label("but only after the visitor agrees").check()
    owner_page.get_by_role("button", name="Show the lines").click()
    expect(owner_page.get_by_label("The form opens")).to_have_value("popup")
    expect(owner_page.get_by_label("but only after the visitor agrees")).to_be_checked()
    lines = owner_page.get_by_label("The form", exact=True).input_value()
    assert 'data-mode="popup" data-keep="30days" data-consent' in lines


def test_the_page_looks_right_everywhere_in_every_state(app: Flask, owner_page: Page) -> None:
    allow(app, "https://www.firm.example", "https://*.a-very-long-name-of-a-website-that-never-ends.example:8443")
    page = owner_page
    for address in (PAGE, f"{PAGE}?mode=popup&theme=dark&keep=30days&consent=yes"):
        page.goto(address)
        for part in page.locator("details").all():
            part.evaluate("part => part.open = true")
        check_every_look(page)
    page.get_by_label("Address of the website").fill("nonsense")
    page.get_by_label("Address of the website").press("Enter")
    expect(page.get_by_text("This is no name of a website.")).to_be_visible()
    check_every_look(page)


def test_a_link_is_made_printed_and_ended(app: Flask, owner_page: Page) -> None:
    with_joe(app)
    page = owner_page
    page.goto("/admin/partners/1")
    page.locator("summary", has_text="Referral link").click()
    page.get_by_role("button", name="Make a referral link").click()
    expect(page.get_by_label("Address to give away", exact=True)).to_be_visible()
    check_every_look(page)
    page.get_by_role("link", name="Print it").click()
    expect(page.get_by_role("heading", name="A card to print")).to_be_visible()
    check_every_look(page)
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator("svg.qr")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator("header.shell")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Joe Smith").first.click()
    page.get_by_text("End this link").click()
    page.get_by_role("button", name="End the link").click()
    expect(page.get_by_role("button", name="Make a referral link")).to_be_visible()


def test_a_code_is_dark_on_light_in_the_dark_too(app: Flask, owner_page: Page) -> None:
    with_joe(app)
    owner_page.goto("/admin/partners/1")
    owner_page.locator("summary", has_text="Referral link").click()
    owner_page.get_by_role("button", name="Make a referral link").click()
    owner_page.emulate_media(color_scheme="dark")
    # A look at all paths at once does not wait for the page that the click leads to.
    squares = owner_page.locator("svg.qr path")
    expect(squares).to_have_count(2)
    lines = squares.evaluate_all("paths => paths.map(path => path.getAttribute('fill') ?? path.getAttribute('stroke'))")
    assert lines == ["#fff", "#000"]
