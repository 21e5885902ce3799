"""Asking clients by staff: at the desk, by a link, by mail once and once more; and who was asked."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from admin.relations.referral_links import qr_code
from commands.jobs.failing import JobFailed
from commands.jobs.reminders import remind_clients
from records.answers.credits import Credit
from records.answers.recording import new_client
from records.answers.submissions import Submission
from records.clients import Client
from records.coverage.askings import Asking, How
from records.coverage.mailing import CannotAsk, WhyNot, ask_by_mail, to_remind, why_not
from records.coverage.permissions import allow_client
from records.db import db
from records.firm import the_firm
from records.forming.forms import Form
from records.mail import BadMail, GivenUp, Mail, send_later
from records.mail.opt_outs import opt_out
from reports.coverage import Covered, coverage, trend_of, without_gaps
from tests.records.firm_of_tests import NOW, partner, reviewer
from tests.rig.forms import fields


def ada(app: Flask, email: str = "ada@mail.example") -> int:
    with app.app_context():
        client = new_client(db.session(), "Ada Byron", NOW, email=email, door="import")
        db.session.commit()
        return client.id


def went_out(session: Session, at: datetime) -> None:
    """Every mail that waits has been sent."""
    session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(sent_at=at, due_at=None))
    session.commit()


def at_home(app: Flask) -> None:
    with app.app_context():
        the_firm(db.session()).postal_address = "1 Main Street\nQuincy"
        db.session.commit()


def test_a_client_at_the_desk_is_kept_once_with_their_words(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        joe = partner(db.session(), "Joe Smithson").id
        db.session.commit()
    form = fields(owner.get("/admin/clients/new"), having="door")
    assert (form["door"], form["asked"]) == ("phone", "y")
    bad = owner.post("/admin/clients/new", data=form | {"email": "nonsense", "answer": "Joe Smithson sent me"})
    assert (bad.status_code, fields(bad, having="door")["answer"]) == (422, "Joe Smithson sent me")
    sent = fields(bad, having="door") | {"name": "Ada Byron", "email": "", "door": "walk-in"}
    for _ in range(2):
        assert owner.post("/admin/clients/new", data=sent).status_code == 303
    with app.app_context():
        client = db.session.scalars(select(Client)).one()
        assert (client.name, client.door) == ("Ada Byron", "walk-in")
        assert db.session.scalars(select(Submission.answer)).all() == ["Joe Smithson sent me"]
        assert db.session.scalars(select(Credit.source_id).where(Credit.role == "introduced_by")).all() == [joe]


def test_staff_ask_by_mail_once_and_remind_once(app: Flask, owner: FlaskClient) -> None:
    number = ada(app)
    page = owner.get(f"/admin/clients/{number}").text
    assert "Nobody has asked them yet." in page and WhyNot.NOT_ALLOWED.value in page
    typed = fields(page, "mail-permissions")
    for basis, said in (("", "Say why you may write to them"), ("so " * 70, "At most 200 characters.")):
        refused = owner.post(f"/admin/clients/{number}/mail-permissions", data=typed | {"basis": basis})
        assert (refused.status_code, said in refused.text) == (422, True)
        assert fields(refused, "mail-permissions")["basis"] == basis
    allowed = typed | {"basis": "is our client"}
    assert owner.post(f"/admin/clients/{number}/mail-permissions", data=allowed).status_code == 303
    assert WhyNot.NO_POSTAL_ADDRESS.value in owner.get(f"/admin/clients/{number}").text
    text = fields(owner.get("/admin/coverage/mail"), having="subject")
    wrong = owner.post("/admin/coverage/mail", data=text | {"address": "1 Main Street", "body": "Hello {nmae} {link}"})
    assert (wrong.status_code, "Only {name}, {firm} and {link}" in wrong.text) == (422, True)
    body = "Dear {name}, tell {firm}: {link}"
    assert owner.post("/admin/coverage/mail", data=text | {"address": "1 Main Street", "body": body}).status_code == 303
    asks = fields(owner.get(f"/admin/clients/{number}"), "asking")
    assert owner.post(f"/admin/clients/{number}/asking", data=asks).status_code == 303
    with app.app_context():
        mail = db.session.scalars(select(Mail)).one()
        assert mail.text.startswith("Dear Ada Byron, tell My firm: http://localhost/ask/")
        assert "1 Main Street" in mail.text
        link = mail.headers["List-Unsubscribe"].strip("<>")
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and link in mail.text
        address = mail.text.partition("http://localhost")[2].split()[0]
    assert WhyNot.WAITS.value in owner.get(f"/admin/clients/{number}").text
    with app.app_context():
        assert to_remind(db.session(), datetime.now(UTC) + timedelta(days=8)) == []
        went_out(db.session(), datetime.now(UTC))
    assert WhyNot.TOO_SOON.value in owner.get(f"/admin/clients/{number}").text
    owner.post(f"/admin/clients/{number}/asking", data=asks)
    with app.app_context():
        session, later = db.session(), datetime.now(UTC) + timedelta(days=8)
        assert len(session.scalars(select(Mail)).all()) == 1
        client = session.get_one(Client, number)
        assert to_remind(session, later) == [client]
        again = ask_by_mail(session, client, later, None, "http://localhost", "only for tests")
        assert (again.how, again.mail.subject if again.mail else "") == (
            How.REMINDER,
            "A reminder: One question from My firm",
        )
        session.commit()
        assert to_remind(session, later + timedelta(days=30)) == []
        assert why_not(session, client, later + timedelta(days=30)) is WhyNot.REMINDED
    stranger = app.test_client()
    sent = fields(stranger.get(address)) | {"choice": "other", "answer": "google"}
    assert stranger.post(address, data=sent).status_code == 303
    assert "They have answered" in owner.get(f"/admin/clients/{number}").text
    with app.app_context():
        assert why_not(db.session(), db.session.get_one(Client, number), NOW) is WhyNot.ANSWERED
    assert stranger.post(link.removeprefix("http://localhost")).status_code == 200
    with app.app_context(), pytest.raises(BadMail, match="wants no mail"):
        send_later(db.session(), "note", "ADA@mail.example", "Hello", "Words.", NOW)


@pytest.mark.parametrize(
    ("email", "why"),
    [("", WhyNot.NO_ADDRESS), ("nonsense", WhyNot.BAD_ADDRESS), ("out@mail.example", WhyNot.OPTED_OUT)],
)
def test_nobody_is_asked_who_cannot_or_will_not_be(app: Flask, email: str, why: WhyNot) -> None:
    number = ada(app, email)
    at_home(app)
    with app.app_context():
        session = db.session()
        client, ann = session.get_one(Client, number), reviewer(session)
        allow_client(session, client, "is our client", NOW, ann)
        opt_out(session, "out@mail.example", NOW)
        with pytest.raises(CannotAsk) as problem:
            ask_by_mail(session, client, NOW, ann, "http://localhost", "key")
        assert problem.value.why is why
        assert session.scalars(select(Asking)).all() == []


def test_a_link_is_given_and_shown_as_a_code(app: Flask, owner: FlaskClient) -> None:
    number = ada(app)
    assert owner.get(f"/admin/clients/{number}/ask-card").status_code == 303
    made = fields(owner.get(f"/admin/clients/{number}"), "ask-link")
    assert owner.post(f"/admin/clients/{number}/ask-link", data=made).status_code == 303
    card = owner.get(f"/admin/clients/{number}/ask-card").text
    assert "<svg" in card and "/ask/" in card
    with app.app_context():
        assert [each.how for each in db.session.scalars(select(Asking))] == [How.LINK]
    # The card that stands on the desk opens the form itself, for whoever comes; without one it says what to do.
    assert "/admin/coverage/desk-card" in owner.get("/admin/coverage").text
    desk = owner.get("/admin/coverage/desk-card").text
    assert str(qr_code("http://localhost/f/new-client")) in desk and "http://localhost/f/new-client</a>" in desk
    assert owner.get("/admin/coverage/desk-card?form=none").status_code == 404
    with app.app_context():
        db.session.execute(update(Form).values(closed_at=NOW))
        db.session.commit()
    assert "No form is public" in owner.get("/admin/coverage/desk-card").text


def test_every_number_of_coverage_is_its_list(app: Flask, owner: FlaskClient) -> None:
    with app.app_context():
        partner(db.session(), "Joe Smithson")
        db.session.commit()
    stranger = app.test_client()
    for name, answer in (("Ben Brown", "Joe Smithson"), ("Cy Clark", ""), ("Di Dorn", "idk")):
        sent = fields(stranger.get("/f/new-client")) | {"name": name, "email": f"{name[:2]}@mail.example"}
        sent |= {"answer": answer, "choice": "other" if answer else "forgot"}
        assert stranger.post("/f/new-client", data=sent).status_code in {303, 422}
    form = fields(owner.get("/admin/clients/new"), having="door") | {"name": "Ed Elm", "answer": "Joe Smithson"}
    owner.post("/admin/clients/new", data=form)
    form = fields(owner.get("/admin/clients/new"), having="door") | {"name": "Flo Fry"}
    form.pop("asked")
    owner.post("/admin/clients/new", data=form)
    number = ada(app)
    at_home(app)
    with app.app_context():
        # The mail that asked her was refused, so that it has asked nobody.
        session = db.session()
        client, ann = session.get_one(Client, number), reviewer(session)
        allow_client(session, client, "is our client", NOW, ann)
        mail = ask_by_mail(session, client, NOW, ann, "https://firm.example", "only for tests").mail
        assert mail is not None
        mail.due_at, mail.given_up_at, mail.given_up_because = None, NOW, GivenUp.ADDRESS_REFUSED
        session.commit()
    for address in ("/admin/coverage", "/admin/coverage?period=all"):
        page = owner.get(address).text
        found = re.findall(r'<a class="number" href="(/admin/coverage/clients[^"]*)">(\d+)</a>', page)
        assert len(found) > 20
        for href, number in found:
            assert f'id="sum" value="{number}"' in owner.get(unescape(href)).text, href
    assert "Ada Byron" in owner.get("/admin/coverage/clients?what=not-asked").text
    # A month in which nobody came stands between two others, and six whole months make a trend.
    with app.app_context():
        clients = db.session.scalars(select(Client).order_by(Client.id)).all()
        today = clients[0].came_on
        for each in clients:
            each.came_on = today.replace(day=1) - timedelta(days=150)
        db.session.commit()
        whole = coverage(db.session(), None, None)
        gaps = replace(whole, months=without_gaps([*whole.months, (whole.months[0][0] + 2, Covered(7, 6, 6, 5))]))
        assert [each.clients for _, each in gaps.months] == [len(clients), 0, 7]
        fits = [start for start in (None, today.replace(day=1)) if trend_of(gaps, start, None, today)]
        assert fits == [None]
    # Who took Flo in did not ask her, and stands there with it.
    with app.app_context():
        staff = {each.name: each.covered for each in coverage(db.session(), None, None).staff}
    assert {name: (each.clients, each.asked) for name, each in staff.items()} == {"olive": (2, 1)}
    assert "Flo Fry" in owner.get("/admin/coverage/clients?what=not-asked&staff=olive").text
    with app.app_context():
        # Whoever was asked and said nothing is asked all the same.
        db.session.execute(update(Client).values(door="web"))
        db.session.commit()
    assert "Flo Fry" in owner.get("/admin/coverage/clients?what=not-asked").text
    assert owner.get("/admin/coverage?format=csv").status_code == 200
    assert owner.get("/admin/coverage/clients?what=all&format=xlsx").status_code == 200
    assert owner.get("/admin/coverage/clients?what=nonsense").status_code == 422


@pytest.mark.settings(BASE_URL="https://firm.example")
def test_the_job_reminds_whoever_has_not_answered_in_a_week(app: Flask) -> None:
    number = ada(app)
    at_home(app)
    with app.app_context():
        session = db.session()
        client, ann = session.get_one(Client, number), reviewer(session)
        allow_client(session, client, "is our client", NOW, ann)
        ask_by_mail(session, client, NOW, ann, "https://firm.example", "only for tests")
        session.commit()
        assert remind_clients(session, NOW + timedelta(days=8)) is None
        went_out(session, NOW)
        assert remind_clients(session, NOW + timedelta(days=6)) is None
        assert remind_clients(session, NOW + timedelta(days=8)) == "1 reminder queued"
        assert remind_clients(session, NOW + timedelta(days=20)) is None
        assert all("https://firm.example/ask/" in text for text in session.scalars(select(Mail.text)))


def test_without_an_address_of_its_own_the_job_says_what_is_missing(app: Flask) -> None:
    number = ada(app)
    at_home(app)
    with app.app_context():
        session = db.session()
        client, ann = session.get_one(Client, number), reviewer(session)
        allow_client(session, client, "is our client", NOW, ann)
        ask_by_mail(session, client, NOW, ann, "https://firm.example", "only for tests")
        session.commit()
        went_out(session, NOW)
        with pytest.raises(JobFailed, match="BASE_URL"):
            remind_clients(session, NOW + timedelta(days=8))
