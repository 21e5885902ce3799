"""Two people at one answer: what somebody else does meanwhile is never overwritten, and nothing typed is lost."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.db import db
from tests.admin.small_firm import client, credit, partner, waits
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
