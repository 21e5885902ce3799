"""``flask doctor`` on a server: other accounts' files, other disks, a proxy in front, a key that was lost."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from records.db import db
from records.delivered.hook_secrets import Origin, make_secret
from tests.conftest import dispose, make_app
from tests.records.firm_of_tests import NOW, reviewer

KEY = "a key that is long enough"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Files and folders that belong to another account; whoever tests may be allowed everything."""
    files: set[Path] = set()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) not in files and real(path, mode))
    return files


@pytest.fixture
def damaged(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database is no database."""
    (tmp_path / "firm.sqlite3").write_text("nothing of the kind" * 100, encoding="utf-8")
    app = make_app(f"sqlite:///{tmp_path}/firm.sqlite3", tmp_path, SECRET_KEY=KEY)
    yield app
    dispose(app)


def found(runner: FlaskCliRunner, mark: str = "problem") -> list[str]:
    return [line for line in runner.invoke(args=["doctor"]).stdout.splitlines() if line.startswith(mark)]


def test_only_a_damaged_file_is_to_be_replaced_by_a_backup(damaged: Flask, tmp_path: Path, closed: set[Path]) -> None:
    runner = damaged.test_cli_runner()
    assert "restore the newest backup" in found(runner)[0]
    closed.add(tmp_path / "firm.sqlite3")
    (problem,) = found(runner)
    assert "run the command as the account that the application runs as" in problem
    assert "restore" not in problem


def test_a_file_that_cannot_be_made_is_said_and_no_reason_to_restore(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    app = make_app(f"sqlite:///{tmp_path}/file/firm.sqlite3", tmp_path, SECRET_KEY=KEY)
    (problem,) = found(app.test_cli_runner())
    done = app.test_cli_runner().invoke(args=["jobs", "run"])
    dispose(app)
    assert "check DATABASE_URL, and that there is room on its disk" in problem
    assert (done.exit_code, "The database could not do this" in done.stderr) == (2, True)


@pytest.mark.settings(SECRET_KEY=KEY)
def test_a_key_of_another_account_is_a_problem(app: Flask, runner: FlaskCliRunner, closed: set[Path]) -> None:
    key = Path(app.config["INSTANCE_PATH"]) / "secret_key"
    key.parent.mkdir(exist_ok=True)
    key.touch(mode=0o600)
    closed.add(key)
    assert f"problem  the secret key: {key} cannot be used by this account" in found(runner)[0]


@pytest.mark.settings(SECRET_KEY=KEY, BASE_URL="http://clients.example.com")
def test_settings_that_everybody_can_read_are_a_warning(app: Flask, runner: FlaskCliRunner) -> None:
    file = Path(app.config["INSTANCE_PATH"]) / "whence.toml"
    file.parent.mkdir(exist_ok=True)
    file.touch(mode=0o640)
    assert found(runner, "warning") == []
    file.chmod(0o644)
    (warning,) = found(runner, "warning")
    assert f"run chmod o-rwx {file}" in warning


@pytest.mark.settings(SECRET_KEY=KEY)
def test_the_disk_of_the_database_is_looked_at_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "firm.sqlite3").touch()
    app = make_app(f"sqlite:///{elsewhere}/firm.sqlite3", tmp_path / "instance", SECRET_KEY=KEY)
    full = SimpleNamespace(free=7 * 2**20)
    real = shutil.disk_usage
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full if path == elsewhere else real(path))
    monkeypatch.setattr(
        "commands.keeping.checks._disk_of", lambda path: "the other" if elsewhere in path.parents else "one"
    )
    problems = found(app.test_cli_runner())
    dispose(app)
    assert "problem  7 MB free on the disk of the database: that is little; make room" in problems


@pytest.mark.settings(SECRET_KEY=KEY, BASE_URL="https://clients.example.com")
def test_https_without_a_proxy_of_ones_own_is_a_warning(runner: FlaskCliRunner) -> None:
    (warning,) = found(runner, "warning")
    assert "the setting TRUSTED_PROXIES: is 0 although BASE_URL begins with https:" in warning


@pytest.mark.settings(SECRET_KEY=KEY)
def test_secrets_of_webhooks_that_another_key_sealed_are_a_problem(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        make_secret(db.session(), Origin.WHENCE, "Ledger", KEY, NOW, reviewer(db.session()))
        db.session.commit()
    assert found(runner) == []
    app.config["SECRET_KEY"] = "another key that is long enough"
    (problem,) = found(runner)
    assert "the secrets of webhooks: cannot be read (Ledger), because SECRET_KEY is another one" in problem
