"""What every command shares: its way to the records, and how it fails."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError, NoResultFound

from records.db import db
from records.engine.reading import reading
from records.engine.revisions import what_is_wrong_with_tables

Command = TypeVar("Command", bound=Callable[..., Any])


class BadCommand(click.ClickException):
    """The command cannot do what it was asked; the message says what to do. Exit status 2."""

    exit_code = 2


def on_records(command: Command) -> Command:
    """Run a command inside the application, on a database of this version.

    A database that cannot be used is explained, not traced.
    """

    @functools.wraps(command)
    def checked(*args: Any, **kwargs: Any) -> Any:
        # A job that meets the tables of another version, as between an update and its migration, could write half.
        with reading(), db.engine.connect() as connection:
            wrong = what_is_wrong_with_tables(connection, Path(current_app.root_path))
        if wrong:
            raise BadCommand(f"The tables of the database {wrong}.")
        return command(*args, **kwargs)

    return on_any_records(cast(Command, checked))


def on_any_records(command: Command) -> Command:
    """The same on a database of whatever version, or without tables."""

    @functools.wraps(command)
    def explained(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (DatabaseError, NoResultFound) as problem:
            # The first line is the database's own; the rest repeats the statement.
            cause = str(problem).splitlines()[0]
            raise BadCommand(
                f"The database could not do this: {cause}\n`flask doctor` says more of what is wrong."
            ) from problem

    return cast(Command, with_appcontext(explained))
