"""``flask demo``: a firm to look at, the same for the same day, served on this machine."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from records.staff.users import UserRole
from tests.conftest import dispose, make_app
from tests.house.tree import ROOT
from tests.rig.forms import fields
from tests.rig.people import Person, signed_in
from tests.rig.phones import set_up, stopped_clock

TODAY = "2026-06-15"
# Every table but the staff's, whose passwords are drawn anew for each start. So are the names of groups of answers.
DECISIONS = "(SELECT submission_id, decision, result, is_open, words_key, candidates FROM decisions)"
TABLES = ["sources", "partners", "clients", "submissions", "touches", DECISIONS, "reviews", "review_parts"]
TABLES += [
    "campaign_members",
    "askings",
    "credits",
    "payments",
    "referrals_given",
    "stage_changes",
    "aliases",
    "keywords",
    "search_totals",
    "costs",
    "closed_payments",
]


def run(folder: Path, *options: str) -> Result:
    app = make_app(f"sqlite:///{folder}/other.sqlite3", folder)
    result = app.test_cli_runner().invoke(args=["demo", "--no-serve", *options])
    dispose(app)
    return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, which whichever process of tests comes first makes for all of them."""
    own = tmp_path_factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-made"
    made.mkdir(exist_ok=True)
    with (made / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "demo.sqlite3").exists():
            result = run(made, "--today", TODAY)
            assert result.exit_code == 0, result.output
    return shutil.copytree(made, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True)


