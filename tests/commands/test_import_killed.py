"""A real `flask import` that is killed at once, as by a power cut, and the same command once more."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.db import db, held_while_alive
from records.importing import counts_of
from records.imports import Import, ImportState
from records.payments import Payment
from records.staging import StagedRow
from reports.questions import Question
from reports.rankings import rank
from tests.house.tree import ROOT

ROWS = 20_000


def start(database_url: str, instance: Path, file: Path) -> "subprocess.Popen[str]":
    """The command in a process of its own."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "a key that is only for tests, and long enough",
    }
    command = [sys.executable, "-m", "flask", "import", "payments", str(file)]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_when(process: "subprocess.Popen[str]", session: Session, state: ImportState) -> bool:
    """Kill it as soon as it has staged, or applied, some of its rows; whether it was still at it."""
    what = StagedRow if state is ImportState.CHECKING else Payment
    while process.poll() is None:
        found = session.scalar(select(func.count()).select_from(what)) or 0
        reached = session.scalars(select(Import.state).order_by(Import.id.desc())).first() is state
        session.rollback()
        if found and reached:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    number = session.scalars(select(Import.id).order_by(Import.id.desc())).first()
    held = False
    while not held:
        # A server may still be at the last statement of somebody who is dead already.
        with held_while_alive(session, f"import-{number}") as held:
            session.rollback()
    return process.returncode == -signal.SIGKILL


def test_killed_while_it_is_checked_and_while_it_is_applied(
    app: Flask, runner: FlaskCliRunner, database_url: str, tmp_path: Path
) -> None:
    clients, file = tmp_path / "clients.csv", tmp_path / "payments.csv"
    clients.write_text("ref,name,came_on\nC1,Ann Lee,2026-03-04\n", encoding="utf-8")
    rows = (f"R{n},C1,{n % 90 + 1},2026-03-{n % 28 + 1:02}" for n in range(ROWS))
    file.write_text("\n".join(("ref,client,amount,on", *rows)) + "\n", encoding="utf-8")
    assert runner.invoke(args=["import", "clients", str(clients)]).exit_code == 0
    with app.app_context():
        session = db.session()
        assert kill_when(start(database_url, tmp_path, file), session, ImportState.CHECKING)
        assert kill_when(start(database_url, tmp_path, file), session, ImportState.APPLYING)
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
