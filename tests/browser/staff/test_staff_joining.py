"""Two clients who are one person by the keyboard alone: looked for, seen side by side, joined, and two again."""

from flask import Flask
from playwright.sync_api import Page, expect

from attribution import Result
from records.db import db
from tests.admin.small_firm import client, credit, partner, pays
from tests.browser.looks import check_every_look
from tests.browser.staff.test_staff_referrals import tab_to


def test_joining_two_clients_needs_no_mouse(app: Flask, owner_page: Page) -> None:
    page = owner_page
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        pays(session, client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith"), 50_000)
        pays(session, client(session, "Anna Adams", Result("auto", (credit(nisha),)), "Nisha Patel"), 20_000)
        client(session, "Ben Brown", None)
        session.commit()

    page.goto("/admin/clients/2")
    tab_to(page, "The same person as …")
    page.keyboard.press("Enter")
    expect(page.get_by_text("These may be the same person.")).to_be_visible()
    check_every_look(page)
    page.get_by_label("Name, e-mail, phone or company").focus()
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Who is meant?")).to_be_visible()
    tab_to(page, "Ana Adams")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    expect(page.get_by_text("Ana Adams stays, because they came first.")).to_be_visible()
    check_every_look(page)
    tab_to(page, "Join them")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ana Adams", exact=True)).to_be_visible()
    expect(page.get_by_text("Anna Adams and Ana Adams are one client now.")).to_be_visible()
    expect(page.get_by_text("$700.00").first).to_be_visible()
    check_every_look(page)

    # The address of before leads to who they are now, and they are two again.
    page.goto("/admin/clients/2")
    expect(page).to_have_url(page.url.replace("/clients/2", "/clients/1"))
    tab_to(page, "Take them apart: Anna Adams is another person")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Anna Adams is a client of their own again.")).to_be_visible()
    expect(page).to_have_url(page.url.replace("/clients/1", "/clients/2"))
