"""Two that send at once, and one that is killed while it does."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from outgoing import mail_from, mail_url
from records.db import db
from records.mail import Mail, send_later
from records.mail.mail_queue import claim_next, leave_it, put_off, sent, try_again
from tests.commands.mailing.test_sending_mail import make_due
from tests.house.tree import ROOT
from tests.rig.mail_server import MailServer, mail_server

pytestmark = pytest.mark.settings(MAIL_FROM=mail_from("office@firm.example"))


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with mail_server() as running:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{running.port}")
        yield running


def queue(app: Flask, number: int) -> None:
    with app.app_context():
        for each in range(number):
            send_later(db.session(), "test", f"{each}@client.example", "Hello", "Words.", datetime.now(UTC))
        db.session.commit()


def jobs_run(database_url: str, folder: Path, server: MailServer) -> "subprocess.Popen[str]":
    """`flask jobs run` as cron starts it."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(folder),
        "MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "MAIL_FROM": "office@firm.example",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run"],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_two_at_once_send_each_mail_once(app: Flask, database_url: str, tmp_path: Path, server: MailServer) -> None:
    queue(app, 12)
    both_talk = threading.Barrier(2)
    first: set[bytes] = set()

    def wait_for_the_other(content: bytes) -> None:
        # The first mail of each talk waits until the other process is in the middle of one, too.
        if len(first) < 2:
            first.add(content)
            both_talk.wait(60)

    server.at_data = wait_for_the_other
    both = [jobs_run(database_url, tmp_path, server) for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted(to for _, to, _ in server.taken) == sorted(f"{each}@client.example" for each in range(12))


def test_a_mail_whose_sender_was_killed_is_sent_by_a_later_run_under_the_same_name(
    app: Flask, database_url: str, tmp_path: Path, server: MailServer, runner: FlaskCliRunner
) -> None:
    queue(app, 1)
    reached, go_on = threading.Event(), threading.Event()
    names = []

    def hold(content: bytes) -> None:
        names.append(next(line for line in content.splitlines() if line.startswith(b"Message-ID")))
        if not reached.is_set():
            reached.set()
            go_on.wait(60)

    server.at_data = hold
    process = jobs_run(database_url, tmp_path, server)
    assert reached.wait(60)
    # No transaction is open while the server is talked to: another one writes at once.
    queue(app, 0)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    go_on.set()
    # Until it is taken for dead, nobody else sends the mail.
    assert runner.invoke(args=["jobs", "run"]).output == ""
    with app.app_context():
        mail = db.session.scalars(select(Mail)).one()
        assert mail.claim is not None
        assert mail.sent_at is None
    make_due(app)
    assert "mail: 1 sent" in runner.invoke(args=["jobs", "run"]).output
    assert len(names) == 2
    assert names[0] == names[1]


def test_a_slow_sender_does_not_undo_what_a_later_one_did(app: Flask) -> None:
    queue(app, 1)
    with app.app_context():
        session = db.session()
        slow = claim_next(session, datetime.now(UTC), "firm.example")
        assert slow is not None
        assert claim_next(session, datetime.now(UTC), "firm.example") is None
        session.commit()
    make_due(app)
    with app.app_context():
        session = db.session()
        second = claim_next(session, datetime.now(UTC), "firm.example")
        assert second is not None
        sent(session, second, datetime.now(UTC))
        put_off(session, slow, datetime.now(UTC), "too late")
        mail = session.scalars(select(Mail)).one()
        session.refresh(mail)
        assert mail.sent_at is not None
        assert (mail.due_at, mail.last_error) == (None, "")


def test_what_is_being_sent_cannot_be_stopped_or_sent_again(app: Flask) -> None:
    from records.staff.users import UserRole, add_user

    queue(app, 1)
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        ann = add_user(session, "ann@firm.example", UserRole.STAFF, "a long password")
        claimed = claim_next(session, now, "firm.example")
        assert claimed is not None
        mail = session.get_one(Mail, claimed.id)
        assert not leave_it(session, mail, now, ann)
        assert not try_again(session, mail, now)
        sent(session, claimed, now)
        session.refresh(mail)
        assert not leave_it(session, mail, now, ann)
        assert not try_again(session, mail, now)
