"""What every command shares: its way to the records, and how it fails."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError, NoResultFound

Command = TypeVar("Command", bound=Callable[..., Any])


class BadCommand(click.ClickException):
    """The command cannot do what it was asked; the message says what to do. Exit status 2."""

    exit_code = 2


def on_records(command: Command) -> Command:
    """Run a command inside the application; a database that cannot be used is explained, not traced."""

    @functools.wraps(command)
    def explained(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (DatabaseError, NoResultFound) as problem:
            # The first line is the database's own; the rest repeats the statement.
            cause = str(problem).splitlines()[0]
            raise BadCommand(
                f"The database could not do this: {cause}\nOn a new installation run `flask db upgrade` first; "
                "`flask doctor` says what is wrong."
            ) from problem

    return cast(Command, with_appcontext(explained))
