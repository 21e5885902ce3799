"""``flask backup`` and ``flask restore``: everything comes back, and a bad file changes nothing."""

import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, func, select

from attribution import Role
from commands.keeping.archive import write_backup
from commands.keeping.manifest import Manifest, TableKept
from commands.keeping.tables import rows_of, tables_now
from records.answers.recording import record_submission
from records.clients import Client
from records.db import db
from records.engine.revisions import revisions
from records.money.payments import Payment, PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.sources import add_partner
from records.spam.verdicts import mark_spam
from tests.conftest import dispose, make_app
from tests.house.tree import ROOT
from tests.records.firm_of_tests import NOW, credited, filled, partner, reviewer, told

NEWEST = revisions(ROOT)[0]


@pytest.fixture
def firm(app: Flask) -> None:
    """A little of everything: words in two scripts, a review, a payment, spam, and two who share an address."""
    with app.app_context():
        session = db.session()
        joe = partner(session, "Joe Smith", organisation="Smith & Söhne")
        first = told(session, "Joe Smith told me", name="Ann Lee", email="lee@mail.example")
        told(session, "王小明介绍的\nзнакомый", name="Bob Lee", email="lee@mail.example")
        review_answer(session, told(session, "somebody"), reviewer(session), [joe], NOW)
        mark_spam(session, [told(session, "Купите 王 now")], reviewer(session), NOW)
        record_payment(session, first.client, 125050, "USD", date(2026, 3, 4), PaymentKind.RECEIVED, NOW)
        session.commit()


