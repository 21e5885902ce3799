"""Closed months and pages to print in every look, and as they lie on paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from records.closed.closing import close_month
from records.db import db
from records.money.costs import record_cost, remove_cost
from records.money.payments import Payment
from records.sources import Source
from records.staff.users import User
from tests.admin.small_firm import CAME, full_firm, noon
from tests.browser.looks import check_every_look

PAGES = (
    "/admin/periods",
    "/admin/periods/1",
    "/admin/periods/1?of=sources&credit=shared",
    "/admin/periods/1/clients?part=total&credit=shared",
    "/admin/periods/1/payments?part=total",
    "/admin/periods/1/costs?of=sources&part=total",
    "/admin/periods/1/changes",
    "/admin/?from=2026-03-01&to=2026-03-31",
    "/admin/?of=sources&credit=shared&format=print",
    "/admin/periods/1/changes?format=print",
)


@pytest.fixture
def closed(app: Flask, owner_page: Page) -> Page:
    """The owner's page on the full firm with March closed and a payment changed since."""
    full_firm(app)
    with app.app_context():
        user = db.session.scalars(select(User)).first()
        assert user
        joe = db.session.scalars(select(Source).where(Source.name == "Joe Smith")).one()
        cost = record_cost(db.session(), joe, 4_200, "USD", CAME, None, noon(CAME), user=user)
        close_month(db.session(), CAME.replace(day=1), noon(CAME), CAME.replace(month=5), user)
        remove_cost(db.session(), cost, noon(CAME) + timedelta(days=1), user)
        for payment in db.session.scalars(select(Payment).limit(4)):
            payment.amount += 12_345
        db.session.commit()
    return owner_page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_closed_months_looks_right_everywhere(closed: Page, address: str) -> None:
    closed.goto(address)
    for part in closed.locator("details").all():
        part.evaluate("part => part.open = true")
    check_every_look(closed)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_has_the_cover_and_no_menu(closed: Page, tmp_path: Path, paper: str) -> None:
    closed.goto("/admin/?of=sources&format=print")
    closed.emulate_media(media="print")
    assert closed.locator("dl.cover").is_visible()
    for gone in ("header.shell", ".back", ".skip"):
        assert not closed.locator(gone).first.is_visible(), gone
    file = tmp_path / "paper.pdf"
    closed.pdf(path=file, format=paper)
    assert file.read_bytes().startswith(b"%PDF")
    head = closed.locator("table.paper thead").first
    assert head.evaluate("head => getComputedStyle(head).display") == "table-header-group"
