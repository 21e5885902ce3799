"""Settings that cannot be used: each command says so in one sentence, and what needs none of them works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT


def flask(*words: str | Path, folder: Path, lines: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `flask` as from the shell, with the instance in a folder and these settings."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)],
        cwd=ROOT,
        env=given | {"INSTANCE_PATH": str(folder)} | settings,
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [
        ("doctor", "DATABASE_URL", "nonsense"),
        ("rank", "DATABASE_URL", "mysql://x"),
        ("db upgrade", "TRUSTED_PROXIES", "x"),
        ("run", "BASE_URL", "foo"),
        ("attribute", "TRUSTED_PROXIES", "x"),
    ],
)
def test_a_bad_setting_is_one_sentence_and_status_2(tmp_path: Path, command: str, name: str, value: str) -> None:
    done = flask(*command.split(), folder=tmp_path, **{name: value})
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: {name}: ")
    assert done.stderr.count("\n") == 1


def test_a_settings_file_that_is_broken_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "whence.toml").write_text("BASE_URL = ", encoding="utf-8")
    done = flask("user", "add", "a@firm.example", "--role", "owner", folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "whence.toml is not valid TOML" in done.stderr


def test_deciding_against_a_file_needs_no_settings(tmp_path: Path) -> None:
    partners = tmp_path / "partners.csv"
    partners.write_text("name\nJoe Ferrante\n", encoding="utf-8")
    line = '{"answer": "joe ferrante"}\n'
    done = flask("attribute", "--partners", partners, folder=tmp_path, lines=line, DATABASE_URL="nonsense")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"decision": "auto"' in done.stdout


def test_a_file_that_is_no_database_cannot_be_upgraded(tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")
    done = flask("db", "upgrade", folder=tmp_path, DATABASE_URL=f"sqlite:///{file}")
    assert done.returncode == 2
    assert "stays as it was" in done.stderr
    assert "file is not a database" in done.stderr
    assert done.stderr.count("\n") == 1
