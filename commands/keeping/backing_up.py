"""``flask backup``: the whole database in one file, while the application runs."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from commands.keeping.archive import opened_backup, write_backup
from commands.keeping.manifest import BadBackup, Manifest
from commands.keeping.tables import rows_of, tables_now
from commands.running import BadCommand, on_records
from records.db import db, snapshot
from records.engine.revisions import revisions


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@on_records
def backup(file: Path) -> None:
    """Write the whole database to one file, from which `flask restore` makes it again.

    The application may go on running. The setting BACKUP_KEY seals the file.
    """
    root, key = Path(current_app.root_path), current_app.config["BACKUP_KEY"]
    _check_place(file, key)
    with snapshot(db.engine) as connection:
        manifest = Manifest(_version(root), revisions(root)[0], datetime.now(UTC).isoformat(), tables=tables_now())
        try:
            write_backup(file, manifest, lambda table: rows_of(connection, table), key)
        except OSError as problem:
            raise BadCommand(f"{file} cannot be written: {problem.strerror}") from problem
    rows = sum(table.rows for table in manifest.tables)
    sealed = "sealed with BACKUP_KEY" if key else "not sealed, as BACKUP_KEY is not set"
    click.echo(f"{rows:,} rows of {len(manifest.tables)} tables are in {file} ({sealed}).")


def _check_place(file: Path, key: str) -> None:
    """An older backup may be replaced, anything else may not: least of all the database itself."""
    if not file.parent.is_dir():
        raise BadCommand(f"There is no folder {file.parent}; make it first.")
    if file.exists() and file.stat().st_size:
        try:
            with opened_backup(file, key):
                pass
        except BadBackup as problem:
            raise BadCommand(
                f"{file} is there already and cannot be replaced, because {problem}. Choose another name."
            ) from problem


def _version(root: Path) -> str:
    with (root / "pyproject.toml").open("rb") as opened:
        return str(tomllib.load(opened)["project"]["version"])
