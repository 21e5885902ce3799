"""Which version the tables of a database are of, beside those that this program knows."""

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection


def revisions(root: Path) -> list[str]:
    """Every revision that this version knows, the newest first.

    Each file is named for its revision, so that none is loaded: all of them take a third of a second, and every command
    asks.
    """
    files = (root / "migrations" / "versions").glob("[0-9]*_*.py")
    return sorted((file.name.partition("_")[0] for file in files), reverse=True)


def revision_of(connection: Connection) -> str | None:
    """The revision of a database's tables; None if it has none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def what_is_wrong_with_tables(connection: Connection, root: Path) -> str:
    """Why this version cannot work with the tables of a database, and what to do; "" if it can."""
    present, known = revision_of(connection), revisions(root)
    if present == known[0]:
        return ""
    if present is None:
        return "are not there yet; run `flask db upgrade` first"
    if present in known:
        return "are old; run `flask db upgrade` first"
    return f"are of a newer version ({present}); update Whence"
