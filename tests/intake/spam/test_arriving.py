"""What is held back is on disk and counts nowhere; whoever sent it sees what everybody sees."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from intake.filling.ticket import read
from pace import Pace
from records.answers.submissions import Submission
from records.db import db
from records.firm import the_firm
from records.mail import Mail
from records.spam.held import HeldSubmission, Place
from records.spam.verdicts import mark_spam, not_spam
from tests.intake.sending import FORM, FRAME, THANKS, clients, only, payload, send, submissions
from tests.records.firm_of_tests import reviewer
from tests.rig.forms import fields

SPAM = "We offer SEO packages, guest posts and backlinks: https://a.example https://b.example https://c.example"
LONG = "My landlord keeps the deposit of the flat although we had agreed on something else"


def held(app: Flask) -> list[HeldSubmission]:
    """Everything that is held back or was, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(HeldSubmission).order_by(HeldSubmission.id)))


def signs(one: HeldSubmission) -> set[str]:
    return {reason["sign"] for reason in one.reasons}


def test_a_field_for_programs_holds_back_and_the_page_does_not_say_so(app: Flask, client: FlaskClient) -> None:
    for address in (FORM, FRAME, f"{FORM}?language=es", f"{FORM}?theme=dark"):
        page = client.get(address)
        assert fields(page, having="answer")["subject"] == ""
        # Out of sight by the stylesheet alone, for keys and screen readers too, and nothing that a browser knows.
        assert 'tabindex="-1" autocomplete="off"' in page.text and 'class="left-empty" aria-hidden="true"' in page.text
        assert "style=" not in page.text
    spanish = f"{FORM}?language=es"
    good = client.post(spanish, data=payload(client, email="ana@mail.example", name="Ana Adams"))
    caught = payload(client, subject="Cheap offers", answer="Nisha at the bakery")
    answered = client.post(spanish, data=caught)
    assert (answered.status_code, answered.location) == (good.status_code, good.location)
    assert answered.location == f"{THANKS}?language=es"
    assert dict(answered.headers) == dict(good.headers)
    # Sent once more it is the same, exactly once.
    client.post(FORM, data=caught)
    assert [each.name for each in clients(app)] == ["Ana Adams"]
    one = only(held(app))
    assert (one.place, one.score) == (Place.WAITS, 10 + 3)
    assert signs(one) == {"trap", "too_fast"}
    assert (one.sent["answer"], one.sent["email"]) == ("Nisha at the bakery", "maria@mail.example")
    with app.app_context():
        assert not db.session.scalars(select(Mail)).all()

    # Let in, it is a client of the day on which it was sent, decided then.
    with app.app_context():
        session = db.session()
        submission = not_spam(session, session.get_one(HeldSubmission, one.id), reviewer(session), datetime.now(UTC))
        session.commit()
        ticket, _ = read(caught["token"])
        assert ticket and submission.identity == ticket.identity
        assert (submission.received_at, submission.client.created_at) == (one.received_at, one.received_at)
        assert submission.client.came_on == the_firm(session).today(one.received_at)
        assert [touch.landing_url for touch in submission.touches] == ["http://localhost/f/new-client"]
        assert len(submission.order_shown) > 3
        assert {each.language for each in session.scalars(select(Submission))} == {"es"}
    # And the same page sent again is still the same.
    client.post(FORM, data=caught)
    assert (len(submissions(app)), len(held(app))) == (2, 1)


def test_a_mistake_in_a_form_with_the_field_filled_in(app: Flask, client: FlaskClient) -> None:
    wrong = client.post(FORM, data=payload(client, subject="x", name=""))
    assert wrong.status_code == 422
    again = fields(wrong, having="answer")
    assert again["subject"] == ""
    assert client.post(FORM, data=again | {"name": "Maria"}).location == THANKS
    assert (len(submissions(app)), held(app)) == (1, [])


def test_words_links_and_the_same_words_from_many(app: Flask, client: FlaskClient) -> None:
    send(client, need=SPAM)
    assert signs(only(held(app))) >= {"links", "posts", "selling", "many_links"}
    # People who write the same long words, each of whom has an address of their own.
    for number in range(5):
        send(client, name=f"Person {number}", email=f"p{number}@mail.example", need=f"{LONG} {number}!")
    assert len(clients(app)) == 4
    assert "same_words_many" in signs(held(app)[-1])
    # Of one person the same words are the same matter, however often; short words are anybody's.
    for number in range(6):
        send(client, name="Ann Bell", email="ann@mail.example", need="We are getting a divorce and want it to be fair")
        send(client, name=f"Cy Dorn {number}", email=f"d{number}@mail.example", need="divorce")
    assert len(held(app)) == 2


def test_words_that_staff_called_spam_are_held_back(app: Flask, client: FlaskClient) -> None:
    send(client, need=LONG)
    with app.app_context():
        session = db.session()
        mark_spam(session, session.scalars(select(Submission)).all(), reviewer(session), datetime.now(UTC))
        session.commit()
    send(client, name="Another", email="another@mail.example", need=LONG.upper() + "!!")
    assert (submissions(app), signs(held(app)[-1])) == ([], {"marked_before", "too_fast"})


@pytest.mark.settings(RATELIMIT_ENABLED=True)
def test_beyond_the_limit_of_a_form_nothing_is_refused(app: Flask, client: FlaskClient) -> None:
    app.extensions["whence_forms"] = Pace("3/minute")
    for number in range(5):
        sent = payload(client, name=f"Person {number}", email=f"p{number}@mail.example")
        there = {"REMOTE_ADDR": f"203.0.113.{number}"}
        assert client.post(FORM, data=sent, environ_overrides=there).location == THANKS
    assert [one.sent["name"] for one in held(app)] == ["Person 3", "Person 4"]
    assert (len(submissions(app)), "form_flooded" in signs(held(app)[0])) == (3, True)
    # Much from one address is a sign, and not enough alone.
    app.extensions["whence_forms"], app.extensions["whence_often"] = Pace("99/minute"), Pace("1/minute")
    for number in range(2):
        sent = payload(client, name=f"Guest {number}", email=f"g{number}@mail.example")
        client.post(FORM, data=sent, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert len(submissions(app)) == 5
    # Whoever floods a form from one place has their own held back, and nobody else's.
    app.extensions["whence_forms"], app.extensions["whence_parts"] = Pace("4/minute"), Pace("2/minute")
    for number, host in enumerate((9, 9, 9, 9, 9, 9, 10)):
        sent = payload(client, name=f"Visitor {number}", email=f"v{number}@mail.example")
        client.post(FORM, data=sent, environ_overrides={"REMOTE_ADDR": f"203.0.113.{host}"})
    assert [one.sent["name"] for one in held(app)][2:] == ["Visitor 4", "Visitor 5"]
    assert timedelta(0) <= datetime.now(UTC) - held(app)[0].received_at < timedelta(minutes=1)
