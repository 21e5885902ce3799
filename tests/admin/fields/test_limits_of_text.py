"""What is far too long is refused before anybody looks what it is, and what cannot be kept is cleaned before it is."""

import re
from collections import Counter

import email_validator
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients.correcting import ClientChange
from records.db import db
from records.relations.known.partner_changes import PartnerChange
from records.staff.users import User
from tests.admin.small_firm import client, partner
from tests.house.tree import ROOT, files
from tests.rig.forms import fields

MEGABYTE = f'"{"a " * 500_000}"@firm.example'
"""A quoted name: the slowest that an address can be."""


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith", email="joe@mail.example", organisation="Smith Ltd", city="Quincy")
        client(session, "Ana Adams", None)
        session.commit()
    return app


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("/admin/partners/new", "/admin/partners"),
        ("/admin/partners/1/edit", "/admin/partners/1"),
        ("/admin/clients/1/edit", "/admin/clients/1/edit"),
        ("/admin/clients/new", "/admin/clients/new"),
        ("/admin/users", "/admin/users"),
    ],
)
def test_a_megabyte_is_no_address_without_being_read(
    firm: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch, page: str, address: str
) -> None:
    longest, read = [0], email_validator.validate_email

    def reads(email: str, **how: bool) -> email_validator.ValidatedEmail:
        longest.append(len(email))
        return read(email, **how)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(email_validator, "validate_email", reads)
    form = fields(owner.get(page), address, having="email")
    answer = owner.post(address, data=form | {"email": MEGABYTE})
    assert answer.status_code == 422
    assert max(longest) < 1_000


def test_no_form_of_staff_asks_more_of_what_is_too_long() -> None:
    wtforms = re.compile(r"from wtforms\.validators import [^#\n]*\bLength\b|^    Length,$", re.MULTILINE)
    those = [path for path in files(".py") if path.parts[0] == "admin"]
    assert [str(path) for path in those if wtforms.search((ROOT / path).read_text("utf-8"))] == []


def test_a_sign_that_cannot_be_kept_makes_one_change_of_a_client_and_no_more(firm: Flask, owner: FlaskClient) -> None:
    page = "/admin/clients/1/edit"
    for _ in range(2):
        form = fields(owner.get(page), page) | {"name": "Ana\0Adams", "company": "Adams\0 & Co"}
        assert owner.post(page, data=form).status_code == 303
    with firm.app_context():
        after = db.session.scalars(select(ClientChange.after).order_by(ClientChange.id)).all()
        assert after == ["Ana\u2400Adams", "Adams\u2400 & Co"]


def test_a_sign_that_cannot_be_kept_makes_one_change_of_a_partner_and_no_more(firm: Flask, owner: FlaskClient) -> None:
    page = "/admin/partners/1/edit"
    texts = ("name", "organisation", "occupation", "city", "notes", "looking_for", "tags", "sphere_note")
    changes = dict.fromkeys(texts, "Joe\0Smith") | {"sphere": "200"}
    for _ in range(2):
        form = fields(owner.get(page), "/partners/1", having="aliases") | changes
        assert owner.post("/admin/partners/1", data=form).status_code == 303
    with firm.app_context():
        made = Counter(db.session.scalars(select(PartnerChange.what)))
        assert len(made) == len(texts)
        assert set(made.values()) == {1}


def test_a_sign_that_cannot_be_kept_is_shown_where_it_stands(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/users"), "/admin/users", having="email")
    answer = owner.post("/admin/users", data=form | {"email": "ann at firm", "name": "Ann\0Hale"})
    assert (answer.status_code, "Ann\u2400Hale" in answer.text, "\0" in answer.text) == (422, True, False)
    assert owner.post("/admin/users", data=form | {"email": "ann@f.example", "name": "Ann\0Hale"}).status_code == 303
    with firm.app_context():
        assert "Ann\u2400Hale" in db.session.scalars(select(User.name)).all()