@contextmanager
def database(folder: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{folder}/demo.sqlite3")
    yield engine
    engine.dispose()


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with database(folder) as engine, engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def number(folder: Path, query: str) -> int:
    return int(str(rows(folder, query)[0][0]))


def test_it_has_eighteen_months_of_clients_up_to_the_day(folder: Path) -> None:
    assert 350 <= number(folder, "SELECT count(*) FROM clients") <= 500
    assert number(folder, "SELECT count(*) FROM partners") == 65
    ((first, last),) = rows(folder, "SELECT min(came_on), max(came_on) FROM clients")
    assert "2025-01-01" <= str(first) < "2025-01-10"
    assert "2026-06-05" < str(last) < TODAY


def test_it_has_something_of_everything(folder: Path) -> None:
    assert 10 <= number(folder, "SELECT count(*) FROM decisions WHERE is_open") <= 15
    assert number(folder, "SELECT count(*) FROM reviews") > 5
    assert number(folder, "SELECT count(*) FROM referrals_given") == 70
    assert number(folder, "SELECT count(*) FROM payments WHERE kind = 'billed'") > 100
    assert number(folder, "SELECT count(*) FROM payments WHERE amount < 0") > 0
    assert number(folder, "SELECT count(*) FROM keywords") > 5
    assert number(folder, "SELECT count(*) FROM keywords WHERE under_id IS NOT NULL") > 3
    assert number(folder, "SELECT count(*) FROM search_totals WHERE starts_on = '2026-03-01'") > 20
    assert number(folder, "SELECT count(DISTINCT every) FROM costs") == 3
    assert (
        number(folder, "SELECT count(*) FROM closed_payments JOIN closures c ON c.id = closure_id AND c.keeps_costs")
        > 5
    )
    assert number(folder, "SELECT count(*) FROM cost_changes, closures WHERE cost_changes.at > closures.at") == 1
    # The newest payment is the last that came in, by which the ranking says how fresh it is.
    assert rows(folder, "SELECT paid_on FROM payments ORDER BY id DESC LIMIT 1") == rows(
        folder, "SELECT max(paid_on) FROM payments"
    )
    # What was said and what was clicked name different sources.
    assert (
        number(
            folder,
            "SELECT count(*) FROM credits said JOIN credits clicked USING (client_id) "
            "JOIN sources s ON s.id = said.source_id "
            "JOIN sources c ON c.id = clicked.source_id WHERE said.role = 'introduced_by' AND "
            "clicked.role = 'arrived_through' AND s.kind = 'partner' AND c.kind = 'search engine'",
        )
        > 5
    )


def test_the_seen_partner_gets_most_and_the_unseen_one_sends_best(folder: Path) -> None:
    given = "SELECT count(*) FROM referrals_given JOIN sources s ON s.id = partner_id WHERE s.name = "
    assert number(folder, f"{given} 'Joe Barlow'") == 10
    assert number(folder, f"{given} 'Steve Okafor'") == 0
    sent = (
        "SELECT s.name, count(DISTINCT c.id), count(DISTINCT CASE c.stage WHEN 'won' THEN c.id END) FROM clients c "
        "JOIN credits k ON k.client_id = c.id JOIN sources s ON s.id = k.source_id "
        "WHERE k.role = 'introduced_by' AND s.name IN ('Joe Barlow', 'Steve Okafor') GROUP BY s.name ORDER BY s.name"
    )
    assert rows(folder, sent) == [("Joe Barlow", 2, 0), ("Steve Okafor", 3, 3)]


def test_the_unseen_one_is_at_the_root_of_three_generations(folder: Path) -> None:
    below = (
        "WITH RECURSIVE below(client, deep) AS ("
        "SELECT k.client_id, 1 FROM credits k JOIN sources s ON s.id = k.source_id "
        "WHERE s.name = 'Steve Okafor' UNION SELECT k.client_id, deep + 1 FROM below JOIN sources s ON "
        "s.client_id = below.client JOIN credits k ON k.source_id = s.id AND k.role = 'introduced_by') "
        "SELECT deep, count(*), (SELECT sum(amount) FROM payments p WHERE p.kind = 'received' AND p.client_id IN "
        "(SELECT client FROM below b WHERE b.deep = below.deep)) FROM below GROUP BY deep ORDER BY deep"
    )
    found = rows(folder, below)
    assert [row[:2] for row in found] == [(1, 3), (2, 2), (3, 2)]
    assert [row[2] for row in found[1:]] == [310_000, 845_000]


def test_the_same_day_makes_the_same_firm(folder: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "--today", TODAY).exit_code == 0
    for table in TABLES:
        everything = f"SELECT * FROM {table}"  # noqa: S608 - the names are our own
        assert rows(tmp_path, everything) == rows(folder, everything), table


def test_a_second_start_keeps_the_firm_and_makes_a_new_sign_in(folder: Path) -> None:
    with database(folder) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE clients SET company = 'Kept Ltd' WHERE id = 1"))
    first, second = run(folder, "--today", TODAY), run(folder, "--today", TODAY)
    passwords = {re.findall(r"with password +(\S+)", result.stdout)[0] for result in (first, second)}
    assert len(passwords) == 2
    assert rows(folder, "SELECT company FROM clients WHERE id = 1") == [("Kept Ltd",)]


def printed_sign_in(folder: Path) -> tuple[Flask, Person]:
    """The demo's application after another start, and who is printed."""
    printed = run(folder, "--today", TODAY).stdout
    email = re.findall(r"Sign in as +(\S+)", printed)[0]
    password = re.findall(r"with password +(\S+)", printed)[0]
    app: Flask = make_app(re.findall(r"DATABASE_URL=(\S+)", printed)[0], folder)
    return app, Person(email, password, UserRole.OWNER)


def test_the_printed_sign_in_and_address_work(folder: Path) -> None:
    app, person = printed_sign_in(folder)
    client = signed_in(app, person)
    assert client.get("/admin/").status_code == 200
    assert client.get("/f/new-client").status_code == 200
    dispose(app)


def test_the_printed_sign_in_needs_no_code_whatever_was_tried(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, person = printed_sign_in(folder)
    client = signed_in(app, person)
    set_up(client, person, stopped_clock(monkeypatch))
    client.post("/admin/users/two-factor", data=fields(client.get("/admin/users"), "/users/two-factor"))
    dispose(app)
    app, person = printed_sign_in(folder)
    assert signed_in(app, person).get("/admin/").status_code == 200
    dispose(app)


def test_an_older_firm_says_how_to_make_a_new_one(folder: Path) -> None:
    assert "--reset makes it anew up to 2026-12-24" in run(folder, "--today", "2026-12-24").stdout


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path, "--today", "tomorrow")
    assert result.exit_code == 2
    assert "write a day like 2026-03-31" in result.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_is_served_on_this_machine(folder: Path) -> None:
    port = free_port()
    environment = {**os.environ, "INSTANCE_PATH": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout
            printed = ""
            for line in served.stdout:
                printed += line
                if line.startswith("Ready"):
                    break
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/f/\S+", printed)
            with urllib.request.urlopen(address) as response:  # noqa: S310 - our own, on this machine
                assert "What brought you to us?" in response.read().decode()
        finally:
            served.terminate()


def test_a_port_that_is_taken_is_said_with_what_to_do(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        app = make_app(f"sqlite:///{folder}/other.sqlite3", folder)
        result = app.test_cli_runner().invoke(args=["demo", "--port", str(port)])
        dispose(app)
    assert result.exit_code == 2
    assert f"Port {port} is taken" in result.stderr
    assert f"--port {port + 1}" in result.stderr
