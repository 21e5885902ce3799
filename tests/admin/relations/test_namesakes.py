"""Two partners of one name are never two rows of which nobody can say whose they are."""

import io
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from attribution import Result
from records.db import db
from records.money.costs import record_cost
from records.relations.given.outcomes import log_referral
from records.relations.known.contacts import ContactKind, note_contact
from records.relations.thanking.thanks import How, thank
from records.sources import Source
from records.staff.users import User
from reports.counting.periods import first_of_month
from tests.admin.closed.test_closed_months import close
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, credit, noon, partner, pays
from tests.rig.forms import fields

HEALER, GARAGE = "chiropractor, Cohen Chiropractic, Millbrook", "body shop owner, Amity"


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Two David Cohens, who both sent somebody, and were both sent somebody, and one partner of a name of their own."""
    last_month = first_of_month(datetime.now(UTC).date(), -1)
    with app.app_context():
        session = db.session()
        healer = partner(
            session, "David Cohen", occupation="chiropractor", organisation="Cohen Chiropractic", city="Millbrook"
        )
        garage = partner(session, "david cohen", occupation="body shop owner", city="Amity")
        joe = partner(session, "Joe Smith", occupation="baker")
        for source in (healer, garage, joe):
            pays(session, client(session, "Ana", Result("auto", (credit(source),)), "x"), 1000, on=last_month)
            log_referral(session, source, "Somebody", CAME, noon(CAME))
            record_cost(session, source, 700, "USD", CAME, None, noon(CAME))
        session.commit()
    return app


PAGES = (
    "/admin/",
    "/admin/?of=sources",
    "/admin/balance",
    "/admin/balance?show=quality",
    "/admin/time",
    "/admin/thanks",
    "/admin/partners/picture",
    "/admin/lifetime",
    "/admin/costs",
    "/admin/costs/spent?of=partners&part=total",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_and_its_files_say_which_of_them_is_meant(firm: Flask, owner: FlaskClient, address: str) -> None:
    said = visible(owner.get(address).text)
    for words in (f"David Cohen {HEALER}", f"david cohen {GARAGE}"):
        assert words in said, words
    assert "Joe Smith" in said and "baker" not in said
    joint = "&" if "?" in address else "?"
    plain = owner.get(f"{address}{joint}format=csv").text
    book = CalamineWorkbook.from_filelike(io.BytesIO(owner.get(f"{address}{joint}format=xlsx").data))
    cells = {str(cell) for row in book.get_sheet_by_index(1).to_python() for cell in row}
    for words in (f"David Cohen ({HEALER})", f"david cohen ({GARAGE})", "Joe Smith"):
        assert words in plain
        assert words in cells


def test_the_lists_of_what_was_given_say_it_too(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        maya = session.scalars(select(User)).one()
        for number in (1, 2):
            source = session.get_one(Source, number)
            note_contact(session, source, ContactKind.CALL, CAME, noon(CAME), maya, minutes=5)
            thank(session, source, How.GIFT, CAME, noon(CAME), maya, words="Tea", worth=500, currency="USD")
        session.commit()
    for address in ("/admin/referrals", "/admin/contacts", "/admin/ledger?year=2026"):
        said = visible(owner.get(address).text)
        assert f"David Cohen {HEALER}" in said, address
        assert f"david cohen {GARAGE}" in said, address
    for address in ("/admin/contacts", "/admin/ledger?year=2026"):
        assert f"David Cohen ({HEALER})" in owner.get(f"{address}{'&' if '?' in address else '?'}format=csv").text


def test_a_closed_month_says_it_too(firm: Flask, owner: FlaskClient) -> None:
    address = close(owner, f"{CAME:%Y-%m}").location
    assert f"David Cohen {HEALER}" in visible(owner.get(address).text)
    assert f"David Cohen ({HEALER})" in owner.get(f"{address}?format=csv").text


def test_the_monthly_report_says_it_too(firm: Flask, owner: FlaskClient) -> None:
    said = visible(owner.get("/admin/report").text)
    assert "David Cohen (chiropractor" in said
    assert "david cohen (body shop owner" in said
    assert "Joe Smith (" not in said


def test_somebody_merged_away_is_no_namesake(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/partners/1/merge?other=2")
    form = fields(page, "/merge", having="gone")
    assert owner.post("/admin/partners/1/merge", data=form).status_code == 303
    said = visible(owner.get("/admin/").text)
    assert "David Cohen" in said and "chiropractor" not in said
