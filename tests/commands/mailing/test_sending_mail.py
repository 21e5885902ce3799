"""Queued mail reaches a real server, once; what cannot be sent waits, or is given up with the server's words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from outgoing import mail_from, mail_url
from records.db import db
from records.mail import GivenUp, Mail, send_later
from records.mail.mail_queue import WAITS, address_was_refused
from tests.rig.mail_server import MailServer, mail_server

pytestmark = pytest.mark.settings(MAIL_FROM=mail_from("Lang & Partner <office@lang.example>"))


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with mail_server() as running:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{running.port}")
        yield running


def queue(app: Flask, *addresses: str, **more: object) -> None:
    with app.app_context():
        for address in addresses:
            send_later(db.session(), "test", address, f"To {address}", "Words.", datetime.now(UTC), **more)  # type: ignore[arg-type]
        db.session.commit()


def mails(session: Session) -> list[Mail]:
    return list(session.scalars(select(Mail).order_by(Mail.id)))


def run(runner: FlaskCliRunner, status: int = 0) -> str:
    result = runner.invoke(args=["jobs", "run"])
    assert result.exit_code == status, result.output
    return result.output


def make_due(app: Flask) -> None:
    """As if the wait, or the time after which a sender is taken for dead, were over."""
    with app.app_context():
        past = datetime.now(UTC) - timedelta(seconds=1)
        db.session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(due_at=past))
        db.session.commit()


def test_each_mail_is_sent_once_and_in_one_talk(app: Flask, runner: FlaskCliRunner, server: MailServer) -> None:
    queue(app, "ann@client.example", "ben@client.example", name="Ann")
    assert "mail: 2 sent" in run(runner)
    assert run(runner) == ""
    assert [to for _, to, _ in server.taken] == ["ann@client.example", "ben@client.example"]
    assert server.talks == 1
    sender, _, message = server.taken[0]
    assert sender == "office@lang.example"
    assert message["From"] == "Lang & Partner <office@lang.example>"
    assert message["To"] == "Ann <ann@client.example>"
    assert message["Subject"] == "To ann@client.example"
    with app.app_context():
        first = mails(db.session())[0]
        assert first.message_id == message["Message-ID"]
        assert (first.attempts, first.last_error, first.due_at) == (1, "", None)
        assert first.sent_at is not None


def test_a_mail_is_not_sent_before_its_time(app: Flask, runner: FlaskCliRunner, server: MailServer) -> None:
    queue(app, "ann@client.example", not_before=datetime.now(UTC) + timedelta(hours=1))
    assert run(runner) == ""
    assert server.taken == []


def test_a_refused_address_is_marked_and_the_others_are_sent(
    app: Flask, runner: FlaskCliRunner, server: MailServer
) -> None:
    server.at_address = lambda address: "550 5.1.1 nobody of that name" if address.startswith("ann") else None
    queue(app, "ann@client.example", "ben@client.example")
    assert "mail: 1 sent, 1 refused" in run(runner)
    with app.app_context():
        ann, ben = mails(db.session())
        assert (ann.given_up_because, ann.due_at) == (GivenUp.ADDRESS_REFUSED, None)
        assert ann.last_error == "550 5.1.1 nobody of that name"
        assert ben.sent_at is not None
        assert address_was_refused(db.session(), "ann@client.example")
        assert not address_was_refused(db.session(), "ben@client.example")


def test_a_refused_mail_is_marked_and_not_the_address(app: Flask, runner: FlaskCliRunner, server: MailServer) -> None:
    server.at_data = lambda _content: "554 5.7.1 looks like spam"
    queue(app, "ann@client.example")
    assert "1 refused" in run(runner)
    with app.app_context():
        assert mails(db.session())[0].given_up_because is GivenUp.REFUSED
        assert not address_was_refused(db.session(), "ann@client.example")


@pytest.mark.parametrize("at", ["at_address", "at_data"])
def test_what_is_refused_for_now_is_tried_again_later(
    app: Flask, runner: FlaskCliRunner, server: MailServer, at: str
) -> None:
    setattr(server, at, lambda _what: "451 4.7.1 come back later")
    queue(app, "ann@client.example")
    assert "1 put off" in run(runner)
    assert run(runner) == ""
    with app.app_context():
        mail = mails(db.session())[0]
        assert mail.due_at is not None
        first_name = mail.message_id
        assert timedelta(minutes=4) < mail.due_at - datetime.now(UTC) <= WAITS[0]
    setattr(server, at, lambda _what: None)
    make_due(app)
    assert "1 sent" in run(runner)
    assert server.taken[0][2]["Message-ID"] == first_name


def test_waits_grow_until_five_days_are_over(app: Flask, runner: FlaskCliRunner, server: MailServer) -> None:
    server.at_address = lambda _address: "450 mailbox busy"
    queue(app, "ann@client.example")
    waited = []
    for _ in WAITS:
        run(runner)
        with app.app_context():
            due = mails(db.session())[0].due_at
            assert due is not None
            waited.append(round((due - datetime.now(UTC)) / timedelta(minutes=5)))
        make_due(app)
    assert waited == [round(wait / timedelta(minutes=5)) for wait in WAITS]
    assert timedelta(days=4, hours=23) < sum(WAITS, timedelta()) <= timedelta(days=5)
    run(runner)
    with app.app_context():
        mail = mails(db.session())[0]
        assert (mail.given_up_because, mail.due_at) == (GivenUp.TOO_LONG, None)
        assert mail.last_error == "450 mailbox busy"


def test_a_server_that_is_away_stops_the_run_and_loses_nothing(app: Flask, runner: FlaskCliRunner) -> None:
    with mail_server() as gone:
        port = gone.port
    app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{port}")
    queue(app, "ann@client.example", "ben@client.example")
    said = run(runner, 1)
    assert f"mail: failed: 1 put off; the server 127.0.0.1, port {port} cannot be used now: Connection refused" in said
    with app.app_context():
        assert [mail.attempts for mail in mails(db.session())] == [1, 0]


def test_a_server_that_dies_in_the_middle_is_tried_again(
    app: Flask, runner: FlaskCliRunner, server: MailServer
) -> None:
    server.at_data = lambda _content: "421 4.3.0 going down"
    queue(app, "ann@client.example")
    run(runner)
    server.at_data = lambda _content: None
    make_due(app)
    assert "1 sent" in run(runner)


def test_a_sender_that_the_server_does_not_take_costs_no_mail(
    app: Flask, runner: FlaskCliRunner, server: MailServer
) -> None:
    server.at_sender = lambda _address: "553 5.7.1 not your address"
    queue(app, "ann@client.example", "ben@client.example")
    assert "553 5.7.1 not your address" in run(runner, 1)
    with app.app_context():
        assert all(mail.given_up_at is None for mail in mails(db.session()))


def test_without_a_server_mails_wait_and_it_is_said(app: Flask, runner: FlaskCliRunner) -> None:
    queue(app, "ann@client.example")
    assert "mail: 1 mail in the queue; set MAIL_URL to send mail" in run(runner)


@pytest.mark.settings(MAIL_PER_DAY=2)
def test_no_more_go_out_within_a_day_than_the_limit(app: Flask, runner: FlaskCliRunner, server: MailServer) -> None:
    queue(app, *(f"{number}@client.example" for number in range(3)))
    assert "2 sent" in run(runner)
    assert run(runner) == ""
    with app.app_context():
        two_days_ago = datetime.now(UTC) - timedelta(days=2)
        db.session.execute(update(Mail).where(Mail.sent_at.is_not(None)).values(sent_at=two_days_ago))
        db.session.commit()
    assert "1 sent" in run(runner)


@pytest.mark.parametrize("address", ["zoë@bücher.example", "ana@bücher.example"])
def test_addresses_beyond_ascii(app: Flask, runner: FlaskCliRunner, address: str) -> None:
    with mail_server(utf8=True) as server:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{server.port}")
        queue(app, address)
        run(runner)
        local = address.partition("@")[0]
        assert [to for _, to, _ in server.taken] == [f"{local}@xn--bcher-kva.example"]


def test_an_address_that_the_server_cannot_take_is_refused(
    app: Flask, runner: FlaskCliRunner, server: MailServer
) -> None:
    queue(app, "zoë@client.example")
    assert "1 refused" in run(runner)
    with app.app_context():
        assert mails(db.session())[0].given_up_because is GivenUp.ADDRESS_REFUSED


def test_mails_can_be_written_to_a_folder(app: Flask, runner: FlaskCliRunner, tmp_path: object) -> None:
    app.config["MAIL_URL"] = mail_url(f"file://{tmp_path}/outbox")
    queue(app, "ann@client.example")
    assert "1 sent" in run(runner)
    (written,) = app.config["MAIL_URL"].path.iterdir()
    assert b"To: ann@client.example\r\n" in written.read_bytes()
    assert written.stat().st_mode & 0o077 == 0
