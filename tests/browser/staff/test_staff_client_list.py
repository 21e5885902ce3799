"""The list of clients by the keyboard and without script: narrowed, put in order, and widened again."""

from flask import Flask
from playwright.sync_api import Page, expect

from tests.admin.clients.listed_firm import listed_firm
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look


def test_the_list_is_narrowed_and_ordered_on_a_phone_without_script(
    app: Flask, colleague_page_without_script: Page
) -> None:
    listed_firm(app)
    page = colleague_page_without_script
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/admin/clients")
    expect(page.get_by_text("14 clients", exact=True)).to_be_visible()

    page.get_by_text("Narrow the list").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Kind of source").select_option("partner")
    page.get_by_label("Money", exact=True).select_option("has paid")
    press_enter(page.get_by_role("button", name="Show these"))
    expect(page.get_by_text("5 clients by partners, who have paid")).to_be_visible()
    expect(page).to_have_url(page.url.partition("?")[0] + "?kind=partner&paid=yes")

    # The heads of the columns have no room here, so that the order stands above.
    expect(page.get_by_role("columnheader", name="Received")).to_be_hidden()
    press_enter(page.locator(".orders").get_by_role("link", name="Received"))
    expect(page.get_by_role("rowheader").first).to_contain_text("Ben Brown")
    press_enter(page.locator(".orders").get_by_role("link", name="Received"))
    expect(page.get_by_role("rowheader").first).to_contain_text("Ella Evans")

    press_enter(page.get_by_role("link", name="partner : take this filter away"))
    expect(page.get_by_text("13 clients who have paid")).to_be_visible()
    expect(page.get_by_role("rowheader").first).to_contain_text("Mo Moss")


def test_the_list_looks_right_with_filters_on_and_with_nobody_left(app: Flask, owner_page: Page) -> None:
    listed_firm(app)
    for words in (
        "period=all&office=2&stage=won&paid=yes&order=name",
        "kind=event&stage=lost&q=a",
        "stage=gone&from=2026-05-31&to=2026-05-01&source=nobody",
    ):
        owner_page.goto(f"/admin/clients?{words}")
        owner_page.get_by_text("Narrow the list").click()
        check_every_look(owner_page)
    owner_page.set_viewport_size({"width": 1280, "height": 900})
    owner_page.goto("/admin/clients")
    head = owner_page.get_by_role("columnheader", name="Client")
    press_enter(head.get_by_role("link"))
    expect(head).to_have_attribute("aria-sort", "ascending")
