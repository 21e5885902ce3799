"""A real `flask import`, and an undo, that are killed at once, and what is gone on with then."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from records.db import db, held_while_alive
from records.engine.soundness import file_problems
from records.importing import ShortTurns, counts_of, resume_imports
from records.importing.going_in.staging import StagedRow
from records.imports import Import, ImportState
from records.money.payments import Payment
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.intake.sending import send, submissions
from tests.rig.standing_still import kill, reached, set_off

ROWS = 10_000


def kill_when(
    state: ImportState,
    database_url: str,
    instance: Path,
    command: tuple[str, ...],
    session: Session,
    meanwhile: Callable[[], object],
) -> None:
    """Start a command, and kill it when some of its rows are staged, applied or gone and others not yet.

    ``meanwhile`` is done while it is at it.
    """
    rows = StagedRow if state is ImportState.CHECKING else Payment
    some = select(func.count()).select_from(rows).scalar_subquery().between(1, ROWS - 1)
    newest = select(Import.state).order_by(Import.id.desc()).limit(1).scalar_subquery()
    process = set_off(select(and_(some, newest == state)), database_url, instance, *command)
    reached(process)
    meanwhile()
    kill(process)
    number = session.scalars(select(Import.id).order_by(Import.id.desc())).first()
    held = False
    while not held:
        # A server may still be at the last statement of somebody who is dead already.
        with held_while_alive(session, f"import-{number}") as held:
            session.rollback()
    # Whatever reads the file anew finds it whole.
    assert file_problems(session.connection()) == []
    session.rollback()


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
        kill_when(ImportState.CHECKING, database_url, tmp_path, command, session, sends)
        kill_when(ImportState.APPLYING, database_url, tmp_path, command, session, sends)
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
        kill_when(ImportState.UNDOING, database_url, tmp_path, undo, session, sends)
        assert rank(session, Question("USD")).total.revenue == 0
        assert "undo" in resume_imports(session, datetime.now(UTC), pause=ShortTurns(session))[0]
        assert session.scalar(select(func.count()).select_from(Payment)) == 0
    # Each form that was thanked for while another process was killed is there, once.
    assert [each.client.name for each in submissions(app)] == sent
