"""Staff open what is held back, say what it is, and take that back; nothing else on any page knows of it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from commands.jobs.held import end_held
from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.spam.ending import KEPT_DAYS
from records.spam.held import HeldSubmission, Place
from records.staff.users import UserRole
from tests.intake.sending import send
from tests.rig.forms import fields
from tests.rig.people import VIEWER, give_account, signed_in

NEED = "We offer SEO packages, guest posts and backlinks."


def say(browser: FlaskClient, what: str, *numbers: int, where: str = "/admin/held-back") -> TestResponse:
    """Tick some on the page and press a button."""
    page = browser.get(where)
    sent = fields(page, "/admin/held-back", having="csrf_token") | {"say": what, "held": [str(n) for n in numbers]}
    answered = browser.post("/admin/held-back", data=sent)
    assert answered.status_code == 303
    return browser.get(answered.location)


def undo(browser: FlaskClient, number: int) -> TestResponse:
    page = browser.get(f"/admin/held-back/{number}")
    answered = browser.post(f"/admin/held-back/{number}/undo", data=fields(page, "/undo"))
    assert (answered.status_code, answered.location) == (303, f"/admin/held-back/{number}")
    return browser.get(answered.location)


def kept(app: Flask) -> tuple[int, int, list[Place]]:
    """How many clients and submissions there are, and where what is held back is."""
    with app.app_context():
        count = db.session.scalar
        places = db.session.scalars(select(HeldSubmission.place).order_by(HeldSubmission.id))
        return count(select(func.count(Client.id))) or 0, count(select(func.count(Submission.id))) or 0, list(places)


def test_what_is_held_back_is_judged_and_undone(app: Flask, client: FlaskClient, colleague: FlaskClient) -> None:
    assert "Held back" not in colleague.get("/admin/").text
    assert "Nothing waits" in colleague.get("/admin/held-back").text
    send(client, name="Ana Adams", email="ana@mail.example", answer="my neighbour")
    send(client, name="Sam <b>Seller</b>", need=NEED, answer="I found you")
    send(client, name="Bea Brown", email="bea@mail.example", subject="x", answer="google")
    assert kept(app) == (1, 1, [Place.WAITS, Place.WAITS])
    home = colleague.get("/admin/").text
    assert 'href="/admin/held-back"' in home and '2<span class="hidden"> waiting' in home
    for address in ("/admin/", "/admin/answers", "/admin/clients", "/admin/coverage", "/admin/?of=sources"):
        assert "Bea Brown" not in colleague.get(address).text

    page = colleague.get("/admin/held-back")
    for words in ("Sam &lt;b&gt;", "guest posts", "It offers or asks for articles", "Bea Brown", "bea@mail.example"):
        assert words in page.text, words
    one = colleague.get("/admin/held-back/2").text
    for words in ("counts nowhere", "A field that people do not see was filled in.", "google", "13", "My landlord"):
        assert words in one, words

    assert "is a client, as if" in say(colleague, "client", 2, where="/admin/held-back/2").text
    assert kept(app) == (2, 2, [Place.WAITS, Place.LET_IN])
    assert "Bea Brown" in colleague.get("/admin/clients").text
    assert "said that it is a client" in colleague.get("/admin/held-back/2").text
    assert "stays here as spam" in say(colleague, "spam", 1).text
    assert kept(app) == (2, 2, [Place.SPAM, Place.LET_IN])
    # Two that say it at once are one who says it.
    assert "stays here as spam" in say(colleague, "spam", 1).text
    assert "Undone" in undo(colleague, 1).text
    assert "Undone" in undo(colleague, 2).text
    assert "There is nothing to undo." in undo_text(colleague, 2)
    assert kept(app) == (1, 1, [Place.WAITS, Place.WAITS])
    with app.app_context():
        steps = db.session.get_one(HeldSubmission, 2).steps
        assert [(step.place, bool(step.user)) for step in steps] == [(Place.LET_IN, True), (Place.WAITS, True)]
    # What was let in and taken back is as it was: it can be called spam, and that undone.
    say(colleague, "spam", 2)
    undo(colleague, 2)
    assert kept(app) == (1, 1, [Place.WAITS, Place.WAITS])
    # All together, and nothing ticked.
    assert "Tick at least one first." in say(colleague, "spam").text
    assert "Done for 2" in say(colleague, "client", 1, 2).text
    assert kept(app) == (3, 3, [Place.LET_IN, Place.LET_IN])


def undo_text(browser: FlaskClient, number: int) -> str:
    token = fields(browser.get("/admin/held-back"), having="csrf_token")["csrf_token"]
    answered = browser.post(f"/admin/held-back/{number}/undo", data={"csrf_token": token})
    return browser.get(answered.location).text


def test_an_answer_that_counts_is_called_spam(app: Flask, client: FlaskClient, colleague: FlaskClient) -> None:
    send(client, name="Cy Seller", answer="the radio")
    page = colleague.get("/admin/clients/1")
    marked = colleague.post("/admin/held-back/answers/1", data=fields(page, "/held-back/answers/1"))
    assert (marked.status_code, marked.location) == (303, "/admin/held-back/1")
    assert "It counts nowhere any more" in colleague.get(marked.location).text
    assert kept(app) == (0, 0, [Place.SPAM])
    assert colleague.get("/admin/clients/1").status_code == 404
    assert "Undone" in undo(colleague, 1).text
    assert kept(app) == (1, 1, [Place.LET_IN])
    # What somebody has paid for is no spam, and says so.
    page = colleague.get("/admin/clients/1")
    paid = fields(page, having="amount") | {"amount": "50.00", "paid_on": "2026-03-10"}
    assert colleague.post("/admin/clients/1/payments", data=paid).status_code == 303
    refused = colleague.post("/admin/held-back/answers/1", data=fields(page, "/held-back/answers/1"))
    assert "there are payments by now" in colleague.get(refused.location).text
    assert kept(app) == (1, 1, [Place.LET_IN])


def test_its_time_ends(app: Flask, client: FlaskClient, colleague: FlaskClient) -> None:
    for number in range(3):
        send(client, name=f"Seller {number}", email=f"s{number}@mail.example", need=NEED)
    with app.app_context():
        # What was answered to a question that no version has any more is shown as well.
        first = db.session.get_one(HeldSubmission, 1)
        first.sent = first.sent | {"own_answers": {"budget": "12,500 a month"}}
        db.session.commit()
    assert "12,500 a month" in colleague.get("/admin/held-back/1").text
    say(colleague, "spam", 1, 3)
    assert "Say first that it is spam" in say(colleague, "erase", 2).text
    assert "What was sent is erased" in say(colleague, "erase", 3, where="/admin/held-back/3").text
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        assert end_held(session, now + timedelta(days=KEPT_DAYS - 1)) is None
        # What somebody has spoken of lately is kept from then on.
        session.get_one(HeldSubmission, 1).steps[-1].at = now + timedelta(days=30)
        session.commit()
        assert end_held(session, now + timedelta(days=KEPT_DAYS, minutes=1)) == "1 held-back submission erased"
        assert end_held(session, now + timedelta(days=KEPT_DAYS, minutes=1)) is None
        session.commit()
        gone = session.get_one(HeldSubmission, 2)
        assert (gone.place, gone.sent, gone.email_key, gone.words_key) == (Place.ENDED, {}, None, None)
        assert "Seller 1" not in str(gone.__dict__)
    assert kept(app) == (0, 0, [Place.SPAM, Place.ENDED, Place.ENDED])
    erased = colleague.get("/admin/held-back?which=erased").text
    assert "Its time ended" in erased and "Seller 1" not in erased
    assert "is erased" in say(colleague, "client", 2, where="/admin/held-back?which=spam").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_viewer_sees_and_changes_nothing(app: Flask, client: FlaskClient, method: str) -> None:
    send(client, need=NEED)
    give_account(app, VIEWER)
    viewer = signed_in(app, VIEWER)
    assert VIEWER.role is UserRole.VIEWER
    if method == "get":
        for address in ("/admin/held-back", "/admin/held-back/1"):
            text = viewer.get(address).text
            assert "guest posts" in text and 'name="say"' not in text
        assert viewer.get("/admin/held-back/2").status_code == 404
        return
    token = fields(viewer.get("/admin/held-back"), having="csrf_token")["csrf_token"]
    for address in ("/admin/held-back", "/admin/held-back/1/undo", "/admin/held-back/answers/1"):
        assert viewer.post(address, data={"csrf_token": token, "held": "1", "say": "client"}).status_code == 404
    assert kept(app) == (0, 0, [Place.WAITS])
