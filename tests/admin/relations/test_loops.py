"""A person cannot say that somebody came through one of those whom they brought themselves."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.credits import Review
from records.db import db
from records.sources import Source
from tests.admin.reading import visible
from tests.admin.small_firm import client, partner, waits
from tests.rig.forms import fields


def decide(who: FlaskClient, answer: int, **changes: str) -> tuple[int, str]:
    """Send the review form of an answer with changes; returns the status and what the page says."""
    action = f"/admin/answers/{answer}/review"
    sent = who.post(action, data=fields(who.get(f"/admin/answers/{answer}"), action) | changes)
    return sent.status_code, visible(sent.text)


def test_a_credit_that_would_close_a_loop_is_refused_with_what_to_do(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        session = db.session()
        partner(session, "Joe Smith")
        for name in ("Ana Adams", "Ben Brown", "Cara Clark"):
            client(session, name, waits(), "a friend")
        db.session.commit()
    assert decide(owner, 2, choice="client 1")[0] == 303
    assert decide(owner, 3, choice="client 2")[0] == 303
    status, said = decide(owner, 1, choice="client 3")
    assert status == 422
    assert "Cara Clark came through Ana Adams (through Ben Brown), so Ana Adams cannot have come through" in said
    assert "first correct what brought Cara Clark" in said
    status, said = decide(owner, 1, choice="other", other="Ben Brown")
    assert (status, "Ben Brown came through Ana Adams, so" in said) == (422, True)
    with app.app_context():
        ana = db.session.scalars(select(Source).where(Source.client_id == 1)).unique().one()
        number, names = ana.id, [each.name for each in db.session.scalars(select(Source)).unique()]
        assert sorted(names) == ["Ana Adams", "Ben Brown", "Joe Smith"]
        assert len(db.session.scalars(select(Review)).all()) == 2
    status, said = decide(owner, 1, choice=f"source {number}")
    assert (status, "Nobody is their own source" in said) == (422, True)
    # Once what brought Ben is corrected, Ana may have come through him.
    assert decide(owner, 2, choice="unknown")[0] == 303
    assert decide(owner, 1, choice="client 3")[0] == 303
