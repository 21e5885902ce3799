"""The page of outgoing mail: what waits, what failed and why, and what staff can do about it."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from outgoing import mail_from, mail_url
from records.db import db
from records.mail import Mail, send_later
from records.mail.mail_queue import address_was_refused, claim_next, put_off, refused, sent
from tests.rig.forms import fields
from tests.rig.people import VIEWER, give_account, signed_in

TOLD = "550 5.1.1 <nobody> unknown"


@pytest.fixture
def mails(app: Flask) -> Flask:
    """One mail that was sent, one that was refused, one that was put off, and one that waits; in this order."""
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        for name in ("sent", "refused", "later", "waiting"):
            send_later(session, "test", f"{name}@client.example", f"About {name}", f"Dear <{name}>,", now)
        for name in ("sent", "refused", "later"):
            claimed = claim_next(session, now, "firm.example")
            assert claimed is not None
            if name == "sent":
                sent(session, claimed, now)
            elif name == "refused":
                refused(session, claimed, now, TOLD, address=True)
            else:
                put_off(session, claimed, now, "450 busy")
        db.session.commit()
    return app


def of(app: Flask, number: int) -> Mail:
    with app.app_context():
        return db.session.scalars(select(Mail).where(Mail.id == number)).one()


def test_what_failed_is_marked_in_the_frame_and_listed_first_with_the_servers_words(
    mails: Flask, colleague: FlaskClient
) -> None:
    assert '<span class="waiting">1<span class="hidden"> not sent</span></span>' in colleague.get("/admin/").text
    page = colleague.get("/admin/mail").text
    assert "About refused" in page
    assert "About waiting" not in page
    assert "550 5.1.1 &lt;nobody&gt; unknown" in page
    assert "The address was refused" in page


def test_the_other_lists(mails: Flask, colleague: FlaskClient) -> None:
    queue = colleague.get("/admin/mail?box=queue").text
    assert "About waiting" in queue
    assert "tried 1 time: 450 busy" in queue
    assert "About sent" in colleague.get("/admin/mail?box=sent").text
    assert "Nothing was stopped" in colleague.get("/admin/mail?box=left").text


def test_a_mail_is_shown_as_it_is_read(mails: Flask, colleague: FlaskClient) -> None:
    page = colleague.get("/admin/mail/4").text
    assert "Dear &lt;waiting&gt;," in page
    assert "Do not send it" in page
    assert "Try again" not in page
    sent = colleague.get("/admin/mail/1")
    assert "Do not send it" not in sent.text and "Try again" not in sent.text
    # It comes back to the firm's own mailbox, and its address counts as refused.
    assert colleague.post("/admin/mail/1/return", data=fields(sent, "/return")).status_code == 303
    assert "It came back: the address was refused" in colleague.get("/admin/mail/1").text
    with mails.app_context():
        assert address_was_refused(db.session(), "sent@client.example")
    assert colleague.get("/admin/mail/99").status_code == 404


def test_what_failed_can_be_tried_again(mails: Flask, colleague: FlaskClient) -> None:
    answer = colleague.post("/admin/mail/2/again", data=fields(colleague.get("/admin/mail/2"), "/again"))
    assert answer.status_code == 303
    mail = of(mails, 2)
    assert (mail.given_up_at, mail.given_up_because, mail.attempts) == (None, None, 0)
    assert mail.due_at is not None
    assert "not sent" not in colleague.get("/admin/").text


def test_what_failed_can_be_left_at_that(mails: Flask, colleague: FlaskClient) -> None:
    colleague.post("/admin/mail/2/leave", data=fields(colleague.get("/admin/mail/2"), "/leave"))
    assert of(mails, 2).left_by_id is not None
    assert "not sent" not in colleague.get("/admin/").text
    assert "The address was refused, colin" in colleague.get("/admin/mail?box=left").text


def test_what_waits_can_be_stopped_and_is_not_sent(mails: Flask, colleague: FlaskClient) -> None:
    colleague.post("/admin/mail/4/leave", data=fields(colleague.get("/admin/mail/4"), "/leave"))
    with mails.app_context():
        assert claim_next(db.session(), datetime.now(UTC), "firm.example") is None
    assert "Will not be sent: somebody stopped it (colin)." in colleague.get("/admin/mail/4").text


def test_what_is_sent_meanwhile_is_not_changed(mails: Flask, colleague: FlaskClient) -> None:
    form = fields(colleague.get("/admin/mail/4"), "/leave")
    with mails.app_context():
        claim_next(db.session(), datetime.now(UTC), "firm.example")
        db.session.commit()
    answer = colleague.post("/admin/mail/4/leave", data=form, follow_redirects=True)
    assert "so nothing was changed" in answer.text
    assert of(mails, 4).given_up_at is None
    assert "being sent" in colleague.get("/admin/mail/4").text


def test_a_missing_setting_is_said(mails: Flask, colleague: FlaskClient) -> None:
    assert "no mail server is set up (MAIL_URL)" in colleague.get("/admin/mail").text
    mails.config["MAIL_URL"] = mail_url("smtp://me:hidden-word@mail.example")
    assert "the address that mail comes from is not set up (MAIL_FROM)" in colleague.get("/admin/mail").text
    mails.config["MAIL_FROM"] = mail_from("office@firm.example")
    page = colleague.get("/admin/mail").text
    assert "is not set up" not in page
    assert "hidden-word" not in page


def test_viewers_see_no_mail_because_links_in_it_open_doors(mails: Flask) -> None:
    give_account(mails, VIEWER)
    viewer = signed_in(mails, VIEWER)
    assert viewer.get("/admin/mail").status_code == 404
    assert viewer.get("/admin/mail/1").status_code == 404
    assert "/admin/mail" not in viewer.get("/admin/").text


def test_a_firm_without_mail_is_told_what_will_be_here(colleague: FlaskClient) -> None:
    page = colleague.get("/admin/mail").text
    assert "Nothing waits" in page
    assert "flask jobs run" in page
