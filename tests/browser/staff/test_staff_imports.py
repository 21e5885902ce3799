"""From a file to the ranking in a browser, and every page of imports in every look."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from attribution import Result
from records.db import db
from tests.admin.sending_files import EXAMPLES, IMPORTS, give, lines
from tests.admin.small_firm import client, credit, partner, waits
from tests.browser.looks import check_every_look
from tests.rig.people import OWNER, signed_in


def firm(app: Flask) -> None:
    """Joe has sent Ana; Ben's answer waits."""
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith")
        ana = client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith")
        ana.email, ana.email_key = "ana@adams.example", "ana@adams.example"
        client(session, "Ben Brown", waits(), "somebody")
        session.commit()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_leads_to_the_ranking(app: Flask, request: pytest.FixtureRequest, tmp_path: Path, script: bool) -> None:
    firm(app)
    page: Page = request.getfixturevalue("owner_page" if script else "colleague_page_without_script")
    file = tmp_path / "zahlungen.csv"
    file.write_text(
        lines(
            "Kunde;Betrag;Datum",
            "Ana Adams;1.250,50;31.03.2026",
            "Benny Brown;80,00;02.03.2026",
            "Ana Adams;1.000;04.03.2026",
        ),
        encoding="utf-8",
    )
    page.goto("/admin/")
    page.get_by_role("link", name="Imports", exact=True).click()
    page.get_by_role("link", name="Take in a file").click()
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="Which column is which?").wait_for()
    for field, column in (("of_client", "Kunde"), ("of_amount", "Betrag"), ("of_on", "Datum")):
        page.locator(f"[name={field}]").select_option(column)
    page.locator("[name=usual_currency]").fill("USD")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("zahlungen.csv")
    page.get_by_role("link", name="Unmatched 1").click()
    page.get_by_role("link", name="Say who").click()
    page.get_by_label("Name, e-mail, phone or company").fill("brown")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="It is this one").first.click()
    page.get_by_text("1 payment of Ben Brown.").wait_for()
    page.get_by_role("button", name="Let it in").click()
    page.get_by_text("3 rows added.").wait_for()
    page.goto("/admin/?from=2026-03-01&to=2026-03-31")
    expect(page.locator('tr[data-part="1"]')).to_contain_text("$2,250.50")
    expect(page.locator('tr[data-part="in_review"]')).to_contain_text("$80.00")


def test_every_page_of_imports_looks_right_everywhere(app: Flask, owner_page: Page) -> None:
    firm(app)
    page = owner_page
    page.goto(IMPORTS)
    check_every_look(page)
    owner = signed_in(app, OWNER)
    give(owner, (EXAMPLES / "quickbooks-transactions.csv").read_bytes(), "Transaction List by Customer.csv")
    give(
        owner,
        lines("client,amount,on", "Ana Adams,5.00,2026-03-04", "Ana Adams,many,2026-03-04", "A. Adams,7,2026-03-04"),
    )
    asked = give(owner, lines("Kunde;Betrag;Datum", "Ana Adams;1.234;03/04/2026"))
    for address in (
        IMPORTS,
        f"{IMPORTS}/new",
        f"{IMPORTS}/1",
        f"{IMPORTS}/2?tab=asked",
        f"{IMPORTS}/2?tab=refused",
        f"{IMPORTS}/columns",
        asked.location,
    ):
        page.goto(address)
        check_every_look(page)
    page.goto(f"{IMPORTS}/2?tab=asked")
    page.get_by_role("link", name="Say who").click()
    check_every_look(page)
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Add the client").click()
    page.get_by_text("Type the name.").wait_for()
    check_every_look(page)
    page.goto(asked.location)
    for field, column in (("of_client", "Kunde"), ("of_amount", "Betrag"), ("of_on", "Datum")):
        page.locator(f"[name={field}]").select_option(column)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("These have to be said").wait_for()
    check_every_look(page)
    page.goto(f"{IMPORTS}/2")
    page.get_by_role("button", name="Let it in").click()
    page.get_by_text("1 row added, 1 wrong.").wait_for()
    page.get_by_text("Take this import back").click()
    check_every_look(page)
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("1 row taken back.").wait_for()
    check_every_look(page)
