"""The mail that tells staff of a submission: each has its own, and it goes with the words that it repeats."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.db import db
from records.erasing.answers import forget_answers
from records.mail import Mail
from records.spam.ending import end
from records.spam.verdicts import mark_spam
from records.submissions import Submission
from tests.intake.forming.whole import publish_whole
from tests.intake.sending import FORM, payload
from tests.records.firm_of_tests import reviewer

AT = datetime.now(UTC) + timedelta(days=400)


def subjects(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Mail.subject).order_by(Mail.id)))


def test_who_comes_after_spam_is_told_of_and_the_words_of_both_can_go(app: Flask, client: FlaskClient) -> None:
    publish_whole(app, own=[])
    client.post(FORM, data=payload(client, name="Spam Mer", email="spam@mail.example", need="florp"))
    with app.app_context():
        session = db.session()
        (held,) = mark_spam(session, session.scalars(select(Submission)).all(), reviewer(session), datetime.now(UTC))
        number = held.id
        session.commit()
    client.post(FORM, data=payload(client, name="Ann Bell", email="ann@mail.example", need="quux"))
    assert [each.partition(" filled")[0] for each in subjects(app)] == ["Spam Mer", "Ann Bell"]
    with app.app_context():
        session = db.session()
        end(session, session.get_one(type(held), number), AT)
        session.commit()
        spam, good = session.scalars(select(Mail).order_by(Mail.id))
        assert (spam.text, spam.to, spam.due_at, "quux" in good.text) == ("", "", None, True)
        good.due_at, good.sent_at = None, AT
        (answer,) = session.scalars(select(Submission)).all()
        forget_answers(session, answer.client, [answer], AT)
        assert (good.text, answer.client.name) == ("", "Ann Bell")
        session.commit()
