"""A real `flask import`, and an undo, that are killed at once, and what is gone on with then."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.db import db, held_while_alive
from records.engine.soundness import file_problems
from records.importing import ShortTurns, counts_of, resume_imports
from records.importing.going_in.staging import StagedRow
from records.imports import Import, ImportState
from records.money.payments import Payment
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.house.tree import ROOT
from tests.intake.sending import send, submissions

ROWS = 10_000
# The command, whose every transaction has few rows: it takes a while however fast the machine is.
FLASK = """
from flask.cli import main
from records.engine.at_once import AtOnce
AtOnce.number = property(lambda at_once: 100, lambda at_once, number: None)
main()
"""


def start(database_url: str, instance: Path, *command: str) -> "subprocess.Popen[str]":
    """`flask` with these arguments in a process of its own."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "a key that is only for tests, and long enough",
    }
    return subprocess.Popen(
        [sys.executable, "-c", FLASK, *command],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_when(
    process: "subprocess.Popen[str]", session: Session, state: ImportState, meanwhile: Callable[[], object]
) -> bool:
    """Kill it as soon as some of its rows are staged, applied or gone; whether it was still at it.

    ``meanwhile`` is done while it is at it.
    """
    what = StagedRow if state is ImportState.CHECKING else Payment
    while process.poll() is None:
        found = session.scalar(select(func.count()).select_from(what)) or 0
        reached = session.scalars(select(Import.state).order_by(Import.id.desc())).first() is state
        session.rollback()
        if reached and found > 0 and (found < ROWS or state is ImportState.CHECKING):
            break
    meanwhile()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    number = session.scalars(select(Import.id).order_by(Import.id.desc())).first()
    held = False
    while not held:
        # A server may still be at the last statement of somebody who is dead already.
        with held_while_alive(session, f"import-{number}") as held:
            session.rollback()
    # Whatever reads the file anew finds it whole.
    assert file_problems(session.connection()) == []
    session.rollback()
    return process.returncode == -signal.SIGKILL


def test_killed_while_it_is_checked_and_while_it_is_applied(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, database_url: str, tmp_path: Path
) -> None:
    def sends() -> None:
        name = f"meanwhile{len(sent)}"
        sent.append(name)
        assert send(client, name=name, email=f"{name}@mail.example").status_code == 303

    sent: list[str] = []
    command = ("import", "payments", str(tmp_path / "payments.csv"))
    clients, file = tmp_path / "clients.csv", tmp_path / "payments.csv"
    clients.write_text("ref,name,came_on\nC1,Ann Lee,2026-03-04\n", encoding="utf-8")
    rows = (f"R{n},C1,{n % 90 + 1},2026-03-{n % 28 + 1:02}" for n in range(ROWS))
    file.write_text("\n".join(("ref,client,amount,on", *rows)) + "\n", encoding="utf-8")
    assert runner.invoke(args=["import", "clients", str(clients)]).exit_code == 0
    with app.app_context():
        session = db.session()
        assert kill_when(start(database_url, tmp_path, *command), session, ImportState.CHECKING, sends)
        assert kill_when(start(database_url, tmp_path, *command), session, ImportState.APPLYING, sends)
        record = session.scalars(select(Import).order_by(Import.id.desc())).first()
        assert record
        assert sum(counts_of(session, record).values()) > 0
        # What is in of it counts nowhere.
        assert rank(session, Question("USD")).total.revenue == 0
    result = runner.invoke(args=["import", "payments", str(file)])
    assert "had broken off and is finished now" in result.stderr
    assert result.stdout == f"0 payments added, 0 changed, {ROWS:,} unchanged, 0 rows refused.\n"
    with app.app_context():
        session = db.session()
        assert session.scalar(select(func.count()).select_from(Payment)) == ROWS
        assert rank(session, Question("USD")).total.revenue == sum(100 * (n % 90 + 1) for n in range(ROWS))
        assert session.scalar(select(func.count()).select_from(StagedRow)) == 0
        # The one that was only being checked is forgotten.
        assert session.scalars(select(Import.state).where(Import.kind == "payments")).all() == [ImportState.FINISHED]
        undo = ("import", "payments", "--undo", str(session.scalars(select(func.max(Import.id))).one()))
        session.rollback()
        assert kill_when(start(database_url, tmp_path, *undo), session, ImportState.UNDOING, sends)
        assert rank(session, Question("USD")).total.revenue == 0
        assert "undo" in resume_imports(session, datetime.now(UTC), pause=ShortTurns(session))[0]
        assert session.scalar(select(func.count()).select_from(Payment)) == 0
    # Each form that was thanked for while another process was killed is there, once.
    assert [each.client.name for each in submissions(app)] == sent
