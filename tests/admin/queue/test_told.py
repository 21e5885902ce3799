"""After a decision the page says all that it did, and one key undoes it; the order of the queue goes along."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.recording import Filled, record_submission
from records.db import db
from records.forming.forms import published_version
from records.sources import Rejection
from tests.admin.queue.test_review import decide
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, noon, partner
from tests.rig.forms import fields


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Two partners, and a client who said "Joe"."""
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith")
        partner(session, "Nisha Patel")
        sent = Filled(
            identity="page-1",
            received_at=noon(CAME),
            name="Ana Adams",
            email="ana@mail.example",
            choice="recommended",
            answer="Joe from the gym",
            version=published_version(session, "new-client"),
        )
        record_submission(session, sent)
        db.session.commit()
    return app


def test_words_that_are_turned_down_are_told_and_come_back_by_the_same_key(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get(decide(owner, choice="source 2").location)
    text = visible(page.text)
    assert "Ana Adams now counts for Nisha Patel." in text
    assert "From now on “Joe” does not count for Joe Smith by itself. The undo takes that back too." in text
    assert page.text.count('data-key="z"') == 1
    undone = owner.post("/admin/answers/1/review/undo", data=fields(page, "/review/undo"))
    assert undone.status_code == 303
    with firm.app_context():
        assert not db.session.scalars(select(Rejection)).all()


def test_the_heading_that_has_the_focus_is_described_by_what_was_done(firm: Flask, owner: FlaskClient) -> None:
    described = '<h1 tabindex="-1" autofocus aria-describedby="flash">'
    assert described not in owner.get("/admin/answers/1").text
    page = owner.get(decide(owner, choice="source 1").location)
    assert described in page.text
    assert 'id="flash" role="status"' in page.text
    owner.post("/admin/answers/1/review/undo", data=fields(page, "/review/undo"))
    assert described in owner.get("/admin/answers/1").text


def test_a_decision_that_agrees_turns_nothing_down(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get(decide(owner, choice="source 1").location)
    assert "From now on “" not in visible(page.text)


def test_saying_who_it_is_not_keeps_the_order(firm: Flask, owner: FlaskClient) -> None:
    page = owner.get("/admin/answers/1?order=newest")
    [address] = set(re.findall(r'action="([^"]*/rejections[^"]*)"', page.text))
    answer = owner.post(address, data=fields(page, address))
    assert answer.location == "/admin/answers/1?order=newest"


def test_looking_for_other_words_to_remember_keeps_the_order_and_what_follows(firm: Flask, owner: FlaskClient) -> None:
    decide(owner, choice="source 1")
    search = fields(owner.get("/admin/answers/1/alias?order=newest&next=7"), "/alias", having="words")
    assert (search["order"], search["next"]) == ("newest", "7")
