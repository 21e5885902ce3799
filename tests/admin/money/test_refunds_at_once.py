"""Two of the staff who send money back at the same moment: the second is asked about what the first has left."""

from collections.abc import Callable
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from attribution import Result
from records.clients import Client
from records.db import db
from records.money.by_hand import payment_by_hand
from records.money.payments import Payment, PaymentKind
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, client, noon, pays
from tests.records.beside import wait_for_one_who_waits
from tests.rig.forms import fields

ASKED = "Ann Lee has paid $0.00 in all. Is this right?"


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite's writers queue up")
        pays(db.session(), client(db.session(), "Ann Lee", Result("none"), "idk"), 10_000)
        pays(db.session(), db.session.get_one(Client, 1), 500)
        db.session.commit()
    return app


def meanwhile(firm: Flask, page: str, amount: int, sends: Callable[[], TestResponse]) -> TestResponse:
    """What is answered to who sends something while another refund is being kept."""
    answers: list[TestResponse] = []
    with firm.app_context(), Session(db.engine) as other:
        ann, user = other.get_one(Client, 1), other.scalars(select(User)).first()
        assert user
        payment_by_hand(other, ann, amount, "USD", CAME, PaymentKind.RECEIVED, noon(CAME), user, page)
        thread = Thread(target=lambda: answers.append(sends()))
        thread.start()
        wait_for_one_who_waits(thread)
        other.commit()
        thread.join()
    return answers[0]


def amounts(firm: Flask) -> list[int]:
    with firm.app_context():
        return list(db.session.scalars(select(Payment.amount).order_by(Payment.id)))


def test_the_second_of_two_refunds_is_asked_about(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/clients/1"), "/payments") | {"amount": "-105"}
    answer = meanwhile(firm, "another", -10_500, lambda: owner.post("/admin/clients/1/payments", data=form))
    assert (answer.status_code, ASKED in visible(answer.text)) == (422, True)
    assert amounts(firm) == [10_000, 500, -10_500]


def test_a_payment_that_becomes_a_refund_beside_another_is_asked_about(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/payments/2/edit"), "/change") | {"amount": "-100", "why": "a slip"}
    answer = meanwhile(firm, "another", -10_000, lambda: owner.post("/admin/payments/2/change", data=form))
    assert (answer.status_code, ASKED in visible(answer.text)) == (422, True)
    assert amounts(firm) == [10_000, 500, -10_000]


def test_a_double_click_on_a_refund_is_not_asked_about_itself(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/clients/1"), "/payments") | {"amount": "-105", "paid_on": CAME.isoformat()}
    answer = meanwhile(firm, form["page"], -10_500, lambda: owner.post("/admin/clients/1/payments", data=form))
    assert answer.status_code == 303
    assert amounts(firm) == [10_000, 500, -10_500]
