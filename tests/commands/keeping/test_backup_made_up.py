"""``flask restore`` of a file that somebody made up: its seal is good, and what it holds is not."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from records.db import db
from records.sources import add_partner
from tests.conftest import checked_app
from tests.records.firm_of_tests import NOW
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def app(databases: SqliteDatabases | PostgresqlDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application of all tests here but one: what is refused changes nothing, which each of them looks at."""
    with databases.fresh() as database_url, checked_app(database_url, tmp_path_factory.mktemp("instance")) as app:
        yield app


@pytest.fixture(scope="module")
def good(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good backup, after which a partner came whom a restore would lose."""
    return backed_up(app, tmp_path_factory.mktemp("good"))


def backed_up(app: Flask, folder: Path) -> Path:
    with app.app_context():
        add_partner(db.session(), "Joe Smith", NOW)
        db.session.commit()
    made = folder / "firm.backup"
    assert app.test_cli_runner().invoke(args=["backup", str(made)]).exit_code == 0
    with app.app_context():
        add_partner(db.session(), "Ann Lee", NOW)
        db.session.commit()
    return made


@pytest.fixture
def file(good: Path, tmp_path: Path) -> Path:
    """A copy of the good one, to be changed."""
    return Path(shutil.copy(good, tmp_path / "firm.backup"))


def made_up(file: Path, change: Callable[[dict[str, Any], Parts], None], packed: int = zipfile.ZIP_DEFLATED) -> None:
    """Change the manifest and the other parts, and seal the file anew."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    del parts["seal"]
    change(manifest, parts)
    content = json.dumps(manifest).encode()
    seal = b"sha256:" + hashlib.sha256(content).hexdigest().encode()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, part in ({"manifest.json": content, "seal": seal} | parts).items():
            archive.writestr(name, part)


def table(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in manifest["tables"] if each["name"] == name)


def with_rows(name: str, *rows: Any) -> Callable[[dict[str, Any], Parts], None]:
    """These rows in a table, counted and with the right digest."""

    def change(manifest: dict[str, Any], parts: Parts) -> None:
        content = b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows)
        parts[f"tables/{name}.jsonl"] = content
        table(manifest, name).update(rows=len(rows), sha256=hashlib.sha256(content).hexdigest())

    return change


def everything(app: Flask) -> dict[str, list[str]]:
    with app.app_context():
        return {each.name: sorted(map(repr, db.session.execute(select(each)))) for each in db.metadata.sorted_tables}


def refused(app: Flask, runner: FlaskCliRunner, file: Path) -> Result:
    """The answer to a restore that was refused in one sentence and changed nothing."""
    before = everything(app)
    result = runner.invoke(args=["restore", str(file)])
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("Error: Nothing was restored and nothing was changed: ")
    assert result.stderr.count("\n") == 1
    assert everything(app) == before
    return result


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("tables"),
        lambda manifest: manifest.pop("version"),
        lambda manifest: manifest.update(extra=1),
        lambda manifest: manifest.update(format="x"),
        lambda manifest: manifest.update(format=True),
        lambda manifest: manifest.update(made_at=5),
        lambda manifest: manifest.update(made_at="yesterday"),
        lambda manifest: manifest.update(version=["0.1"]),
        lambda manifest: manifest.update(revision=1),
        lambda manifest: manifest.update(tables={}),
        lambda manifest: manifest.update(tables=["clients"]),
        lambda manifest: table(manifest, "clients").update(extra=1),
        lambda manifest: table(manifest, "clients").update(rows=-1),
        lambda manifest: table(manifest, "clients").update(sha256=None),
        lambda manifest: table(manifest, "clients").update(columns=["id"]),
        lambda manifest: table(manifest, "clients")["columns"].update(id="picture"),
    ],
)
def test_a_manifest_that_nobody_wrote_is_refused(
    app: Flask, runner: FlaskCliRunner, file: Path, change: Callable[[dict[str, Any]], Any]
) -> None:
    made_up(file, lambda manifest, _: change(manifest))
    assert "its manifest is not what Whence writes" in refused(app, runner, file).stderr


