"""The ``flask`` commands: the same functions as the pages call."""

from flask import Flask

from commands.attribute import attribute_command
from commands.demo import demo
from commands.importing import import_file
from commands.keeping import backup, doctor, restore
from commands.ranking import rank_sources
from commands.rematching import rematch_answers
from commands.users import user


def install(app: Flask) -> None:
    """Add every command of this room to the application's command line."""
    for command in (
        attribute_command,
        backup,
        demo,
        doctor,
        import_file,
        rank_sources,
        rematch_answers,
        restore,
        user,
    ):
        app.cli.add_command(command)
