"""The ``flask`` commands: the same functions as the pages call."""

from flask import Flask

from commands.demo import demo
from commands.importing import import_file
from commands.ranking import rank_sources
from commands.users import user


def install(app: Flask) -> None:
    """Add every command of this room to the application's command line."""
    for command in (demo, user, import_file, rank_sources):
        app.cli.add_command(command)
