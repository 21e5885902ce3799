"""``flask restore``: the database as a backup has it, or as it was if the backup is not good."""

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import Engine, create_engine, func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from commands.keeping.archive import Backup, opened_backup
from commands.keeping.manifest import BadBackup, TableKept
from commands.keeping.tables import empty, insert_rows, rows_of, tables_now, tables_there
from commands.keeping.values import checked
from commands.migrating import NotMigrated, migrate
from commands.running import BadCommand, on_any_records
from records.db import db, number_after, overwrite_sqlite
from records.engine.revisions import revision_of, revisions
from records.engine.soundness import file_problems
from records.firm import Firm
from records.totals import catch_up, put_off_everything


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--yes", is_flag=True, help="do not ask")
@on_any_records
def restore(file: Path, yes: bool) -> None:
    """Replace everything in the database by what a backup holds.

    The backup is first made into a database of its own and checked. A file that is damaged, cut off, foreign or
    of a newer version is refused, and the database stays as it is.
    """
    root = Path(current_app.root_path)
    beside = root / current_app.config["INSTANCE_PATH"]
    try:
        beside.mkdir(parents=True, exist_ok=True)
        with (
            opened_backup(file, current_app.config["BACKUP_KEY"]) as backup,
            tempfile.TemporaryDirectory(dir=beside) as folder,
        ):
            staged = Path(folder) / "staged.sqlite3"
            _stage(backup, staged, root)
            _ask(backup, yes)
            rows = _put_in_place(staged, root)
    except BadBackup as problem:
        raise BadCommand(f"Nothing was restored and nothing was changed: {problem}.") from problem
    except OSError as problem:
        raise BadCommand(
            f"Nothing was restored and nothing was changed: {beside} cannot be written to: {problem.strerror}."
        ) from problem
    except sqlite3.Error as problem:
        # SQLite takes back what it has replaced so far.
        raise BadCommand(f"Nothing was restored and nothing was changed: {problem}.") from problem
    except NotMigrated as problem:
        raise BadCommand(f"Nothing was restored and nothing was changed; a migration failed: {problem}") from problem
    made = backup.manifest.made_at[:16].replace("T", " ")
    click.echo(f"{rows:,} rows are restored, as they were at {made} (UTC). Restart the application.")


def _ask(backup: Backup, yes: bool) -> None:
    """Ask on a terminal, where somebody may have another database in mind."""
    made = backup.manifest.made_at[:16].replace("T", " ")
    name = db.engine.url.render_as_string(hide_password=True)
    question = f"Replace everything in {name} by what was there at {made} (UTC)?"
    if not yes and _is_watched() and not click.confirm(question, err=True):
        raise BadCommand("Nothing was restored and nothing was changed.")


def _is_watched() -> bool:
    return sys.stdin.isatty()


def _stage(backup: Backup, staged: Path, root: Path) -> None:
    """Make the backup into a SQLite database of the newest revision. Raises BadBackup if it does not hold together."""
    manifest = backup.manifest
    known = revisions(root)
    if manifest.revision not in known:
        raise BadBackup(f"the file was made by a newer version ({manifest.version}); update Whence first")
    url = f"sqlite:///{staged}"
    migrate(url, manifest.revision)
    # Keys are checked all at once at the end, so the order of rows does not matter.
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            _check_tables(manifest.tables, tables_there(connection))
            empty(connection, manifest.tables)
            for table in manifest.tables:
                with closing(backup.rows(table)) as rows:
                    insert_rows(connection, table, checked(table, rows))
        with engine.connect() as connection:
            problems = file_problems(connection)
    except DBAPIError as problem:
        raise BadBackup(f"its rows do not fit together: {problem.orig}") from problem
    finally:
        engine.dispose()
    if problems:
        raise BadBackup(f"its rows do not fit together: {problems[0]}")
    if manifest.revision != known[0]:
        migrate(url)


def _check_tables(told: list[TableKept], there: list[TableKept]) -> None:
    """Raises BadBackup unless a backup has each table of its revision once, with the columns it has there."""
    wanted, found = {each.name: each.columns for each in there}, {each.name: each.columns for each in told}
    if found != wanted or len(told) != len(there):
        wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
        which = f" ({wrong[0][:60]!r})" if wrong else ""
        raise BadBackup(f"the file is damaged: its tables are not those of its version{which}")


def _put_in_place(staged: Path, root: Path) -> int:
    """Replace the content of the live database in one transaction. Returns how many rows it has now."""
    engine = create_engine(f"sqlite:///{staged}")
    try:
        with engine.begin() as connection:
            # Every process must see that the directory is another one now.
            version = max(_live_version(), connection.scalar(select(Firm.directory_version)) or 0) + 1
            connection.execute(update(Firm).values(directory_version=version))
            # Totals are not taken on trust: they are summed up from the rows that are there now.
            put_off_everything(connection)
        if db.engine.dialect.name == "sqlite":
            engine.dispose()
            overwrite_sqlite(db.engine, staged)
        else:
            _copy(engine, root)
        catch_up(db.session(), db.session.commit)
        with db.engine.connect() as connection:
            return sum(_count(connection, name) for name in db.metadata.tables)
    finally:
        engine.dispose()


def _live_version() -> int:
    try:
        with db.engine.connect() as connection:
            return connection.scalar(select(Firm.directory_version)) or 0
    except DBAPIError:
        return 0


def _copy(staged: Engine, root: Path) -> None:
    with db.engine.connect() as connection:
        revision = revision_of(connection)
    if revision is None:
        migrate(current_app.config["DATABASE_URL"])
    elif revision != revisions(root)[0]:
        raise BadBackup("the database here is of an older version; run `flask db upgrade` first")
    with staged.connect() as source, db.engine.begin() as target:
        empty(target, tables_now())
        try:
            for table in tables_now():
                insert_rows(target, table, rows_of(source, table))
                number_after(target, db.metadata.tables[table.name])
        except (DataError, IntegrityError) as problem:
            # PostgreSQL looks closer at some values than SQLite does.
            raise BadBackup(f"its rows do not fit: {str(problem.orig).splitlines()[0]}") from problem


def _count(connection: Connection, name: str) -> int:
    return connection.scalar(select(func.count()).select_from(db.metadata.tables[name])) or 0
