"""Referrals given on the pages: found again, and what became of each written down, asked about and undone."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from attribution import Result
from records.consents import Covers, note_consent
from records.db import db
from records.mail import Mail
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Partner, Source
from records.staff.users import User
from tests.admin.reading import visible
from tests.admin.relations.given.referring import count, kept, logged, three_partners
from tests.admin.small_firm import CAME, client, noon
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    return three_partners(app)


def test_outcomes_are_one_press_each_and_undone_one_after_the_other(firm: Flask, owner: FlaskClient) -> None:
    logged(owner)
    page = owner.get("/admin/referrals/1")
    form = fields(page, "/outcomes")
    assert owner.post("/admin/referrals/1/outcomes", data=form | {"outcome": "contacted"}).status_code == 303
    won = form | {"outcome": "won", "value": "900", "currency": "EUR"}
    assert owner.post("/admin/referrals/1/outcomes", data=won).status_code == 303
    assert (kept(firm)["outcome"], kept(firm)["value"], kept(firm)["currency"]) == (Outcome.WON, 90_000, "EUR")
    wrong = owner.post("/admin/referrals/1/outcomes", data=won | {"outcome": "lost"})
    assert wrong.status_code == 422
    assert "Only one that is won" in visible(wrong.text)
    token = {"csrf_token": form["csrf_token"]}
    owner.post("/admin/referral-outcomes/1/undo", data=token)
    assert "undo that first" in visible(owner.get("/admin/referrals/1").text)
    owner.post("/admin/referral-outcomes/2/undo", data=token)
    assert (kept(firm)["outcome"], kept(firm)["value"]) == (Outcome.CONTACTED, None)
    assert "undone" in visible(owner.get("/admin/referrals/1").text)


def test_a_referral_is_corrected_removed_and_brought_back(firm: Flask, owner: FlaskClient) -> None:
    logged(owner, expected="10", purpose="a house")
    form = fields(owner.get("/admin/referrals/1/edit"), "/admin/referrals/1")
    assert (form["partner"], form["expected"], form["purpose"]) == ("Nisha Patel", "10.00", "a house")
    changed = owner.post("/admin/referrals/1", data=form | {"partner": "Joe Smith", "to": "2", "who": "Mia Diaz"})
    assert changed.status_code == 303
    assert (kept(firm)["partner"], kept(firm)["who"]) == (2, "Mia Diaz")
    assert owner.post("/admin/referrals/1", data=form | {"who": ""}).status_code == 422
    token = {"csrf_token": form["csrf_token"]}
    owner.post("/admin/referral-changes/1/undo", data=token)
    assert (kept(firm)["partner"], kept(firm)["who"], kept(firm)["expected"]) == (3, "Mia Lopez", 1000)
    owner.post("/admin/referrals/1/removal", data=token)
    assert (count(firm), owner.get("/admin/referrals/1").status_code) == (0, 404)
    listed = owner.get("/admin/referrals")
    assert "Removed lately" in listed.text
    back = owner.post("/admin/referral-changes/2/undo", data=fields(listed, "/undo"))
    assert (back.location, count(firm)) == ("/admin/referrals/1", 1)


def several(app: Flask) -> None:
    """Ten weeks of referrals: won in two currencies, lost, and three that are not decided."""
    with app.app_context():
        session, day = db.session(), date(2026, 1, 5)
        partners = session.scalars(select(Source).order_by(Source.id)).unique().all()
        for number, (to, outcome, value, currency) in enumerate(
            [
                (2, Outcome.WON, 10_000, "USD"),
                (2, Outcome.WON, 5_000, "EUR"),
                (2, Outcome.LOST, None, None),
                (0, Outcome.OPEN, None, None),
                (2, Outcome.CONTACTED, None, None),
                (1, Outcome.OPEN, None, None),
            ]
        ):
            given = log_referral(
                session,
                partners[to],
                f"Person Number{number}",
                day + timedelta(weeks=number),
                noon(CAME),
                purpose="=a house, -10%, and more",
                expected=700 if number == 3 else None,
                currency="JPY" if number == 3 else None,
            )
            if outcome is not Outcome.OPEN:
                report_outcome(session, given, outcome, noon(CAME), value=value, currency=currency)
        session.get_one(ReferralGiven, 6).ask_on = date(2199, 1, 1)
        db.session.commit()


def test_the_list_is_narrowed_and_its_numbers_are_those_of_its_rows(firm: Flask, owner: FlaskClient) -> None:
    several(firm)
    for query, rows in {
        "": 6,
        "which=won": 2,
        "which=undecided": 3,
        "which=due": 2,
        "to=Nisha+Patel": 4,
        "to=3&which=won": 2,
        "from=2026-01-12&until=2026-01-19": 2,
        "to=Nobody+Known": 0,
    }.items():
        page = owner.get(f"/admin/referrals?{query}")
        assert page.status_code == 200
        assert page.text.count('role="rowheader"') == rows, query
        if rows:
            assert f"{rows} referrals" in visible(page.text)
    text = visible(owner.get("/admin/referrals").text)
    assert "€50.00 and $100.00 reported by partners; ¥700 expected" in text
    assert "to ask about 2" in text
    assert owner.get("/admin/referrals?which=strange").status_code == 422
    assert owner.get("/admin/referrals?from=soon").status_code == 422


def test_the_list_is_taken_away_and_comes_in_again_unchanged(
    firm: Flask, owner: FlaskClient, runner: Any, tmp_path: Any
) -> None:
    several(firm)
    for form in ("csv", "xlsx"):
        got = owner.get(f"/admin/referrals?format={form}")
        assert got.status_code == 200
        file = tmp_path / f"referrals.{form}"
        file.write_bytes(got.data)
        result = runner.invoke(args=["import", "referrals", str(file), "--json"])
        assert result.exit_code == 0, result.output
        assert '"added": 0, "changed": 0, "unchanged": 6' in " ".join(result.stdout.split())
    assert "Person Number3" in owner.get("/admin/referrals?format=print").text
    # The same file on the page, looked at before it is let in.
    file = (io.BytesIO(b"partner,who,on,outcome\nNisha Patel,New One,2026-03-03,\nJoe Smith,X,2026-03-03,\n"), "r.csv")
    token = fields(owner.get("/admin/imports/new?kind=referrals"), having="kind")["csrf_token"]
    response = owner.post("/admin/imports", data={"csrf_token": token, "kind": "referrals", "file": file})
    assert response.status_code == 303
    address = response.location
    shown = visible(owner.get(f"{address}?tab=refused").text) + visible(owner.get(address).text)
    assert "New One" in shown
    confirm = fields(owner.get(address), f"{address}/confirmation")
    assert owner.post(f"{address}/confirmation", data=confirm).status_code == 303
    assert count(firm) == 7


def test_a_mail_asks_about_the_open_ones_and_names_only_whom_it_may(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        shy, frank = (client(session, name, Result("none", ()), "") for name in ("Ana Adams", "Ben Brown"))
        user = session.scalars(select(User)).first()
        assert user
        note_consent(session, frank, Covers.NAME, True, "on the phone", noon(CAME) + timedelta(days=1), user)
        nisha = session.get_one(Partner, 3).source
        for who, whom in (("Ana Adams", shy), ("Ben Brown", frank), ("Cy Unknown", None)):
            log_referral(session, nisha, who, date(2026, 3, 1), noon(CAME), client=whom, purpose="a secret")
        db.session.commit()
    page = owner.get("/admin/partners/3/asking")
    form = fields(page, "/asking", having="subject")
    assert form["to"] == "nisha@patel.example"
    assert "Ben Brown" in form["text"]
    assert "Cy Unknown" in form["text"]
    assert "Ana" not in form["text"]
    assert "secret" not in form["text"]
    wrong = owner.post("/admin/partners/3/asking", data=form | {"about": []})
    assert (wrong.status_code, "Tick at least one" in wrong.text) == (422, True)
    assert owner.post("/admin/partners/3/asking", data=form | {"about": ["2"], "to": "x"}).status_code == 422
    sent = owner.post("/admin/partners/3/asking", data=form | {"about": ["1", "2"], "subject": "Well?"})
    assert (sent.status_code, sent.location) == (303, "/admin/referrals?which=due")
    with firm.app_context():
        (mail,) = db.session.scalars(select(Mail)).all()
        assert (mail.to, mail.subject, mail.due_at is not None) == ("nisha@patel.example", "Well?", True)
    again = datetime.now(UTC).date() + timedelta(weeks=4)
    assert [kept(firm, number)["ask_on"] for number in (1, 2, 3)] == [again, again, date(2026, 3, 29)]
    assert "by mail" in visible(owner.get("/admin/referrals/1").text)
    reminder = fields(owner.get("/admin/referrals/3"), "/reminder")
    owner.post("/admin/referrals/3/reminder", data=reminder | {"asked": "call"})
    assert kept(firm, 3)["ask_on"] == again
    owner.post("/admin/referrals/3/reminder", data=reminder | {"ask_on": ""})
    assert kept(firm, 3)["ask_on"] is None
    assert owner.post("/admin/referrals/3/reminder", data=reminder | {"ask_on": "soon"}).status_code == 422
