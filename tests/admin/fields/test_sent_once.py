"""A double click on a button that writes something down: it is kept once, and whoever means it twice opens it twice."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from attribution import Result
from records.db import Base, db
from records.money.costs import Cost
from records.relations.known.contacts import Contact
from records.relations.thanking.drafts import ThanksDraft
from tests.admin.small_firm import client, credit, partner
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", email="joe@smith.example")
        client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith")
        client(session, "Ben Brown", Result("auto", (credit(joe),)), "Joe Smith")
        db.session.commit()
    return app


def kept(app: Flask, table: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


FORMS: list[tuple[str, str, dict[str, str], type[Base]]] = [
    ("/admin/costs/new", "/admin/costs", {"source": "Joe Smith", "amount": "50"}, Cost),
    ("/admin/costs/new", "/admin/costs", {"source": "Joe Smith", "amount": "50", "every": "month"}, Cost),
    ("/admin/partners/1", "/admin/sources/1/contacts", {"words": "Rang at noon. ", "minutes": "5"}, Contact),
    ("/admin/partners/1", "/admin/sources/1/contacts", {}, Contact),
    ("/admin/partners/1/thanks/new", "/admin/partners/1/thanks", {"how": "mail"}, ThanksDraft),
]


@pytest.mark.parametrize(("page", "action", "typed", "table"), FORMS)
def test_what_is_sent_twice_is_kept_once(
    firm: Flask, owner: FlaskClient, page: str, action: str, typed: dict[str, str], table: type[Base]
) -> None:
    form = fields(owner.get(page), action, having="csrf_token") | typed
    first, second = (owner.post(action, data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert kept(firm, table) == 1
    # Whoever means a second one has the page before them once more.
    owner.post(action, data=fields(owner.get(page), action, having="csrf_token") | typed)
    assert kept(firm, table) == 2


@pytest.mark.parametrize(("page", "action", "typed", "table"), FORMS)
def test_what_a_colleague_writes_down_is_another_one(
    firm: Flask,
    owner: FlaskClient,
    colleague: FlaskClient,
    page: str,
    action: str,
    typed: dict[str, str],
    table: type[Base],
) -> None:
    mine, theirs = (fields(each.get(page), action, having="csrf_token") | typed for each in (owner, colleague))
    assert (owner.post(action, data=mine).status_code, colleague.post(action, data=theirs).status_code) == (303, 303)
    assert kept(firm, table) == 2


def test_what_is_changed_before_it_is_sent_again_is_another_one(firm: Flask, owner: FlaskClient) -> None:
    form = fields(owner.get("/admin/costs/new"), "/admin/costs", having="csrf_token") | {"source": "Joe Smith"}
    for amount in ("50", "60"):
        assert owner.post("/admin/costs", data=form | {"amount": amount}).status_code == 303
    assert kept(firm, Cost) == 2
    thanks = fields(owner.get("/admin/partners/1/thanks/new"), "/admin/partners/1/thanks") | {"how": "mail"}
    for number in ("1", "2"):
        assert owner.post("/admin/partners/1/thanks", data=thanks | {"clients": number}).status_code == 303
    assert kept(firm, ThanksDraft) == 2


@pytest.mark.parametrize("shown", ["", "never", "-1", "9" * 40, "٣"])
def test_a_form_that_does_not_say_when_it_was_shown_is_taken_as_it_is(
    firm: Flask, owner: FlaskClient, shown: str
) -> None:
    form = fields(owner.get("/admin/costs/new"), "/admin/costs", having="csrf_token")
    form |= {"source": "Joe Smith", "amount": "50", "shown": shown}
    assert owner.post("/admin/costs", data=form).status_code == 303
    assert kept(firm, Cost) == 1
