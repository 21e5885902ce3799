"""How Alembic runs: on the application's own engine or a connection that it is given, each run in one transaction."""

from contextlib import nullcontext
from pathlib import Path

import click
from alembic import context
from flask import current_app
from sqlalchemy.exc import DatabaseError

from commands.running import BadCommand
from records.db import db
from records.engine.reading import may_write
from records.engine.revisions import revision_of, revisions
from records.engine.soundness import rows_astray
from records.engine.tables_anew import keys_unwatched


def run() -> None:
    """Apply what was asked for; if one step fails, none of the run is kept."""
    may_write()
    given = context.config.attributes.get("connection")
    with nullcontext(given) if given else db.engine.connect() as connection, keys_unwatched(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            # SQLite can roll back changes of tables too, once its driver leaves transactions alone.
            transactional_ddl=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            before = revision_of(connection)
            if before and before not in revisions(Path(current_app.root_path)):
                raise BadCommand(f"The tables of the database are of a newer version ({before}); update Whence.")
            context.run_migrations()
            now = revision_of(connection)
            if now != before and (astray := rows_astray(connection)):
                raise BadCommand(
                    f"The database could not be brought to this version and stays as it was: {astray[0]}. "
                    "Restore the newest backup that `flask doctor` of the older version finds nothing wrong with."
                )
    if not given:
        was = f", and were of {before}" if before and now != before else ""
        click.echo(f"The tables are of version {now}{was}.", err=True)


try:
    run()
except DatabaseError as problem:
    # The first line is the database's own; the rest repeats the statement.
    cause = str(problem).splitlines()[0]
    raise BadCommand(
        f"The database could not be brought to this version and stays as it was: {cause}; `flask doctor` says more."
    ) from problem
