"""The walk of ``docs/first-ranking.md``, command by command, prints what the page says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import dispose, make_app
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "first-ranking.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def new_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A database without a single table, and the root of the checkout as the folder to be in."""
    monkeypatch.chdir(ROOT)
    app = make_app(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path)
    yield app
    dispose(app)


def test_five_commands_lead_from_three_files_to_the_ranking(new_installation: Flask) -> None:
    runner = new_installation.test_cli_runner()
    commands = block("sh").strip().splitlines()
    assert len(commands) == 5
    for command in commands:
        assert command.startswith("flask ")
        result = runner.invoke(args=command.split()[1:])
        assert result.exit_code == 0, result.output
        assert "0 rows refused" in result.stdout or "import" not in command
    assert result.stdout.startswith(block("text"))


def test_the_files_a_second_time_change_nothing(new_installation: Flask) -> None:
    runner = new_installation.test_cli_runner()
    commands = [command.split()[1:] for command in block("sh").strip().splitlines()]
    for command in commands[:-1] * 2:
        result = runner.invoke(args=command)
    for command in commands[1:-1]:
        assert "0 changed" in (result := runner.invoke(args=command)).stdout, command
        assert result.stdout.startswith("0 ")
