"""A past client of a file is asked by mail and answers on a telephone; staff see it, in every look."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from outgoing import mail_from, mail_url
from records.coverage.campaigns import Choice, draft_campaign
from records.db import db
from records.firm import the_firm
from records.mail.opt_outs import wants_no_mail
from tests.browser.conftest import visit, without_errors
from tests.browser.keyboard import press_enter
from tests.browser.looks import check_every_look
from tests.records.coverage.past_clients import allowed, brought
from tests.records.firm_of_tests import partner, reviewer
from tests.rig.mail_server import mail_server


def answers(phone: Page, address: str, folder: Path) -> None:
    """The question is answered with thumbs, and nothing of it is cut off at the side."""
    phone.set_viewport_size({"width": 360, "height": 640})
    phone.goto(address)
    phone.get_by_role("radio", name="Someone recommended you").check()
    phone.locator("[name=answer]").fill("Joe Smithson")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.screenshot(path=folder / "asked.png", full_page=True)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()


def stops_all_mail(app: Flask, phone: Page, address: str) -> None:
    """The link in the mail shows a button only; pressing it is what ends all mail."""
    phone.set_viewport_size({"width": 360, "height": 640})
    phone.goto(address)
    with app.app_context():
        assert not wants_no_mail(db.session(), "ada@mail.example")
    phone.get_by_role("button", name="Send me no more mail").click()
    expect(phone.get_by_role("status")).to_contain_text("no mail any more")
    with app.app_context():
        assert wants_no_mail(db.session(), "ada@mail.example")


@pytest.mark.settings(MAIL_FROM=mail_from("Lang & Partner <office@firm.example>"))
def test_an_imported_client_is_asked_by_mail_and_answers_on_a_telephone(
    app: Flask, owner_page: Page, browser: Browser, live_server: str, tmp_path: Path
) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smithson")
        the_firm(db.session()).postal_address = "1 Main Street\nQuincy"
        db.session.commit()
    file = tmp_path / "past.csv"
    file.write_text("name,email,came_on\nAda Byron,ada@mail.example,2024-05-06\n", encoding="utf-8")
    app.config["BASE_URL"] = live_server
    staff = owner_page
    # The file goes in, with why they may be written to; then the mail is looked at and let begin, by keyboard.
    staff.goto("/admin/imports/new?kind=clients")
    staff.locator("input[type=file]").set_input_files(file)
    staff.get_by_role("button", name="Look at it").click()
    staff.get_by_role("button", name="Let it in").click()
    staff.get_by_label("Why you may write to them").fill("was our client two years ago")
    staff.get_by_label("Why you may write to them").press("Enter")
    press_enter(staff.get_by_role("link", name="Ask them by mail, in batches"))
    staff.get_by_label("Name of the mailing").fill("Clients of 2024")
    staff.get_by_label("Name of the mailing").press("Enter")
    expect(staff.locator("pre.letter")).to_contain_text("Hello Ada Byron,")
    expect(staff.locator("pre.letter")).to_contain_text("1 Main Street")
    check_every_look(staff)
    staff.clock.install()
    press_enter(staff.get_by_role("button", name="Begin to send"))
    expect(staff.get_by_role("progressbar")).to_have_attribute("value", "0")
    with mail_server() as server:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{server.port}")
        assert app.test_cli_runner().invoke(args=["jobs", "run"]).exit_code == 0
    ((sender, to, mail),) = server.taken
    assert (sender, to, mail["From"]) == (
        "office@firm.example",
        "ada@mail.example",
        "Lang & Partner <office@firm.example>",
    )
    body = mail.get_content().replace("\r\n", "\n")
    asks, stops = re.findall(rf"{live_server}/ask/\S+", body)
    assert mail["List-Unsubscribe"].strip() == f"<{stops}>" and "1 Main Street\nQuincy" in body
    # On a telephone, without a script.
    with visit(browser, live_server, script=False) as context, without_errors(context):
        answers(context.new_page(), asks, tmp_path)
        stops_all_mail(app, context.new_page(), stops)
    # The page of the mailing asks again by itself, and says what has changed to whoever only hears it.
    staff.clock.run_for(20_000)
    expect(staff.get_by_role("progressbar")).to_have_attribute("value", "1")
    expect(staff.locator("p[role=status]").last).to_have_text("1 of 1 client has had their turn")
    press_enter(staff.get_by_role("link", name="1 answered"))
    press_enter(staff.get_by_role("link", name="Ada Byron"))
    expect(staff.get_by_text("They want no mail from you. That is final.")).to_be_visible()
    expect(staff.get_by_role("link", name="Joe Smithson").first).to_be_visible()


def test_every_page_of_mailings_looks_right(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        record = brought(session, "Ann Able", "Bo Baker", "Cy Clark", emails=("a@mail.example", "", "c@mail.example"))
        allowed(session, record)
        draft_campaign(session, "Past clients", Choice(import_id=record.id), 5, now, reviewer(session))
        session.commit()
    for address in ("", "/new", "/clients?which=can", "/1", "/clients?which=no-address"):
        owner_page.goto(f"/admin/mailings{address}")
        check_every_look(owner_page)
    owner_page.goto("/admin/mailings/1")
    owner_page.get_by_role("button", name="Begin to send").click()
    expect(owner_page.get_by_role("button", name="Begin to send")).to_have_count(0)
    for part in owner_page.locator("details.add").all():
        part.evaluate("part => part.open = true")
    check_every_look(owner_page)
    for address in ("/admin/mailings/1/clients", "/admin/imports/1", "/admin/coverage/mail", "/admin/clients/1"):
        owner_page.goto(address)
        check_every_look(owner_page)
