"""Stripe by its events and by both its exports, in any order: a charge counts once, and so does each refund."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.delivered.deliveries import Delivery, DeliveryState
from records.delivered.hook_secrets import Origin
from records.importing import ShortTurns, apply_import, confirm, prepare, read_file, undo_import
from records.imports import Import
from records.money.told_refunds import ToldRefund
from tests.intake.hooks.hooking import amounts, firm_with_secret
from tests.intake.hooks.test_stripe_hook import charge, event, refund, sends

HEADER = "id,Created date (UTC),Amount,Amount Refunded,Currency,Refunded date (UTC),Status,Customer Email"
BALANCE = (
    "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,"
    "customer_facing_amount,customer_facing_currency,customer_email,charge_id"
)
CHARGE, WHOLE = ("charge", "ch_1", "100.00"), ("refund", "re_1", "-40.00")
PART = ("refund", "re_2", "-10.00")
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

    def write_balance(self, *rows: tuple[str, str, str], who: str = "ann@lee.example") -> Path:
        """Write the itemised balance report with these rows: category, number, amount. It settles in euros."""
        lines = [
            f"txn_{place},2026-02-25 06:13:20,eur,9.99,0.30,9.69,{category},{number},{amount},usd,{who},ch_1"
            for place, (category, number, amount) in enumerate(rows)
        ]
        self.file.write_text("\n".join([BALANCE, *lines, ""]), encoding="utf-8")
        return self.file

    def balances(self, *rows: tuple[str, str, str], who: str = "ann@lee.example") -> None:
        """Take the itemised balance report in by the command."""
        self.write_balance(*rows, who=who)
        self.take_in()

    def exports(self, refunded: str) -> None:
        """Take the export in by the command."""
        self.write(refunded)
        self.take_in()

    def take_in(self) -> None:
        """Take the file in by the command."""
        result = self._app.test_cli_runner().invoke(args=["import", "payments", str(self.file)])
        assert result.exit_code == 0, result.stderr

    def undo(self) -> list[str]:
        """Take the newest import back; why payments had to stay."""
        with self._app.app_context():
            session = db.session()
            newest = session.scalars(select(Import).order_by(Import.id.desc())).first()
            assert newest
            undone = undo_import(session, newest, None, datetime.now(UTC), pause=ShortTurns(session))
            session.commit()
            return [why for _, _, why in undone.listed]

    def kept(self) -> list[int]:
        """The payments, the charge among them."""
        return [amount for amount, _ in amounts(self._app)]


@pytest.fixture
def stripe(app: Flask, client: FlaskClient, tmp_path: Path) -> Both:
    return Both(app, client, tmp_path)


TOLD: list[Callable[[Both], object]] = [
    lambda stripe: stripe.tells("charge.succeeded", charge()),
    lambda stripe: stripe.tells("refund.created", refund("re_1", 4_000)),
    lambda stripe: stripe.tells("charge.refunded", charge(amount_refunded=4_000)),
    lambda stripe: stripe.exports("40.00"),
    lambda stripe: stripe.balances(CHARGE, WHOLE),
]


@pytest.mark.parametrize("order", list(permutations(range(5)))[7::14])
def test_a_charge_and_its_refund_count_once_in_whatever_order_they_come(stripe: Both, order: tuple[int, ...]) -> None:
    for place in order:
        TOLD[place](stripe)
    # What came before its charge has waited for it, and nobody had to do anything.
    assert sorted(stripe.kept()) == [-4_000, 10_000]
    stripe.exports("40.00")
    stripe.balances(WHOLE, CHARGE)
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


def test_balance_reports_bring_each_refund_of_a_charge_that_nobody_told_of(stripe: Both) -> None:
    stripe.balances(CHARGE, WHOLE)
    assert sorted(stripe.kept()) == [-4_000, 10_000]
    stripe.exports("50.00")
    assert sorted(stripe.kept()) == [-4_000, -1_000, 10_000]
    # A later report without the charge; its second refund is what the other export has said already.
    stripe.balances(WHOLE, PART, who="")
    stripe.tells("refund.created", refund("re_2", 1_000))
    stripe.tells("charge.refunded", charge(amount_refunded=5_000))
    assert sum(stripe.kept()) == 5_000
    stripe.balances(PART, ("refund", "re_3", "-20.00"))
    assert sum(stripe.kept()) == 3_000
    stripe.exports("70.00")
    stripe.tells("refund.updated", refund("re_3", 2_000))
    assert sum(stripe.kept()) == 3_000
    for _ in range(2):
        stripe.balances(WHOLE, ("refund_failure", "re_1", "40.00"))
        assert sum(stripe.kept()) == 7_000
    stripe.tells("refund.failed", refund("re_1", 4_000, "failed"))
    assert sum(stripe.kept()) == 7_000


def test_what_a_report_told_of_a_total_is_known_when_the_next_refund_comes(stripe: Both) -> None:
    stripe.tells("charge.succeeded", charge())
    stripe.tells("charge.refunded", charge(amount_refunded=4_000))
    stripe.balances(CHARGE, WHOLE, ("charge", "ch_2", "7.00"))
    assert sorted(stripe.kept()) == [-4_000, 700, 10_000]
    stripe.tells("refund.created", refund("re_2", 1_000))
    assert sorted(stripe.kept()) == [-4_000, -1_000, 700, 10_000]


def test_nobodys_own_refs_are_taken_for_stripes_refunds(stripe: Both) -> None:
    rows = ("Bill 7 refund 7a,5.00", "Bill 7 refund 7b,-4.00", "ch_9 refund re_9,3.00", "ch_9 refund re_8 failed,-2.00")
    lines = ["ref,amount,client,on", *(f"{row},ann@lee.example,2026-02-25" for row in rows), ""]
    for _ in range(2):
        stripe.file.write_text("\n".join(lines), encoding="utf-8")
        stripe.take_in()
        assert stripe.kept() == [500, -400, 300, -200]


def test_a_report_is_taken_back_with_what_it_told_unless_others_told_of_it_too(app: Flask, stripe: Both) -> None:
    stripe.balances(CHARGE, WHOLE)
    assert stripe.undo() == []
    assert stripe.kept() == []
    with app.app_context():
        assert db.session.scalars(select(ToldRefund)).all() == []
    stripe.balances(CHARGE)
    stripe.balances(WHOLE, PART)
    stripe.tells("refund.created", refund("re_1", 4_000))
    assert stripe.undo() == ["the webhook or another file has told of its refunds"] * 2
    stripe.tells("refund.created", refund("re_2", 1_000))
    assert sum(stripe.kept()) == 5_000


@pytest.mark.parametrize("by_balance", [False, True])
def test_a_refund_that_is_told_while_a_file_waits_to_be_let_in_counts_once(
    app: Flask, stripe: Both, by_balance: bool
) -> None:
    stripe.tells("charge.succeeded", charge())
    file = stripe.write_balance(CHARGE, WHOLE) if by_balance else stripe.write("40.00")
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        record = prepare(session, read_file(file, "payments", {}, {}), now)
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
