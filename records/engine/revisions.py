"""Which version the tables of a database are of, beside those that this program knows."""

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection


def revisions(root: Path) -> list[str]:
    """Every revision that this version knows, the newest first."""
    scripts = ScriptDirectory(str(root / "migrations"))
    return [script.revision for script in scripts.walk_revisions()]


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
