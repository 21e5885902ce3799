"""Migrations that make a table of SQLite anew: what its keys point to is looked at in the end, and not meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection


@contextmanager
def keys_unwatched(connection: Connection) -> Iterator[None]:
    """Transactions begun on a connection inside may let rows point to a table that is gone for a moment.

    SQLite has no other way to change much of a table than to put a new one in its place, and refuses to let the old
    one go while rows of others point to it. PostgreSQL changes the table itself and goes on watching.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    # Inside a transaction SQLite would not listen to it.
    _tell(connection, "OFF")
    try:
        yield
    finally:
        _tell(connection, "ON")


def _tell(connection: Connection, word: str) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={word}")
