"""Costs are added, changed, ended and removed by hand, and each of these is undone."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.money.costs import Cost, CostChange, Every
from tests.admin.small_firm import partner
from tests.rig.forms import fields

NEW = {"source": "joe smith", "amount": "120", "currency": "USD", "every": "month", "starts_on": "2026-01-01"}


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        partner(db.session(), "Joe Smith")
        db.session.commit()
    return app


def add(browser: FlaskClient, **changes: str) -> int:
    form = fields(browser.get("/admin/costs/new"), having="amount")
    return browser.post("/admin/costs", data=form | NEW | changes).status_code


def the_cost(app: Flask) -> tuple[int, str, Every, date, date | None, bool]:
    with app.app_context():
        cost = db.session.scalars(select(Cost)).one()
        return cost.amount, cost.currency, cost.every, cost.starts_on, cost.ends_on, cost.removed_at is not None


ADDED = (12_000, "USD", Every.MONTH, date(2026, 1, 1), None, False)


def undo(browser: FlaskClient) -> int:
    with browser.application.app_context():
        newest = select(CostChange.id).where(CostChange.undone_at.is_(None)).order_by(CostChange.id.desc())
        number = db.session.scalars(newest).first()
    form = fields(browser.get("/admin/costs/1"), "/undo")
    return browser.post(f"/admin/cost-changes/{number}/undo", data=form).status_code


def test_a_cost_is_added_changed_ended_removed_and_put_back_step_by_step(firm: Flask, colleague: FlaskClient) -> None:
    assert add(colleague) == 303
    assert the_cost(firm) == ADDED
    form = fields(colleague.get("/admin/costs/1/edit"), having="amount")
    assert form["amount"] == "120.00"
    colleague.post("/admin/costs/1", data=form | {"amount": "150", "currency": "EUR"})
    form = fields(colleague.get("/admin/costs/1"), "/end")
    assert colleague.post("/admin/costs/1/end", data=form | {"last_day": "2025-12-31"}).status_code == 422
    colleague.post("/admin/costs/1/end", data=form | {"last_day": "2026-06-30"})
    colleague.post("/admin/costs/1/remove", data=fields(colleague.get("/admin/costs/1"), "/remove"))
    assert the_cost(firm) == (15_000, "EUR", Every.MONTH, date(2026, 1, 1), date(2026, 6, 30), True)
    assert "Joe Smith</a></th>" not in colleague.get("/admin/costs").text
    assert [undo(colleague) for _ in range(3)] == [303] * 3
    assert the_cost(firm) == ADDED
    assert colleague.get("/admin/costs/1").text.count("undone") == 3
    assert "$120.00" in colleague.get("/admin/costs?source=1").text


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "Nobody"},
        {"amount": "0"},
        {"amount": "x"},
        {"ends_on": "2025-01-01"},
        {"every": "day"},
        {"currency": "?"},
    ],
)
def test_what_cannot_be_comes_back_filled_in(firm: Flask, colleague: FlaskClient, changes: dict[str, str]) -> None:
    assert add(colleague, **changes) == 422
    with firm.app_context():
        assert db.session.scalars(select(Cost)).all() == []
