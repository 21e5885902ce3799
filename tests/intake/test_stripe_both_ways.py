"""Stripe by its events and by its export, in any order: a charge counts once, and so does each refund."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.deliveries import Delivery, DeliveryState
from records.hook_secrets import Origin
from records.importing import apply_import, confirm, prepare, read_file
from tests.intake.hooking import amounts, firm_with_secret
from tests.intake.test_stripe_hook import charge, event, refund, sends

HEADER = "id,Created date (UTC),Amount,Amount Refunded,Currency,Refunded date (UTC),Status,Customer Email"
LATER = int((datetime.now(UTC) + timedelta(days=3)).timestamp())


class Both:
    """The firm's Stripe account: what it tells by events, and its export as it would be now."""

    def __init__(self, app: Flask, client: FlaskClient, folder: Path) -> None:
        self._app, self._client = app, client
        self._secret = firm_with_secret(app, Origin.STRIPE, "whsec_given_by_stripe")
        self.file = folder / "payments.csv"
        self._events = 0

    def tells(self, sort: str, thing: dict[str, Any]) -> str:
        """Send an event."""
        self._events += 1
        return sends(self._client, self._secret, event(f"evt_{self._events}", sort, thing))

    def write(self, refunded: str) -> Path:
        """Write the export."""
        status, on = ("Paid", "") if refunded == "0.00" else ("Refunded", "2026-02-25 09:00:00")
        row = f"ch_1,2026-02-25 06:13:20,100.00,{refunded},usd,{on},{status},ann@lee.example"
        self.file.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
        return self.file

    def exports(self, refunded: str) -> None:
        """Take the export in by the command."""
        result = self._app.test_cli_runner().invoke(args=["import", "payments", str(self.write(refunded))])
        assert result.exit_code == 0, result.stderr

    def kept(self) -> list[int]:
        """The payments, the charge among them."""
        return [amount for amount, _ in amounts(self._app)]


@pytest.fixture
def stripe(app: Flask, client: FlaskClient, tmp_path: Path) -> Both:
    return Both(app, client, tmp_path)


TOLD: list[tuple[str, dict[str, Any]] | str] = [
    ("charge.succeeded", charge()),
    ("refund.created", refund("re_1", 4_000)),
    ("charge.refunded", charge(amount_refunded=4_000)),
    "40.00",
]


@pytest.mark.parametrize("order", list(permutations(range(4)))[1::4])
def test_a_charge_and_its_refund_count_once_in_whatever_order_they_come(stripe: Both, order: tuple[int, ...]) -> None:
    for place in order:
        told = TOLD[place]
        stripe.exports(told) if isinstance(told, str) else stripe.tells(*told)
    # What came before its charge has waited for it, and nobody had to do anything.
    assert sorted(stripe.kept()) == [-4_000, 10_000]
    stripe.exports("40.00")
    assert sorted(stripe.kept()) == [-4_000, 10_000]


def test_what_one_way_knows_more_is_added_and_no_older_file_takes_it_away(stripe: Both) -> None:
    stripe.exports("40.00")
    stripe.tells("refund.created", refund("re_2", 1_000) | {"created": LATER})
    assert sum(stripe.kept()) == 5_000
    stripe.exports("40.00")
    assert sum(stripe.kept()) == 5_000
    stripe.exports("65.00")
    assert sum(stripe.kept()) == 3_500
    stripe.tells("charge.refunded", charge(amount_refunded=6_500))
    stripe.tells("refund.updated", refund("re_1", 4_000))
    assert sum(stripe.kept()) == 3_500


def test_a_file_adds_only_what_events_have_not_told(stripe: Both) -> None:
    stripe.tells("charge.succeeded", charge())
    stripe.tells("refund.created", refund("re_1", 4_000))
    stripe.exports("70.00")
    assert sorted(stripe.kept()) == [-4_000, -3_000, 10_000]
    stripe.tells("refund.created", refund("re_2", 3_000))
    assert sum(stripe.kept()) == 3_000


def test_a_refund_that_failed_comes_back_once_whoever_told_of_it(stripe: Both) -> None:
    stripe.exports("50.00")
    for _ in range(2):
        stripe.tells("refund.failed", refund("re_1", 4_000, "failed"))
        assert sum(stripe.kept()) == 9_000
    stripe.tells("refund.created", refund("re_2", 1_000))
    stripe.exports("50.00")
    assert sum(stripe.kept()) == 9_000


def test_a_refund_that_is_told_while_a_file_waits_to_be_let_in_counts_once(app: Flask, stripe: Both) -> None:
    stripe.tells("charge.succeeded", charge())
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        record = prepare(session, read_file(stripe.write("40.00"), "payments", {}, {}), now)
        session.commit()
        number = record.id
    stripe.tells("refund.created", refund("re_1", 4_000))
    with app.app_context():
        session = db.session()
        record = session.get_one(type(record), number)
        confirm(session, record, None, now)
        apply_import(session, record, now)
        session.commit()
        assert (record.added, record.unchanged) == (0, 2)
    assert sorted(stripe.kept()) == [-4_000, 10_000]


def test_a_refund_waits_for_its_charge_and_is_settled_by_itself(app: Flask, stripe: Both) -> None:
    assert stripe.tells("refund.created", refund("re_1", 4_000)) == "waits"
    assert stripe.tells("charge.succeeded", charge()) == "taken"
    assert sorted(stripe.kept()) == [-4_000, 10_000]
    with app.app_context():
        states = db.session.scalars(select(Delivery.state).order_by(Delivery.id)).all()
        assert states == [DeliveryState.TAKEN, DeliveryState.TAKEN]
        assert db.session.scalars(select(Delivery.body)).all() == [None, None]
