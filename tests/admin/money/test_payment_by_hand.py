"""A payment is changed, moved, refunded and removed on its page, each with a reason, and each is undone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from records.db import db
from records.money.payment_changes import PaymentChange
from records.money.payments import Payment
from tests.admin.small_firm import client as new_client
from tests.admin.small_firm import pays
from tests.rig.forms import fields

EDIT = "/admin/payments/1/edit"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        ann, _ben = (new_client(session, name, Result("none"), "idk") for name in ("Ann Lee", "Ben Brown"))
        pays(session, ann, 10_000)
        pays(session, ann, 700, "EUR")
        session.commit()
    return app


def sends(browser: FlaskClient, what: str, **changes: str) -> int:
    form = fields(browser.get(EDIT), f"/payments/1/{what}")
    return browser.post(f"/admin/payments/1/{what}", data=form | {"why": "A <slip>"} | changes).status_code


def kept(app: Flask) -> list[tuple[str, int, str]]:
    with app.app_context():
        rows = db.session.scalars(select(Payment).order_by(Payment.amount)).all()
        return [(each.client.name, each.amount, each.currency) for each in rows]


def undo(browser: FlaskClient, page: str = "/admin/clients/1") -> None:
    form = fields(browser.get(page), "/undo")
    with browser.application.app_context():
        number = db.session.scalars(
            select(PaymentChange.id).where(PaymentChange.undone_at.is_(None)).order_by(PaymentChange.id.desc())
        ).first()
    assert browser.post(f"/admin/payment-changes/{number}/undo", data=form).status_code == 303


BEFORE = [("Ann Lee", 700, "EUR"), ("Ann Lee", 10_000, "USD")]


@pytest.mark.parametrize(
    ("what", "changes", "after"),
    [
        ("change", {"amount": "1.50", "currency": "kwd"}, [("Ann Lee", 700, "EUR"), ("Ann Lee", 1500, "KWD")]),
        ("move", {"client": "ben brown"}, [("Ann Lee", 700, "EUR"), ("Ben Brown", 10_000, "USD")]),
        ("refund", {"amount": "40"}, [("Ann Lee", -4_000, "USD"), *BEFORE]),
        ("remove", {}, [("Ann Lee", 700, "EUR")]),
    ],
)
def test_each_is_done_told_on_the_clients_page_and_undone(
    firm: Flask, colleague: FlaskClient, what: str, changes: dict[str, str], after: list[tuple[str, int, str]]
) -> None:
    assert sends(colleague, what, **changes) == 303
    assert kept(firm) == after
    page = colleague.get("/admin/clients/1").text
    assert "A &lt;slip&gt;" in page
    undo(colleague)
    assert kept(firm) == BEFORE
    assert "undone" in colleague.get("/admin/clients/1").text


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("change", {"amount": "0"}),
        ("change", {"why": " "}),
        ("move", {"client": "Nobody"}),
        ("move", {"client": "Ann Lee"}),
        ("refund", {"amount": "100.01"}),
        ("refund", {"amount": "-5"}),
        ("refund", {"paid_on": ""}),
        ("remove", {"why": ""}),
    ],
)
def test_what_cannot_be_comes_back_with_what_to_do(
    firm: Flask, colleague: FlaskClient, what: str, changes: dict[str, str]
) -> None:
    assert sends(colleague, what, **changes) == 422
    assert kept(firm) == BEFORE


def test_the_form_has_the_payment_as_it_is(firm: Flask, colleague: FlaskClient) -> None:
    assert sends(colleague, "change") == 303
    assert kept(firm) == BEFORE
    assert fields(colleague.get(EDIT), "/payments/1/refund")["amount"] == "100.00"


def test_currencies_stand_apart_on_the_page(firm: Flask, colleague: FlaskClient) -> None:
    page = colleague.get("/admin/clients/1").text
    foot = page[page.index("<tfoot") : page.index("</tfoot")]
    assert ("€7.00" in foot, "$100.00" in foot, "107" in foot) == (True, True, False)
