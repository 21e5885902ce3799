"""Stripe's events on the same address: charges, and refunds that are told in more than one way."""

from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState
from records.delivered.hook_secrets import Origin
from tests.intake.hooks.hooking import amounts, deliver, firm_with_secret
from tests.rig.forms import fields

AT = 1_772_000_000


@pytest.fixture
def secret(app: Flask) -> str:
    return firm_with_secret(app, Origin.STRIPE, "whsec_given_by_stripe")


def event(number: str, sort: str, thing: dict[str, Any], *, live: bool = True) -> dict[str, Any]:
    return {"id": number, "object": "event", "type": sort, "livemode": live, "created": AT, "data": {"object": thing}}


def charge(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "id": "ch_1", "amount": 10_000, "amount_captured": 10_000, "amount_refunded": 0, "currency": "usd",
        "captured": True, "paid": True, "status": "succeeded", "created": AT, "metadata": {"client_ref": "C1"},
        "billing_details": {"email": None, "name": "Somebody Else", "phone": None}, "receipt_email": None,
    }  # fmt: skip
    return whole | changes


def refund(number: str, amount: int, status: str = "succeeded") -> dict[str, Any]:
    return {"id": number, "amount": amount, "charge": "ch_1", "currency": "usd", "created": AT, "status": status}


def sends(client: FlaskClient, secret: str, told: dict[str, Any]) -> str:
    response = deliver(client, secret, told, "Stripe-Signature")
    assert response.status_code == 200, response.text
    assert response.json
    return str(response.json["status"])


def test_a_charge_is_a_payment_once(app: Flask, client: FlaskClient, secret: str) -> None:
    assert sends(client, secret, event("evt_1", "charge.succeeded", charge())) == "taken"
    assert sends(client, secret, event("evt_1", "charge.succeeded", charge())) == "repeated"
    assert amounts(app) == [(10_000, "USD")]


@pytest.mark.parametrize(
    "who",
    [
        {"metadata": {}, "receipt_email": "Ann@Lee.example"},
        {"metadata": {}, "billing_details": {"email": "ann@lee.example", "name": "A. L."}},
        {"metadata": {}, "billing_details": {"name": "ann lee"}},
    ],
)
def test_the_client_is_found_by_e_mail_then_by_name(
    app: Flask, client: FlaskClient, secret: str, who: dict[str, Any]
) -> None:
    assert sends(client, secret, event("evt_1", "charge.succeeded", charge(**who))) == "taken"


def test_a_charge_of_nobody_we_know_is_acknowledged_and_waits_for_staff(
    app: Flask, client: FlaskClient, secret: str
) -> None:
    assert sends(client, secret, event("evt_1", "charge.succeeded", charge(metadata={}))) == "waits"
    assert amounts(app) == []
    with app.app_context():
        kept = db.session.scalars(select(Delivery)).one()
        assert (kept.state, "Somebody Else" in (kept.body or "")) == (DeliveryState.WAITS, True)


def test_with_a_charge_that_a_person_places_comes_the_refund_that_waited_for_it(
    app: Flask, client: FlaskClient, colleague: FlaskClient, secret: str
) -> None:
    assert sends(client, secret, event("evt_1", "refund.created", refund("re_1", 4_000))) == "waits"
    assert sends(client, secret, event("evt_2", "charge.succeeded", charge(metadata={}))) == "waits"
    said = fields(colleague.get("/admin/hooks"), "/deliveries/2/client") | {"client": "ann@lee.example"}
    assert colleague.post("/admin/hooks/deliveries/2/client", data=said).status_code == 303
    assert amounts(app) == [(10_000, "USD"), (-4_000, "USD")]


@pytest.mark.parametrize(
    ("told", "currency", "kept"),
    [(500, "jpy", 500), (1230, "kwd", 1230), (500, "isk", 5), (700, "ugx", 7), (500, "mga", 50_000), (500, "huf", 500)],
)
def test_amounts_have_the_digits_of_their_currency(
    app: Flask, client: FlaskClient, secret: str, told: int, currency: str, kept: int
) -> None:
    sends(client, secret, event("evt_1", "charge.succeeded", charge(amount_captured=told, currency=currency)))
    assert amounts(app) == [(kept, currency.upper())]


@pytest.mark.parametrize(
    "told",
    [
        event("evt_1", "charge.failed", charge(status="failed", paid=False)),
        event("evt_1", "charge.succeeded", charge(status="failed", paid=False)),
        event("evt_1", "charge.succeeded", charge(captured=False)),
        event("evt_1", "charge.succeeded", charge(), live=False),
        event("evt_1", "customer.created", {"id": "cus_1"}),
        event("evt_1", "refund.created", refund("re_1", 5, "pending")),
        {"id": "evt_1"},
        {"id": "evt_1", "type": ["charge.succeeded"], "data": []},
    ],
)
def test_what_is_no_money_is_acknowledged_and_left_alone(
    app: Flask, client: FlaskClient, secret: str, told: dict[str, Any]
) -> None:
    assert sends(client, secret, told) == "ignored"
    assert amounts(app) == []


REFUNDED = [
    event("evt_2", "refund.created", refund("re_1", 4_000)),
    event("evt_3", "charge.refunded", charge(amount_refunded=4_000)),
    event("evt_4", "charge.refund.updated", refund("re_1", 4_000)),
    event("evt_5", "refund.created", refund("re_2", 1_000)),
    event("evt_6", "charge.refunded", charge(amount_refunded=5_000)),
]


@pytest.mark.parametrize("order", [order for place, order in enumerate(permutations(range(5))) if place % 12 == 0])
def test_partial_refunds_count_once_in_whatever_order_they_are_told(
    app: Flask, client: FlaskClient, secret: str, order: tuple[int, ...]
) -> None:
    sends(client, secret, event("evt_1", "charge.succeeded", charge()))
    for place in order:
        sends(client, secret, REFUNDED[place])
    assert sum(amount for amount, _ in amounts(app)) == 5_000


def test_a_refund_that_failed_comes_back_once(app: Flask, client: FlaskClient, secret: str) -> None:
    sends(client, secret, event("evt_1", "charge.succeeded", charge()))
    sends(client, secret, event("evt_2", "charge.refunded", charge(amount_refunded=4_000)))
    sends(client, secret, event("evt_3", "refund.created", refund("re_1", 4_000)))
    sends(client, secret, event("evt_4", "refund.failed", refund("re_1", 4_000, "failed")))
    sends(client, secret, event("evt_5", "charge.refund.updated", refund("re_1", 4_000, "failed")))
    assert sum(amount for amount, _ in amounts(app)) == 10_000


def test_a_refund_of_a_charge_that_is_not_there_waits(app: Flask, client: FlaskClient, secret: str) -> None:
    assert sends(client, secret, REFUNDED[0]) == "waits"
    assert amounts(app) == []
