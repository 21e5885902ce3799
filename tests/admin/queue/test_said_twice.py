"""A client who sent two forms: who reviews one of them sees the other, and by which of them the client counts."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from records.answers.recording import Filled, record_submission
from records.clients import Client
from records.db import db
from records.forming.forms import published_version
from tests.admin.queue.test_review import counts_for, decide
from tests.admin.reading import visible
from tests.admin.small_firm import CAME, noon, partner


@pytest.fixture
def firm(app: Flask) -> Flask:
    """Ana said "Joe" first, which is a question, and a whole name afterwards."""
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith")
        for number, words in enumerate(("Joe", "Joe Smith"), start=1):
            sent = Filled(
                identity=f"page-{number}",
                received_at=noon(CAME.replace(day=number)),
                name="Ana Adams",
                email="ana@mail.example",
                choice="recommended",
                answer=words,
                version=published_version(session, "new-client"),
            )
            record_submission(session, sent)
        db.session.commit()
        assert db.session.query(Client).count() == 1
    return app


def test_what_they_said_besides_stands_beside_each(firm: Flask, owner: FlaskClient) -> None:
    first, second = (visible(owner.get(f"/admin/answers/{number}").text) for number in (1, 2))
    assert "Ana Adams also said, on Mar 2, 2026, 12:00 PM: Joe Smith" in first
    assert "They count by that answer" not in first
    assert (
        "Ana Adams also said, on Mar 1, 2026, 12:00 PM: Joe They count by that answer, and not by this one." in second
    )


def test_a_decision_about_the_one_that_does_not_count_does_not_claim_that_it_does(
    firm: Flask, owner: FlaskClient
) -> None:
    page = owner.get(decide(owner, 2, choice="source 1").location)
    assert "Ana Adams now counts" not in page.text
    assert "This answer is decided. Ana Adams counts by another answer of theirs." in visible(page.text)
    assert counts_for(firm, "Ana Adams") == ["in review"]
    # About the first it is as ever, and once that cannot be known it is the second by which they count.
    page = owner.get(decide(owner, 1, choice="source 1").location)
    assert "Ana Adams now counts for Joe Smith." in visible(page.text)
    decide(owner, 1, choice="unknown")
    assert counts_for(firm, "Ana Adams") == ["Joe Smith"]
    assert "They count by that answer" in visible(owner.get("/admin/answers/1").text)
