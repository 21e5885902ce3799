"""The ``flask`` commands: the same functions as the pages call."""

from copy import copy
from typing import Any

import click
from flask import Flask
from flask_migrate.cli import db as migrations

from commands.attribute import attribute_command
from commands.demo import demo
from commands.importing import import_file
from commands.jobs import jobs_group
from commands.keeping import backup, doctor, restore
from commands.person import person
from commands.ranking import rank_sources
from commands.rematching import rematch_answers
from commands.totals import totals
from commands.users import user

_COMMANDS: tuple[click.Command, ...] = (
    attribute_command,
    backup,
    demo,
    doctor,
    import_file,
    jobs_group,
    person,
    rank_sources,
    rematch_answers,
    restore,
    totals,
    user,
)


def install(app: Flask) -> None:
    """Add every command of this room to the application's command line."""
    for command in _COMMANDS:
        app.cli.add_command(command)


def install_without_settings(app: Flask, problem: click.ClickException) -> None:
    """Add the same commands where the settings cannot be used: all say so, but for `attribute --partners`."""
    for command in (*_COMMANDS, migrations):
        app.cli.add_command(_refusing(command, problem))


def _refusing(command: click.Command, problem: click.ClickException) -> click.Command:
    def refuse(**options: Any) -> None:
        if command is not attribute_command or options["partners"] is None:
            raise problem
        click.get_current_context().invoke(attribute_command, **options)

    refusing = copy(command)
    refusing.callback = refuse
    return refusing
