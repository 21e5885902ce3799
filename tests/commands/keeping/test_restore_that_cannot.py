"""A restore that cannot be done says why, and that everything is as it was."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from records.db import db
from records.firm import the_firm

pytestmark = pytest.mark.same_on_both


@pytest.fixture
def backup(runner: FlaskCliRunner, tmp_path: Path) -> str:
    file = tmp_path / "firm.backup"
    assert runner.invoke(args=["backup", str(file)]).exit_code == 0
    return str(file)


def test_a_disk_that_is_full_in_the_middle(
    app: Flask, runner: FlaskCliRunner, backup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("commands.keeping.restoring.overwrite_sqlite", no_room)
    done = runner.invoke(args=["restore", backup])
    assert done.exit_code == 2
    assert "Nothing was restored and nothing was changed: database or disk is full." in done.stderr
    with app.app_context():
        assert the_firm(db.session()).name == "My firm"


@pytest.mark.parametrize(
    ("answer", "more", "status"), [("n\n", [], 2), ("y\n", [], 0), ("", ["--yes"], 0)], ids=["no", "yes", "not asked"]
)
def test_on_a_terminal_it_names_the_database_and_asks(
    app: Flask,
    runner: FlaskCliRunner,
    backup: str,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    more: list[str],
    status: int,
) -> None:
    with app.app_context():
        name = db.engine.url.render_as_string()
        the_firm(db.session()).name = "Renamed since"
        db.session.commit()
    monkeypatch.setattr("commands.keeping.restoring._is_watched", lambda: True)
    done = runner.invoke(args=["restore", backup, *more], input=answer)
    assert done.exit_code == status, done.output
    assert (f"Replace everything in {name} by what was there at" in done.stderr) == (not more)
    with app.app_context():
        assert the_firm(db.session()).name == ("My firm" if status == 0 else "Renamed since")


def test_a_folder_that_cannot_be_written_to(app: Flask, runner: FlaskCliRunner, backup: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    app.config["INSTANCE_PATH"] = tmp_path / "file" / "instance"
    done = runner.invoke(args=["restore", backup])
    assert done.exit_code == 2
    assert f"nothing was changed: {tmp_path}/file/instance cannot be written to: Not a directory." in done.stderr
