"""A partner's referral link on their page: made, printed with its code, and ended."""

import re

import pytest
import segno
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.sources.referral_links import ReferralLink
from tests.admin.reading import visible
from tests.admin.small_firm import partner
from tests.rig.forms import fields

PARTNER = "/admin/partners/1"
MAKE = f"{PARTNER}/referral-link"
CARD = f"{PARTNER}/referral-card"


@pytest.fixture(autouse=True)
def joe(app: Flask) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()


def make(who: FlaskClient) -> str:
    """Make a link through the page, and give its address as the page shows it."""
    response = who.post(MAKE, data=fields(who.get(PARTNER), MAKE))
    assert (response.status_code, response.location) == (303, f"{PARTNER}#link")
    found = re.search(r'id="link-address"[^>]* value="([^"]+)"', who.get(PARTNER).text)
    assert found
    return found[1]


def test_staff_make_a_link_which_leads_to_the_form(app: Flask, colleague: FlaskClient, client: FlaskClient) -> None:
    address = make(colleague)
    with app.app_context():
        link = db.session.scalars(select(ReferralLink)).one()
        assert (link.partner_id, link.made_by.name if link.made_by else "") == (1, "colin")
        assert address == f"http://localhost/r/{link.code}"
    assert client.get(address).location.startswith("/f/new-client?via=")
    assert "Made on" in visible(colleague.get(PARTNER).text)


def test_pressing_twice_makes_one_link(app: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get(PARTNER), MAKE)
    owner.post(MAKE, data=form)
    owner.post(MAKE, data=form)
    with app.app_context():
        assert len(db.session.scalars(select(ReferralLink)).all()) == 1


def test_an_ended_link_leads_to_the_plain_form_and_another_can_be_made(
    app: Flask, owner: FlaskClient, client: FlaskClient
) -> None:
    address = make(owner)
    end = "/admin/referral-links/1/revocation"
    response = owner.post(end, data=fields(owner.get(PARTNER), end))
    assert (response.status_code, response.location) == (303, f"{PARTNER}#link")
    assert "Make a referral link" in visible(owner.get(PARTNER).text)
    assert client.get(address).location == "/f/new-client"
    with app.app_context():
        link = db.session.get_one(ReferralLink, 1)
        assert link.revoked_at
        assert link.revoked_by and link.revoked_by.name == "olive"
    assert make(owner) != address


def test_an_address_that_nobody_has_set_is_not_to_be_trusted(owner: FlaskClient) -> None:
    make(owner)
    for page in (PARTNER, CARD, "/admin/website"):
        shown = visible(owner.get(page).text)
        assert "The public address of this application is not set, so http://localhost is simply" in shown, page
        assert "BASE_URL" in shown, page


@pytest.mark.settings(BASE_URL="https://clients.example.com")
def test_of_an_address_that_is_set_nothing_is_said(owner: FlaskClient) -> None:
    make(owner)
    for page in (PARTNER, CARD, "/admin/website"):
        assert "is not set" not in visible(owner.get(page).text), page


@pytest.mark.settings(BASE_URL="https://clients.example.com")
def test_the_card_has_the_code_of_the_public_address(owner: FlaskClient) -> None:
    address = make(owner)
    assert address.startswith("https://clients.example.com/r/")
    page = owner.get(CARD).text
    assert "Recommended by Joe Smith" in visible(page)
    assert address in visible(page)
    expected = [list(row) for row in segno.make(address, error="m", micro=False).matrix]
    assert modules(page) == expected


def modules(page: str) -> list[list[int]]:
    """The dark and light squares of the code on a page, read from the lines of its drawing."""
    drawing = re.search(r'<svg[^>]* class="qr"[^>]*>.*?</svg>', page, re.DOTALL)
    assert drawing and "style=" not in drawing[0]
    side = int((re.search(r'viewBox="0 0 (\d+)', drawing[0]) or [""] * 2)[1])
    dark = next(path for path in re.findall(r"<path([^>]*)>", drawing[0]) if "stroke=" in path)
    field = [[0] * side for _ in range(side)]
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", dark):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            for step in range(int(first)):
                field[int(y)][int(x) + step] = 1
            x += float(first)
    # The quiet zone around is four squares wide (ISO/IEC 18004).
    return [row[4:-4] for row in field[4:-4]]


def test_without_a_link_there_is_no_card(owner: FlaskClient) -> None:
    assert owner.get(CARD).location == f"{PARTNER}#link"


def test_looking_makes_no_link(app: Flask, owner: FlaskClient) -> None:
    owner.get(PARTNER)
    owner.get(CARD)
    with app.app_context():
        assert db.session.scalars(select(ReferralLink)).all() == []
