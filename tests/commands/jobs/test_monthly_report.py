"""The monthly report: a real mail of last month, once for a month and an address, with the figures of `flask rank`."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from commands.jobs.listed import JOBS
from commands.jobs.monthly_report import queue_reports
from commands.jobs.running import run_jobs
from outgoing import mail_from, mail_url
from records.clients import Client
from records.closed.closing import close_month
from records.db import db
from records.firm import the_firm
from records.mail import Mail
from records.money.payments import Payment
from records.staff.report_readers import switch_off_report, switch_on_report
from records.staff.users import User, UserRole, add_user
from records.totals import follow
from reports.written import amount_written, clients_written, locale_of
from tests.admin.small_firm import full_firm
from tests.rig.mail_server import MailServer, mail_server

pytestmark = pytest.mark.settings(
    MAIL_FROM=mail_from("Lang <office@lang.example>"), BASE_URL="https://clients.lang.example"
)
APRIL = datetime(2026, 4, 2, 9, tzinfo=UTC)
MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)
APART = {"elsewhere": "Other sources", "in_review": "In review", "total": "Total"}


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    full_firm(app)
    reader(app, "ann@firm.example")
    with mail_server() as running:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{running.port}")
        yield running


def reader(app: Flask, email: str, role: UserRole = UserRole.STAFF) -> None:
    with app.app_context():
        user = add_user(db.session(), email, role, "a long password", "Ann")
        switch_on_report(db.session(), user, APRIL)
        db.session.commit()


def run(app: Flask, now: datetime) -> dict[str, str]:
    """What each job said that did something."""
    with app.app_context():
        jobs = [job for job in JOBS if job.name in {"report", "mail"}]
        done = list(run_jobs(db.session(), jobs, lambda: now))
        assert not any(each.failed for each in done), [each.outcome for each in done]
        return {each.job: each.outcome for each in done if each.outcome}


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def board(text: str, title: str) -> dict[str, tuple[str, str]]:
    """The lines of a board by their names: the value, and the change in words."""
    found: dict[str, tuple[str, str]] = {}
    for line in text.partition(f"\n{title}\n")[2].partition("\n\n")[0].splitlines():
        cells = re.split(r"\s{2,}", re.sub(r"^ *(\d+\. )?", "", line))
        if len(cells) >= 2:
            found[cells[0]] = (cells[1], cells[2] if len(cells) > 2 else "")
    return found


def ranked(runner: FlaskCliRunner, of: str, by: str, currency: str) -> dict[str, str]:
    """The values of the same board, from `flask rank`, as the mail writes them."""
    words = ["--of", of, "--by", by, "--currency", currency, "--from", "2026-03-01", "--to", "2026-03-31"]
    said = json.loads(runner.invoke(args=["rank", "--format", "json", *words]).stdout)
    locale = locale_of("US")

    def written(figures: dict[str, float]) -> str:
        if by == "clients":
            return clients_written(round(figures["clients"] * 1_000_000), locale)
        return amount_written(int(figures["revenue"]), currency, locale)

    found = {row["name"]: written(row) for row in said["rows"] if row[by]}
    found |= {name: written(said[key]) for key, name in APART.items()}
    found["Unknown" if of == "partners" else "Unknown, or no web visit"] = written(said["unknown"])
    if said["in_review"]["conflict"][by]:
        found["of which said and clicked disagree"] = written(said["in_review"]["conflict"])
    return found


def test_the_mail_has_the_figures_of_the_command_and_goes_out_in_the_same_run(
    app: Flask, server: MailServer, runner: FlaskCliRunner
) -> None:
    assert run(app, APRIL) == {"report": "1 mail of March 2026 queued", "mail": "1 sent"}
    ((_, to, mail),) = server.taken
    assert to == "ann@firm.example"
    assert mail["Subject"] == "My firm: March 2026"
    text, html = part(mail, "plain"), part(mail, "html")
    boards = 0
    for of in ("partners", "websites"):
        for by, currency in (("clients", "USD"), ("revenue", "USD"), ("revenue", "EUR")):
            title = f"{of.capitalize()} by {by}" + (f", {currency}" if by == "revenue" else "")
            shown = board(text, title)
            expected = ranked(runner, of, by, currency)
            zero = (
                clients_written(0, locale_of("US")) if by == "clients" else amount_written(0, currency, locale_of("US"))
            )
            assert {name: value for name, (value, _) in shown.items() if value != zero or name in expected} == expected
            for value, change in shown.values():
                assert value in html
                assert change in html
            boards += 1
    assert boards == 6
    assert "Counted by what clients said" in " ".join(text.split())
    assert "What waits for review could change the first place." in text
    assert "https://clients.lang.example/admin/?of=partners" in text
    assert "https://clients.lang.example/admin/report" in text
    assert "%" not in re.sub(r"https://\S+", "", text)
    with app.app_context():
        for name in db.session.scalars(select(Client.name)):
            assert name not in text + html


def test_changes_say_up_from(app: Flask, server: MailServer) -> None:
    run(app, MAY)
    text = part(server.taken[0][2], "plain")
    partners = board(text, "Partners by clients")
    # Ella came in April by Joe; in March there were more.
    assert partners["Joe Smith"][0] == "1"
    assert re.fullmatch(r"down \d+ from \d+", partners["Joe Smith"][1])
    assert partners["Total"][1].startswith("down ")
    assert board(text, "Partners by revenue, USD")["Joe Smith"] == ("$0.00", "down $2,000.01 from $2,000.01")


def test_once_for_a_month_and_an_address_whatever_happens(app: Flask, server: MailServer) -> None:
    run(app, APRIL)
    for hours in (0, 1, 30):
        assert run(app, APRIL + timedelta(hours=hours)) == {}
    with app.app_context():
        user = db.session.scalars(select(User).where(User.email == "ann@firm.example")).one()
        switch_off_report(db.session(), user)
        switch_on_report(db.session(), user, APRIL)
        db.session.commit()
    assert run(app, APRIL + timedelta(days=2)) == {}
    assert len(server.taken) == 1
    assert "report" in run(app, MAY)
    assert [mail["Subject"] for _, _, mail in server.taken] == ["My firm: March 2026", "My firm: April 2026"]


def test_two_processes_queue_one(app: Flask, server: MailServer) -> None:
    both = threading.Barrier(2)
    wrong: list[BaseException] = []

    def queue() -> None:
        try:
            with app.app_context():
                both.wait(60)
                queue_reports(db.session(), APRIL)
                db.session.commit()
        except BaseException as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=queue) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Mail)) == 1


@pytest.mark.parametrize(
    ("now", "zone", "goes"),
    [
        (datetime(2026, 4, 7, 23, tzinfo=UTC), "UTC", True),
        (datetime(2026, 4, 8, 0, tzinfo=UTC), "UTC", False),
        (datetime(2026, 3, 31, 12, tzinfo=UTC), "Pacific/Auckland", True),
        (datetime(2026, 3, 31, 12, tzinfo=UTC), "UTC", False),
    ],
)
def test_it_goes_in_the_first_days_of_the_firms_month(
    app: Flask, server: MailServer, now: datetime, zone: str, goes: bool
) -> None:
    with app.app_context():
        the_firm(db.session()).zone = zone
        db.session.commit()
    run(app, now)
    assert [mail["Subject"] for _, _, mail in server.taken] == (["My firm: March 2026"] if goes else [])


def test_a_closed_account_gets_none(app: Flask, server: MailServer) -> None:
    reader(app, "ben@firm.example")
    with app.app_context():
        db.session.scalars(select(User).where(User.email == "ann@firm.example")).one().shut_out()
        db.session.commit()
    run(app, APRIL)
    assert [to for _, to, _ in server.taken] == ["ben@firm.example"]


def test_a_closed_month_is_told_as_it_was_closed(app: Flask, server: MailServer) -> None:
    with app.app_context():
        session = db.session()
        ann = session.scalars(select(User).where(User.email == "ann@firm.example")).one()
        close_month(session, date(2026, 3, 1), APRIL, date(2026, 4, 2), ann)
        session.commit()
    run(app, APRIL)
    with app.app_context():
        session = db.session()
        payment = session.scalars(select(Payment).where(Payment.amount == 40_000)).one()
        follow(session, [payment.client_id])
        payment.amount = 999_999
        session.commit()
    reader(app, "ben@firm.example")
    run(app, APRIL)
    first, second = (part(mail, "plain") for _, _, mail in server.taken)
    assert first == second
    assert "March 2026 is closed, and told as it was closed." in " ".join(first.split())
    assert "https://clients.lang.example/admin/periods/1?of=partners" in first
