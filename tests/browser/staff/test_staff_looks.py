"""Every staff page in every look: axe finds nothing, and nothing is cut off at the side."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from attribution import Result
from records.db import db
from tests.admin.coverage.choosing import answered
from tests.admin.searching_firm import searching_firm
from tests.admin.small_firm import (
    CAME,
    FACEBOOK,
    clicked,
    client,
    credit,
    full_firm,
    grouped,
    noon,
    partner,
    submission_of,
    waits,
)
from tests.browser.conftest import owner_of, without_errors
from tests.browser.looks import BETWEEN, check_every_look, has_room, has_room_on_paper
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

PAGES = (
    "/admin/",
    "/admin/?of=sources&credit=shared&by=clients",
    "/admin/?from=2001-01-01&to=2001-01-02",
    "/admin/?from=2026-04-01&to=2026-04-30&of=sources&by=change&only=introduced_by:partners:1&office=1",
    "/admin/answers",
    "/admin/held-back",
    "/admin/held-back/1",
    "/admin/answers?order=newest",
    "/admin/clients",
    "/admin/clients?of=partners&part=total&credit=shared",
    "/admin/clients/1",
    "/admin/clients/1/edit",
    "/admin/payments?of=partners&part=total&credit=shared",
    "/admin/partners",
    "/admin/partners?show=known&relation=give+and+take",
    "/admin/partners/picture",
    "/admin/partners/1/edit",
    "/admin/contacts",
    "/admin/contacts/hour",
    "/admin/balance",
    "/admin/balance?show=quality",
    "/admin/balance/1/received",
    "/admin/balance/1/given",
    "/admin/partners/1",
    "/admin/partners/1?from=2026-03-01&to=2026-03-31&credit=shared&only=arrived_through:websites:4",
    "/admin/channels/organic-search",
    "/admin/cohorts?of=sources",
    "/admin/lifetime?of=sources",
    "/admin/first-payments?of=sources",
    "/admin/partners/new",
    "/admin/password",
    "/admin/users",
    "/admin/users/1",
    "/admin/partners/1/merge?other=2",
    "/admin/firm",
    "/admin/hooks",
    "/admin/payments/1/edit",
    "/admin/costs",
    "/admin/costs/new",
    "/admin/website",
    "/admin/forms",
    "/admin/forms/1",
    "/admin/forms/1/answers",
    "/admin/forms/new",
    "/admin/offices",
    "/admin/sources/4",
    "/admin/said-and-clicked",
    "/admin/said-and-clicked?by=channel",
    "/admin/said-and-clicked/clients?said=partner&clicked=search+engine",
    "/admin/coverage",
    "/admin/first-steps",
    "/admin/clients/13/test",
    "/admin/coverage/clients?what=not-asked",
    "/admin/coverage/desk-card",
    "/admin/coverage/order",
    "/admin/coverage/order/answers",
    "/admin/thanks",
    "/admin/thanks/words/edit",
    "/admin/partners/1/thanks/new",
    "/admin/ledger",
    "/admin/rules",
    "/admin/rewards",
    "/admin/partners/1/rewards",
    "/admin/partners/1/rewards/new",
    "/admin/nowhere",
)


Databases = SqliteDatabases | PostgresqlDatabases


def asked_firm(app: Flask) -> None:
    """The firm of everything, and clients who chose from its form."""
    full_firm(app)
    answered(app, 8, 62)


@pytest.fixture(scope="module")
def full(databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The owner of the firm of everything, for tests that only look."""
    with owner_of(databases, browser, tmp_path_factory.mktemp("full"), asked_firm) as page:
        yield page


