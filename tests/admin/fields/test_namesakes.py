"""Writing down somebody new of a name that is there already: one is asked, and may still say that it is another."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from attribution import Kind
from records.db import db
from records.sources import Source, add_alias, add_source
from tests.admin.queue.test_review import counts_for, decide
from tests.admin.reading import visible
from tests.admin.relations.test_partners import payload
from tests.admin.small_firm import CAME, client, noon, partner, waits
from tests.rig.forms import fields

REVIEW = "/admin/answers/1/review"


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Helen Marsh is a partner, Google and a fair are known, and one answer waits."""
    with app.app_context():
        session = db.session()
        helen = partner(session, "Helen Marsh", occupation="dentist", organisation="Marsh & Co", city="Hull")
        add_alias(session, helen, "Nell Marsh", noon(CAME), None)
        add_source(session, "Google", Kind.SEARCH_ENGINE, noon(CAME))
        add_source(session, "Spring fair", Kind.EVENT, noon(CAME))
        client(session, "Ana Adams", waits(), "somebody at the club")
        db.session.commit()
    return app


def called(app: Flask, name: str) -> int:
    """How many sources have this name."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Source).where(Source.name == name)) or 0


@pytest.mark.parametrize("name", ["Helen Marsh", "HELEN  marsh", "Nell Marsh"])
def test_a_review_asks_before_it_makes_a_second_partner_of_a_name(firm: Flask, owner: FlaskClient, name: str) -> None:
    response = decide(owner, choice="new", name=name, kind="person", occupation="baker", city="Quincy")
    assert response.status_code == 422
    assert "Helen Marsh (dentist, Marsh & Co, Hull) is there already." in visible(response.text)
    filled = fields(response, REVIEW)
    assert (filled["name"], filled["occupation"], filled["city"]) == (name, "baker", "Quincy")
    assert called(firm, "Helen Marsh") == 1
    assert 'value="source 1"' in response.text
    assert owner.post(REVIEW, data=filled | {"choice": "source 1"}).status_code == 303
    assert counts_for(firm, "Ana Adams") == ["Helen Marsh"]


def test_a_review_makes_another_of_a_name_if_that_is_ticked(firm: Flask, owner: FlaskClient) -> None:
    asked = decide(owner, choice="new", name="Helen Marsh", kind="person", city="Quincy")
    form = fields(asked, REVIEW)
    assert 'name="another"' in asked.text
    assert [owner.post(REVIEW, data=form | {"another": "y"}).status_code for _ in range(2)] == [303, 303]
    assert called(firm, "Helen Marsh") == 2


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Google", "website", "Google (search engine) is there already."),
        ("google.com", "website", "Google (search engine) is there already."),
        ("spring fair", "event", "Spring fair (event) is there already."),
        ("Helen Marsh", "staff", "Helen Marsh (dentist, Marsh & Co, Hull) is there already."),
        ("Facebook", "website", "Facebook (social network) is there already."),
    ],
)
def test_what_is_no_partner_is_compared_with_everything(
    firm: Flask, owner: FlaskClient, name: str, kind: str, said: str
) -> None:
    response = decide(owner, choice="new", name=name, kind=kind)
    assert response.status_code == 422
    assert said in visible(response.text)
    assert called(firm, name) == (1 if name in {"Google", "Helen Marsh"} else 0)
    assert decide(owner, choice="new", name=name, kind=kind, another="y").status_code == 303
    with firm.app_context():
        newest = db.session.scalars(select(Source).order_by(Source.id.desc()).limit(1)).unique().one()
        assert (newest.id, newest.name) == (4, name)


def test_a_medium_that_nobody_has_named_yet_can_be_chosen_instead(firm: Flask, owner: FlaskClient) -> None:
    asked = decide(owner, choice="new", name="Facebook", kind="website")
    assert 'value="social network: Facebook"' in asked.text
    chosen = fields(asked, REVIEW) | {"choice": "social network: Facebook"}
    assert owner.post(REVIEW, data=chosen).status_code == 303
    with firm.app_context():
        made = db.session.scalars(select(Source).where(Source.name == "Facebook")).unique().one()
        assert made.kind is Kind.SOCIAL_NETWORK


def test_who_is_not_in_use_any_more_is_no_hindrance(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        db.session.get_one(Source, 1).retired_at = noon(CAME)
        db.session.commit()
    assert decide(owner, choice="new", name="Helen Marsh", kind="person").status_code == 303


def test_a_new_partner_of_a_name_that_is_there_is_asked_about(firm: Flask, owner: FlaskClient) -> None:
    response = owner.post("/admin/partners", data=payload(owner, name="helen marsh"))
    assert response.status_code == 422
    assert "Helen Marsh (dentist, Marsh & Co, Hull) is there already." in visible(response.text)
    assert 'Open <a href="/admin/partners/1">Helen Marsh</a>' in response.text
    filled = fields(response, "/admin/partners")
    assert (filled["name"], filled["organisation"]) == ("helen marsh", "Patel Realty")
    assert filled["aliases"].split() == ["Nish", "Patel", "N.", "Patel"]
    assert called(firm, "helen marsh") == 0
    assert owner.post("/admin/partners", data=filled | {"another": "y"}).status_code == 303
    assert called(firm, "helen marsh") == 1


def test_a_tick_stays_when_something_else_is_wrong(firm: Flask, owner: FlaskClient) -> None:
    response = owner.post("/admin/partners", data=payload(owner, name="Helen Marsh", entity="robot", another="y"))
    assert response.status_code == 422
    assert fields(response, "/admin/partners")["another"] == "y"
    new = {"choice": "new", "name": "Helen Marsh", "kind": "robot", "another": "y"}
    assert fields(decide(owner, **new), REVIEW)["another"] == "y"