def everything(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the version of the directory, which grows at a restore."""
    with app.app_context():
        rows = {}
        for table in db.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "directory_version"]
            rows[table.name] = sorted(tuple(map(repr, row)) for row in db.session.execute(select(*columns)))
        return rows


def back_up(runner: FlaskCliRunner, file: Path) -> Path:
    result = runner.invoke(args=["backup", str(file)])
    assert result.exit_code == 0, result.output
    return file


def restore(runner: FlaskCliRunner, file: Path) -> Result:
    return runner.invoke(args=["restore", str(file)])


def wreck(app: Flask) -> None:
    with app.app_context():
        db.session.execute(delete(Payment))
        add_partner(db.session(), "Somebody Else", NOW)
        db.session.commit()


def test_everything_comes_back(app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path) -> None:
    before = everything(app)
    file = back_up(runner, tmp_path / "firm.backup")
    wreck(app)
    result = restore(runner, file)
    assert result.exit_code == 0, result.output
    assert everything(app) == before
    assert file.stat().st_mode & 0o077 == 0


def test_the_firm_goes_on_after_a_restore(app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = back_up(runner, tmp_path / "firm.backup")
    wreck(app)
    restore(runner, file)
    with app.app_context():
        session = db.session()
        # New rows get new numbers, and the directory is the restored one.
        submission = record_submission(session, filled(session, name="Cy Young", answer="Joe Smith sent me"))
        assert credited(session, submission.client, Role.INTRODUCED_BY) == ["Joe Smith"]
        session.commit()


def test_a_backup_moves_to_a_database_of_the_other_kind(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    before = everything(app)
    file = back_up(runner, tmp_path / "firm.backup")
    other = make_app(f"sqlite:///{tmp_path}/moved.sqlite3", tmp_path)
    try:
        result = restore(other.test_cli_runner(), file)
        assert result.exit_code == 0, result.output
        assert everything(other) == before
        back = back_up(other.test_cli_runner(), tmp_path / "back.backup")
    finally:
        dispose(other)
    wreck(app)
    assert restore(runner, back).exit_code == 0
    assert everything(app) == before


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def without_its_middle(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 3] + content[len(content) // 2 :])


def with_a_flipped_bit(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        table = archive.getinfo("tables/clients.jsonl")
    content = bytearray(file.read_bytes())
    # Among the packed rows: a bit of what a zip says beside them, such as a time, may mean nothing.
    content[table.header_offset + 30 + len(table.filename) + table.compress_size // 2] ^= 1
    file.write_bytes(content)


def of_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("holiday.txt", "nothing to do with it")


def no_zip(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + bytes(1000))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_a_changed_amount(file: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["tables/payments.jsonl"] = parts["tables/payments.jsonl"].replace(b"125050", b"999999")

    rewritten(file, change)


def with_a_changed_manifest(file: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = parts["manifest.json"].replace(f'"{NEWEST}"'.encode(), b'"0000"')

    rewritten(file, change)


@pytest.mark.parametrize(
    "spoil",
    [
        cut_off,
        without_its_middle,
        with_a_flipped_bit,
        of_something_else,
        no_zip,
        empty,
        with_a_changed_amount,
        with_a_changed_manifest,
    ],
)
def test_a_bad_file_is_refused_and_nothing_changes(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = back_up(runner, tmp_path / "firm.backup")
    spoil(file)
    before = everything(app)
    result = restore(runner, file)
    assert result.exit_code == 2
    assert "Nothing was restored and nothing was changed" in result.stderr
    assert "Traceback" not in result.output
    assert everything(app) == before


@pytest.mark.parametrize(
    ("changes", "says"), [({"format": 99}, "newer version"), ({"revision": "9999"}, "newer version")]
)
def test_a_backup_of_a_newer_version_is_refused(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    file = tmp_path / "firm.backup"
    manifest = Manifest(**{"version": "9.0", "revision": NEWEST, "made_at": "2030-01-01T00:00:00"} | changes)
    write_backup(file, manifest, lambda _table: [], "")
    result = restore(runner, file)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "update Whence" in result.stderr


def test_rows_that_do_not_fit_together_are_refused(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "firm.backup"
    manifest = Manifest("0.1.0", NEWEST, "2026-01-01T00:00:00", tables=tables_now())
    change = {"id": 1, "client_id": 77, "stage": "won", "at": 0}
    rows = [
        [change.get(column) for column in table.columns] for table in manifest.tables if table.name == "stage_changes"
    ]
    write_backup(file, manifest, lambda table: rows if table.name == "stage_changes" else [], "")
    before = everything(app)
    result = restore(runner, file)
    assert result.exit_code == 2
    assert "do not fit together: row 1 of stage_changes points to a row of clients" in result.stderr
    assert everything(app) == before


@pytest.mark.settings(BACKUP_KEY="the firm's own key")
def test_with_a_key_only_files_sealed_with_it_are_restored(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = back_up(runner, tmp_path / "firm.backup")
    assert restore(runner, file).exit_code == 0
    app.config["BACKUP_KEY"] = "another key"
    assert "has another key" in restore(runner, file).stderr
    app.config["BACKUP_KEY"] = ""
    assert "set BACKUP_KEY to that key" in restore(runner, file).stderr
    file.unlink()
    back_up(runner, file)
    app.config["BACKUP_KEY"] = "the firm's own key"
    assert "made without a key" in restore(runner, file).stderr


def test_an_older_backup_is_replaced_and_nothing_else_is(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = back_up(runner, tmp_path / "firm.backup")
    back_up(runner, file)
    other = tmp_path / "letters.txt"
    other.write_text("Dear client", encoding="utf-8")
    result = runner.invoke(args=["backup", str(other)])
    assert result.exit_code == 2
    assert "cannot be replaced" in result.stderr
    assert other.read_text(encoding="utf-8") == "Dear client"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_backup_is_one_state_although_somebody_writes_meanwhile(
    app: Flask, firm: None, runner: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        clients = db.session.scalar(select(func.count()).select_from(Client))
    other = make_app(app.config["DATABASE_URL"], tmp_path)

    def while_somebody_writes(connection: Any, table: TableKept) -> Any:
        if table.name == "clients":
            # In a thread of its own, as it would be: this one only reads.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(somebody_comes).result()
        return rows_of(connection, table)

    def somebody_comes() -> None:
        with other.app_context():
            told(db.session(), "Joe Smith", name="Late Comer")
            db.session.commit()

    monkeypatch.setattr("commands.keeping.backing_up.rows_of", while_somebody_writes)
    file = back_up(runner, tmp_path / "firm.backup")
    dispose(other)
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert next(table["rows"] for table in manifest["tables"] if table["name"] == "clients") == clients