@pytest.fixture(scope="module")
def searching(databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The owner of the firm with searches, for tests that only look."""
    folder = tmp_path_factory.mktemp("searching")
    with owner_of(databases, browser, folder, lambda app: searching_firm(app, folder)) as page:
        yield page


@pytest.fixture(scope="module")
def empty(databases: Databases, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The owner of a new firm, for tests that only look."""
    with owner_of(databases, browser, tmp_path_factory.mktemp("empty"), lambda _: None) as page:
        yield page


def looked_at(page: Page, address: str) -> None:
    """A page with all its details open, in every look and without an error."""
    with without_errors(page.context):
        page.goto(address)
        for part in page.locator("details").all():
            part.evaluate("part => part.open = true")
        check_every_look(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_looks_right_everywhere(full: Page, address: str) -> None:
    looked_at(full, address)


def test_large_figures_leave_the_words_their_room(full: Page) -> None:
    large = "cells => cells.forEach(cell => { cell.textContent = '$1,234,567.89'; })"
    for address in ("/admin/?compare=year", "/admin/cohorts?of=sources", "/admin/lifetime?of=sources", "/admin/costs"):
        full.goto(address)
        full.locator("table .figure > :is(a, data):first-child").evaluate_all(large)
        for width in (320, BETWEEN, 1280):
            full.set_viewport_size({"width": width, "height": 800})
            has_room(full, f"{address} at {width} px", width)


PRINTED = "/ /costs /clients/1 /partners/1 /balance /balance?format=print /partners"
PARTNERS_PRINTED = "/partners?format=print /partners?format=print&show=known /partners?format=print&show=time"


@pytest.mark.parametrize("address", f"{PRINTED} {PARTNERS_PRINTED}".split())
def test_a_page_has_room_on_paper_with_large_figures_too(full: Page, address: str) -> None:
    full.goto(f"/admin{address}")
    full.locator("table td.figure").evaluate_all(
        "cells => cells.forEach(cell => { if (/[$€]/.test(cell.textContent)) cell.textContent = '$1,234,567.89'; })"
    )
    has_room_on_paper(full)


def test_a_name_of_one_endless_word_leaves_the_words_beside_it_whole(full: Page) -> None:
    for address in ("/admin/clients", "/admin/contacts", "/admin/referrals", "/admin/costs", "/admin/partners"):
        full.goto(address)
        names = full.locator("tbody :is(th a, .words)")
        names.evaluate_all("all => all.forEach(each => { each.textContent = 'W'.repeat(200); })")
        for width in (320, BETWEEN, 900, 1280):
            full.set_viewport_size({"width": width, "height": 800})
            has_room(full, f"{address} at {width} px", width)


def test_what_is_known_of_partners_has_room_on_every_tablet(full: Page) -> None:
    full.goto("/admin/partners?show=known")
    for width in (640, 700, 768, 820, 896, 1024):
        full.set_viewport_size({"width": width, "height": 800})
        has_room(full, f"{full.url} at {width} px", width)


def test_a_folded_part_opens_where_an_address_leads_to_it(full: Page) -> None:
    inside = full.get_by_role("link", name="All aliases")
    full.goto("/admin/partners/1")
    full.set_viewport_size({"width": 1280, "height": 800})
    expect(inside).to_be_hidden()
    full.goto("/admin/partners/1#spellings")
    expect(inside).to_be_visible()


def test_a_heading_that_is_read_out_first_does_not_look_like_a_field(full: Page) -> None:
    full.goto("/admin/answers")
    heading = full.locator("h1")
    expect(heading).to_be_focused()
    expect(heading).to_have_css("outline-style", "none")


def test_fields_beside_one_another_stand_in_line(full: Page) -> None:
    full.goto("/admin/firm")
    full.set_viewport_size({"width": 1280, "height": 800})
    for one, other in (("profession_kind", "profession"), ("country", "currency"), ("zone", "first_weekday")):
        first, second = (full.locator(f"[name={name}]").bounding_box() for name in (one, other))
        assert first and second
        assert first["y"] == second["y"]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/?of=keywords&by=clients",
        "/admin/keywords/1",
        "/admin/keywords/2",
        "/admin/keywords/2/landed?kind=known&landing=firm.example/wills",
        "/admin/keywords/spread?measure=revenue",
        "/admin/keywords/estimated",
        "/admin/keywords/exports",
        "/admin/keywords/totals?from=2026-03-01&to=2026-03-31",
    ],
)
def test_a_page_about_searches_looks_right_everywhere(searching: Page, address: str) -> None:
    looked_at(searching, address)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/answers",
        "/admin/partners",
        "/admin/?of=keywords",
        "/admin/keywords/exports",
        "/admin/said-and-clicked",
        "/admin/mail",
    ],
)
def test_the_page_of_a_new_firm_looks_right_everywhere(empty: Page, address: str) -> None:
    looked_at(empty, address)


def test_the_sign_in_looks_right_everywhere(page: Page) -> None:
    page.goto("/admin/sign-in")
    check_every_look(page)
    page.locator("[name=email]").fill("somebody@firm.example")
    page.locator("[name=password]").press("Enter")
    page.get_by_text("Type your password.").wait_for()
    check_every_look(page)


def test_a_form_with_mistakes_looks_right_everywhere(app: Flask, owner_page: Page) -> None:
    full_firm(app)
    owner_page.goto("/admin/partners/new")
    owner_page.get_by_role("button", name="Add the partner").click()
    owner_page.get_by_text("Type the name.").wait_for()
    check_every_look(owner_page)
    owner_page.goto("/admin/clients/1")
    owner_page.get_by_text("Add a payment").click()
    owner_page.get_by_role("button", name="Add the payment").click()
    owner_page.get_by_text("Type the amount").wait_for()
    check_every_look(owner_page)


def test_a_review_looks_right_at_every_step(app: Flask, owner_page: Page) -> None:
    with app.app_context():
        session = db.session()
        stephen = partner(
            session,
            "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley",
            organisation="The South Shore Center for Family Mediation and Counselling",
        )
        doubt = credit(stephen, span=(0, 9), confidence=0.6, reason="A part of the name is there.")
        first = client(session, "Ana Adams", waits(doubt, also=(clicked(FACEBOOK),)), "Big Stevo told me so")
        client(session, "Anatole Featherstonehaugh-Cholmondeley", waits(doubt), "Big Stevvo told me so")
        client(session, "Ben Brown", waits(), "Big Stevo https://" + "very-long-" * 30 + ".example")
        client(session, "Cara Clark", Result("none"), "")
        number = submission_of(session, first).id
        stephen.created_at = noon(CAME)
        grouped(session)
        db.session.commit()
    page = owner_page
    page.goto(f"/admin/answers/{number}")
    # What is not word for word the same is open by itself.
    page.get_by_role("checkbox", name="Anatole").wait_for()
    for way in ("Another source or client", "Several of them", "Somebody or something new"):
        page.locator("summary", has_text=way).click()
    check_every_look(page)
    page.get_by_role("button", name="Share it between them").click()
    page.get_by_text("Name at least two, or choose one above.", exact=True).wait_for()
    check_every_look(page)
    page.locator("summary", has_text="Somebody or something new").click()
    page.get_by_role("button", name="Add them").click()
    page.get_by_text("Type the name.").wait_for()
    check_every_look(page)
    page.get_by_role("button", name="Bartholomew").first.click()
    page.get_by_role("heading", name="Remember “Big Stevo”").wait_for()
    check_every_look(page)
    page.get_by_role("button", name="Remember “Big Stevo”").click()
    page.get_by_text("now leads to").wait_for()
    check_every_look(page)
