"""`flask balance`: the same figures as the page, for a terminal and for programs."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from flask import Flask
from flask.testing import FlaskCliRunner

from attribution import WHOLE, Result
from records.db import db
from records.money.payments import PaymentKind, record_payment
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome
from records.sources import Source
from tests.admin.small_firm import CAME, client, credit, noon, partner


def firm(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        joe, steve = partner(session, "Joe Smith"), partner(session, "Steve Okafor")
        for _ in range(2):
            given = log_referral(session, joe, "Somebody", CAME, noon(CAME), user=None)
        report_outcome(session, given, Outcome.WON, noon(CAME), value=12_345, currency="USD")
        shared = Result("auto", (credit(steve, WHOLE - 1), credit(joe, 1)))
        came = client(session, "Ana Adams", shared, "Steve")
        record_payment(session, came, 940_000, "USD", date(2026, 4, 2), PaymentKind.RECEIVED, noon(CAME))
        db.session.commit()


def test_the_machine_formats_stand_alone_on_standard_output(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    firm(app)
    data = json.loads(runner.invoke(args=["balance", "--format", "json"]).stdout)
    assert (data["from"], data["to"], data["currency"]) == (None, None, "USD")
    assert data["rows"] == [
        {
            "id": "2",
            "name": "Steve Okafor",
            "given": {"referrals": 0, "qualified": 0, "won": 0, "money": 0},
            "received": {"referrals": 1, "qualified": 1, "won": 1, "money": 939_999},
            "difference": {"referrals": 1, "qualified": 1, "won": 1, "money": 939_999},
            "sentence": "Steve Okafor: they sent 1, who became a client worth $9,399.99; we sent none.",
        },
        {
            "id": "1",
            "name": "Joe Smith",
            "given": {"referrals": 2, "qualified": 1, "won": 1, "money": 12_345},
            "received": {"referrals": 1, "qualified": 1, "won": 1, "money": 1},
            "difference": {"referrals": -1, "qualified": 0, "won": 0, "money": -12_344},
            "sentence": "Joe Smith: we sent 2, 1 became a client of theirs worth $123.45 to them; "
            "they sent 1, who became a client worth $0.01.",
        },
    ]
    rows = list(csv.DictReader(io.StringIO(runner.invoke(args=["balance", "--format", "csv"]).stdout)))
    assert [(row["name"], row["given_money"], row["difference_referrals"]) for row in rows] == [
        ("Steve Okafor", "0.00", "1"),
        ("Joe Smith", "123.45", "-1"),
    ]
    table = runner.invoke(args=["balance", "--from", "2026-04-01", "--to", "2026-04-30"]).stdout
    assert "Steve Okafor: they sent none, and people sent before paid $9,399.99; we sent none." in table
    book = tmp_path / "balance.xlsx"
    assert runner.invoke(args=["balance", "--format", "xlsx", "-o", str(book)]).exit_code == 0
    assert book.read_bytes()[:2] == b"PK"


def test_what_waits_for_review_is_said_and_other_money_changes_no_order(app: Flask, runner: FlaskCliRunner) -> None:
    firm(app)
    with app.app_context():
        session = db.session()
        joe = session.get_one(Source, 1)
        maybe = Result("review", (), (credit(joe, WHOLE),))
        came = client(session, "Ben Brown", maybe, "Joe?")
        euros = client(session, "Cleo Cole", Result("auto", (credit(joe, WHOLE),)), "Joe")
        for each in (came, euros):
            record_payment(session, each, 5_000_000, "EUR", date(2026, 4, 3), PaymentKind.RECEIVED, noon(CAME))
        given = log_referral(session, joe, "Somebody else", CAME, noon(CAME), user=None)
        report_outcome(session, given, Outcome.WON, noon(CAME), value=1_000, currency="USD")
        db.session.commit()
    data = json.loads(runner.invoke(args=["balance", "--format", "json"]).stdout)
    assert data["in_review"] == {"clients": 1, "may_be": {"1": 1}}
    table = runner.invoke(args=["balance"]).stdout
    assert "In review: 1 client waits for review and counts for nobody yet, so this order may still change." in table
    assert "1 in review may be Joe Smith's." in table
    as_csv = runner.invoke(args=["balance", "--format", "csv"])
    assert "1 client waits" in as_csv.stderr and "waits" not in as_csv.stdout
    # Won: Steve is owed one, and Joe, who was given two that he won, none; of one measure the firm's money decides.
    for currency in ("USD", "EUR"):
        rows = json.loads(runner.invoke(args=["balance", "--format", "json", "--currency", currency]).stdout)["rows"]
        assert [row["name"] for row in rows] == ["Steve Okafor", "Joe Smith"], currency


def test_what_cannot_be_meant_is_a_bad_call(app: Flask, runner: FlaskCliRunner) -> None:
    for wrong in (["--format", "xlsx"], ["--from", "soon"], ["--currency", "DOLLARS"], ["--format", "pdf"]):
        assert runner.invoke(args=["balance", *wrong]).exit_code == 2, wrong
    assert "No partner yet." in runner.invoke(args=["balance"]).stdout