def with_the_version_table(manifest: dict[str, Any], parts: Parts) -> None:
    manifest["tables"].append({"name": "alembic_version", "columns": {"version_num": "text"}, "rows": 0, "sha256": ""})
    with_rows("alembic_version", ["zzzz"])(manifest, parts)


@pytest.mark.parametrize(
    "change",
    [
        with_the_version_table,
        lambda manifest, _: manifest.update(tables=[]),
        lambda manifest, _: manifest["tables"].remove(table(manifest, "payments")),
        lambda manifest, _: manifest["tables"].append(table(manifest, "payments")),
        lambda manifest, _: table(manifest, "clients")["columns"].update(shoe_size="integer"),
        lambda manifest, _: table(manifest, "clients")["columns"].pop("name"),
        lambda manifest, _: table(manifest, "clients")["columns"].update(name="integer"),
    ],
)
def test_other_tables_than_those_of_the_version_are_refused(
    app: Flask, runner: FlaskCliRunner, file: Path, change: Callable[[dict[str, Any], Parts], None]
) -> None:
    made_up(file, change)
    assert "its tables are not those of its version" in refused(app, runner, file).stderr


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (5, "row 1 of its table offices does not have the columns"),
        ({"id": 1}, "row 1 of its table offices does not have the columns"),
        ([1, 1], "row 1 of its table offices does not have the columns"),
        ([2**70, 1, "Main"], "has no integer in id"),
        (["one", 1, "Main"], "has no integer in id"),
        ([True, 1, "Main"], "has no integer in id"),
        ([1, 1, 5], "has no text in name"),
        ([1, 1, {"a": 1}], "has no text in name"),
        ([1, 1, "\ud800"], "has no text in name"),
        (b"[1,\n", "a row is no JSON"),
        (b"[" * 100_000 + b"\n", "a row is no JSON"),
        (b"[" + b"9" * 5000 + b"]\n", "a row is no JSON"),
    ],
)
def test_rows_that_no_table_can_keep_are_refused(
    app: Flask, runner: FlaskCliRunner, file: Path, row: Any, says: str
) -> None:
    made_up(file, with_rows("offices", row))
    assert says in refused(app, runner, file).stderr


@pytest.mark.parametrize("part", ["seal", "manifest.json", "tables/clients.jsonl"])
@pytest.mark.parametrize("key", ["", "the firm's own key"])
def test_a_small_file_that_unpacks_to_much_is_refused_at_once(
    app: Flask, runner: FlaskCliRunner, file: Path, part: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_up(file, lambda _, parts: parts.update({part: b"0" * 200_000_000}))
    monkeypatch.setitem(app.config, "BACKUP_KEY", key)
    began = process_time()
    refused(app, runner, file)
    assert process_time() - began < 5


def test_a_row_without_an_end_is_not_read_to_its_end(app: Flask, runner: FlaskCliRunner, file: Path) -> None:
    made_up(file, with_rows("clients", b"0" * 100_000_000))
    assert "its table clients has a row without an end" in refused(app, runner, file).stderr


def test_a_file_packed_in_a_way_that_cannot_be_bounded_is_refused(
    app: Flask, runner: FlaskCliRunner, file: Path
) -> None:
    made_up(file, lambda *_: None, zipfile.ZIP_BZIP2)
    assert "packed in another way" in refused(app, runner, file).stderr


def test_the_same_file_unchanged_is_restored(database_url: str, tmp_path: Path) -> None:
    with checked_app(database_url, tmp_path / "instance") as app:
        file = backed_up(app, tmp_path)
        made_up(file, lambda *_: None)
        result = app.test_cli_runner().invoke(args=["restore", str(file)])
    assert result.exit_code == 0, result.output
