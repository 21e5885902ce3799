"""Months are closed by the owner; their report keeps its numbers, its lists and its names, and says what changed."""

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from attribution import WHOLE
from records.answers.credits import Credit, Decision
from records.answers.submissions import Submission, Touch
from records.clients import Client, StageChange
from records.db import db
from records.money.payments import Payment
from records.sources import Source
from tests.admin.ranked.test_every_number import OF
from tests.admin.reading import entries, numbers, sum_of, visible
from tests.admin.small_firm import full_firm
from tests.rig.forms import fields

MARCH = "from=2026-03-01&to=2026-03-31"


@pytest.fixture
def closed(app: Flask, owner: FlaskClient) -> str:
    """The address of the closed report of March of the full firm."""
    full_firm(app)
    response = close(owner, "2026-03")
    assert response.status_code == 303
    return str(response.location)


def close(who: FlaskClient, month: str):  # type: ignore[no-untyped-def]  # a response of the test client
    token = fields(who.get("/admin/"), "/sign-out")
    return who.post("/admin/periods", data={"month": month, "csrf_token": token["csrf_token"]})


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("rule", ["", "&credit=shared", "&credit=shared&count=cohort&role=introduced_by"])
def test_the_closed_report_has_the_numbers_of_the_ranking_and_each_its_list(
    closed: str, owner: FlaskClient, of: str, rule: str
) -> None:
    was = {(n.part, n.measure): n.value for n in numbers(owner.get(f"/admin/?of={of}&{MARCH}{rule}").text)}
    kept = numbers(owner.get(f"{closed}?of={of}{rule}").text)
    now = {(n.part, n.measure): n.value for n in kept}
    assert {key: value for key, value in was.items() if key[1] in {"clients", "won", "revenue"}} == now
    for number in kept:
        behind = owner.get(number.href)
        assert sum_of(behind.text) == (number.value, number.shown), number
        rows, value = entries(behind.text)
        if number.measure == "revenue" or "shared" in rule:
            assert value == number.value, number
        else:
            assert rows * WHOLE == number.value, number


def test_the_report_stays_when_everything_else_changes(app: Flask, owner: FlaskClient, closed: str) -> None:
    before = owner.get(closed).text
    with app.app_context():
        session = db.session()
        session.get_one(Source, 1).name = "Somebody Else"
        payment = session.scalars(select(Payment).where(Payment.amount == 100_000).order_by(Payment.id)).first()
        assert payment
        payment.amount = 250_000
        erased = session.scalars(select(Client).where(Client.name == "Ben Brown")).one()
        numbers_of = select(Submission.id).where(Submission.client_id == erased.id)
        session.execute(delete(Payment).where(Payment.client_id == erased.id))
        session.execute(delete(Credit).where(Credit.client_id == erased.id))
        for table in (Decision, Touch):
            session.execute(delete(table).where(table.submission_id.in_(numbers_of)))
        session.execute(delete(Submission).where(Submission.client_id == erased.id))
        session.execute(delete(StageChange).where(StageChange.client_id == erased.id))
        session.execute(delete(Client).where(Client.id == erased.id))
        session.commit()
    after = owner.get(closed).text
    assert numbers(after) == numbers(before)
    assert "Joe Smith" in after
    lists = owner.get(f"{closed}/payments?part=total").text
    assert "erased client" in lists
    assert "Ben Brown" not in lists
    changes = visible(owner.get(f"{closed}/changes").text)
    assert "Amount changed" in changes
    assert "Joe Smith: +$1,500.00" in changes
    assert "Payment removed erased client not recorded" in changes


def test_the_changes_can_be_taken_away_and_add_up(app: Flask, owner: FlaskClient, closed: str) -> None:
    with app.app_context():
        for payment in db.session.scalars(select(Payment)):
            payment.amount += 100
        db.session.commit()
    total = [n.value for n in numbers(owner.get(f"/admin/?{MARCH}").text) if n.part == "total"]
    kept = [n.value for n in numbers(owner.get(closed).text) if n.part == "total"]
    written = owner.get(f"{closed}/changes?format=csv").data.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(written, newline=""))
    difference = sum(round(float(row["Revenue (USD)"]) * 100) for row in rows)
    assert difference == total[2] - kept[2] > 0


@pytest.mark.parametrize("page", ["", "/clients?part=total", "/payments?part=1", "/changes"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "print"])
def test_every_page_of_a_closed_month_goes_out(owner: FlaskClient, closed: str, page: str, form: str) -> None:
    response = owner.get(f"{closed}{page}{'&' if '?' in page else '?'}format={form}")
    assert response.status_code == 200
    assert response.data


def test_the_ranking_says_that_its_month_is_closed_and_differs(app: Flask, owner: FlaskClient, closed: str) -> None:
    shown = visible(owner.get(f"/admin/?{MARCH}").text)
    assert "March 2026 is closed" in shown
    assert "differ" not in shown
    with app.app_context():
        first = db.session.scalars(select(Payment).order_by(Payment.id)).first()
        assert first
        first.amount += 1
        db.session.commit()
    assert "differ" in visible(owner.get(f"/admin/?{MARCH}").text)
    assert "is closed" not in visible(owner.get("/admin/?from=2026-04-01&to=2026-04-30").text)


def test_only_the_owner_closes_and_opens_again(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, closed: str
) -> None:
    assert close(colleague, "2026-02").status_code == 404
    token = fields(colleague.get("/admin/"), "/sign-out")["csrf_token"]
    assert colleague.post(f"{closed}/reopening", data={"csrf_token": token}).status_code == 404
    assert 'action="/admin/periods"' not in colleague.get("/admin/periods").text
    assert re.search(r"Closed .* by ", visible(colleague.get("/admin/periods").text))


def test_a_reopening_is_kept_and_the_month_can_be_closed_again(owner: FlaskClient, closed: str) -> None:
    token = fields(owner.get("/admin/"), "/sign-out")["csrf_token"]
    assert owner.post(f"{closed}/reopening", data={"csrf_token": token}).status_code == 303
    shown = visible(owner.get("/admin/periods").text)
    assert "opened again" in shown
    assert owner.get(closed).status_code == 200
    assert close(owner, "2026-03").location != closed
    assert "This month is closed already" in visible(owner.get(close(owner, "2026-03").location).text)


def test_a_month_that_is_none_is_refused(owner: FlaskClient) -> None:
    assert close(owner, "march").status_code == 422
    assert owner.get("/admin/periods/99").status_code == 404
