"""The mail that tells staff of a submission: each has its own, and it goes with the words that it repeats."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.answers.submissions import Submission
from records.db import db
from records.erasing.answers import forget_answers
from records.mail import Mail
from records.spam.ending import end
from records.spam.held import HeldSubmission
from records.spam.verdicts import mark_spam
from tests.intake.forming.whole import publish_whole
from tests.intake.sending import FORM, payload
from tests.records.firm_of_tests import reviewer
from tests.rig.forms import fields

AT = datetime.now(UTC) + timedelta(days=400)


def subjects(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Mail.subject).order_by(Mail.id)))


def test_who_is_let_in_is_told_of_then_and_once(app: Flask, client: FlaskClient, owner: FlaskClient) -> None:
    publish_whole(app, own=[])
    client.post(FORM, data=payload(client, name="Una Held", email="una@mail.example", subject="filled in"))
    client.post(FORM, data=payload(client, name="Ann Bell", email="ann@mail.example"))
    assert subjects(app) == ["Ann Bell filled in “New client”"]
    with app.app_context():
        (waits,) = db.session.scalars(select(HeldSubmission.id)).all()
    page = f"/admin/held-back/{waits}"
    for say in ("client", "undo", "client"):
        found = fields(owner.get(page), "/undo" if say == "undo" else "/held-back", having="csrf_token")
        sent = found | ({} if say == "undo" else {"held": str(waits), "say": say})
        address = f"{page}/undo" if say == "undo" else "/admin/held-back"
        assert owner.post(address, data=sent).status_code == 303
    assert subjects(app) == ["Ann Bell filled in “New client”", "Una Held filled in “New client”"]
    with app.app_context():
        mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert mail and mail.text.startswith(
            "This looked like spam and was held back; olive has let it in.\n\nName: Una"
        )
        assert mail.due_at and mail.due_at >= mail.made_at
    # Of what somebody calls spam and takes back, they had heard when it came.
    with app.app_context():
        session = db.session()
        ann = select(Submission).where(Submission.name == "Ann Bell")
        (held,) = mark_spam(session, session.scalars(ann).all(), reviewer(session), datetime.now(UTC))
        number = held.id
        session.commit()
    found = fields(owner.get(f"/admin/held-back/{number}"), "/held-back", having="csrf_token")
    assert owner.post("/admin/held-back", data=found | {"held": str(number), "say": "client"}).status_code == 303
    assert len(subjects(app)) == 2


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
