"""Two people at one answer: what somebody else does meanwhile is never overwritten, and nothing typed is lost."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from records.sources import Alias
from tests.admin.queue.test_review import counts_for, decide
from tests.admin.small_firm import client, credit, grouped, partner, waits
from tests.rig.forms import fields

REVIEW = "/admin/answers/1/review"


@pytest.fixture
def firm(app: Flask) -> Flask:
    """An open answer, for which Joe or Nisha is proposed."""
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        client(session, "Ana Adams", waits(credit(joe), credit(nisha)), "a guy like Joe told me")
        db.session.commit()
    return app


@pytest.mark.parametrize(
    ("action", "way"), [(REVIEW, "new"), (REVIEW, "several"), ("/admin/answers/1/spam", "several")]
)
def test_what_was_typed_meanwhile_is_still_there(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient, action: str, way: str
) -> None:
    form = fields(owner.get("/admin/answers/1"), REVIEW)
    colleague.post(REVIEW, data=fields(colleague.get("/admin/answers/1"), REVIEW) | {"choice": "source 2"})
    typed = {"name": "Karen Osterhaus", "organisation": "Gold's Gym", "who-1": "Joe Smith", "who-2": "Nisha Patel"}
    late = owner.post(action, data=form | typed | {"choice": way})
    assert late.status_code == 409
    again = fields(late, REVIEW)
    assert {name: again[name] for name in typed} == typed
    # Sent once more, it replaces the decision that was shown with it.
    done = owner.post(REVIEW, data=again | {"choice": way})
    assert done.status_code == 303


def test_a_page_of_an_undone_decision_does_not_undo_the_one_that_got_its_number(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    undo = "/admin/answers/1/review/undo"
    owner.post(REVIEW, data=fields(owner.get("/admin/answers/1"), REVIEW) | {"choice": "source 1"})
    stale, decided = owner.get("/admin/answers/1"), fields(owner.get("/admin/answers/1"), undo)
    owner.post(undo, data=decided)
    colleague.post(REVIEW, data=fields(colleague.get("/admin/answers/1"), REVIEW) | {"choice": "source 2"})
    asked = owner.get(owner.post(undo, data=decided).location)
    assert "nothing was undone" in asked.text
    assert owner.post(REVIEW, data=fields(stale, REVIEW) | {"choice": "source 1"}).status_code == 409
    assert owner.post("/admin/answers/1/spam", data=fields(stale, REVIEW)).status_code == 409
    assert counts_for(firm, "Ana Adams") == ["Nisha Patel"]


def test_a_page_of_an_undone_alias_does_not_undo_the_one_that_got_its_number(
    firm: Flask, owner: FlaskClient, colleague: FlaskClient
) -> None:
    for who, words in ((owner, "Big Joe"), (colleague, "Joe the barber")):
        partner_page = fields(who.get("/admin/partners/1/edit"), "/admin/partners/1")
        who.post("/admin/partners/1", data=partner_page | {"aliases": words})
        if who is owner:
            stale = fields(owner.get("/admin/aliases/1"), "/admin/aliases/1/undo")
            owner.post("/admin/aliases/1/undo", data=stale)
    with firm.app_context():
        # On SQLite it is the same number; on PostgreSQL the page is sent to the other one as if it were.
        address = f"/admin/aliases/{db.session.query(Alias).one().id}"
    told = owner.get(owner.post(f"{address}/undo", data=stale).location)
    assert "nothing was undone" in told.text
    assert owner.get(address).status_code == 200


def test_of_many_that_were_left_a_few_are_named(app: Flask, owner: FlaskClient, colleague: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        joe, nisha = partner(session, "Joe Smith"), partner(session, "Nisha Patel")
        for number in range(1, 10):
            client(session, f"Ana Adams {number}", waits(credit(joe), credit(nisha)), "a guy like Joe told me")
        grouped(session)
        db.session.commit()
    form = fields(owner.get("/admin/answers/1"), REVIEW)
    assert len([name for name in form if name.startswith("with-")]) == 8
    for number in range(2, 10):
        decide(colleague, number, choice="source 2")
    page = owner.get(owner.post(REVIEW, data=form | {"choice": "source 1"}).location)
    assert page.text.count("was left as it is: it is decided already") == 5
    assert "3 more were left in the same way." in page.text
