"""Every command, option and setting is in the documentation, or this says which is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from settings import SETTINGS
from tests.house.tree import ROOT, files

COMMANDS = ROOT / "docs" / "commands.md"

# The agreement names everything that is to come, so it proves nothing of what is there.
AGREEMENT = Path("docs/design.md")

# These come with Flask and Flask-Migrate; of theirs only the one that a firm needs is documented.
OF_OTHERS = {"run", "shell", "routes"}
OF_MIGRATE = "db"


def commands(group: click.Group, path: str = "flask") -> Iterator[tuple[str, click.Command]]:
    """Every command below a group that is ours, as it is typed."""
    for name, command in sorted(group.commands.items()):
        typed = f"{path} {name}"
        if path == "flask" and name in OF_OTHERS | {OF_MIGRATE}:
            continue
        if isinstance(command, click.Group):
            yield from commands(command, typed)
        else:
            yield typed, command


def options(command: click.Command) -> list[str]:
    return [max(each.opts, key=len) for each in command.params if isinstance(each, click.Option)]


def test_every_command_is_documented(app: Flask) -> None:
    page = COMMANDS.read_text(encoding="utf-8")
    typed = [name for name, _ in commands(app.cli)]
    missing = [name for name in [*typed, "flask db upgrade"] if name not in page]
    assert not missing, f"docs/commands.md does not mention {missing}"


def test_every_option_is_documented(app: Flask) -> None:
    page = COMMANDS.read_text(encoding="utf-8")
    missing = [
        f"{name} {option}"
        for name, command in commands(app.cli)
        for option in options(command)
        if option != "--help" and not re.search(rf"{re.escape(option)}\b", page)
    ]
    assert not missing, f"docs/commands.md does not mention {missing}"


def test_every_command_says_what_it_does(app: Flask) -> None:
    missing = [name for name, command in commands(app.cli) if not command.get_short_help_str()]
    assert not missing, f"without a first line of help: {missing}"


def test_no_command_is_documented_that_does_not_exist(app: Flask) -> None:
    known = {name for name, _ in commands(app.cli)} | {"flask db upgrade", "flask run"}
    headings = re.findall(r"^#+ .*?`(flask [a-z]+(?: [a-z]+)?)", COMMANDS.read_text(encoding="utf-8"), re.MULTILINE)
    groups = {name.rsplit(" ", 1)[0] for name in known}
    assert set(headings) <= known | groups


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_every_setting_is_documented(name: str) -> None:
    pages = [ROOT / path for path in files(".md") if path.parts[0] in {"README.md", "docs"} and path != AGREEMENT]
    assert any(f"`{name}`" in page.read_text(encoding="utf-8") for page in pages), f"document {name}"


def test_contributing_names_only_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.[a-z]+)?)`", text))
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing, f"CONTRIBUTING.md names {missing}"
