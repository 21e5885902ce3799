"""Migrations of a database that need not be this application's own."""

import alembic.command
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

from commands.running import BadCommand
from records.engine.connecting import connect_settings


class NotMigrated(RuntimeError):
    """A migration failed; the message says why."""


def migrate(database_url: str, revision: str = "head") -> None:
    """Bring a database to a revision, inside an application context. Raises NotMigrated."""
    engine = create_engine(database_url)
    connect_settings(engine)
    config = current_app.extensions["migrate"].migrate.get_config()
    try:
        with engine.connect() as connection:
            # The environment of the migrations takes this connection instead of the application's own.
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, revision)
    except (DatabaseError, CommandError, BadCommand) as problem:
        raise NotMigrated(str(problem).splitlines()[0]) from problem
    finally:
        engine.dispose()
