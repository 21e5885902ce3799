"""SQLite's one write lock: who waits for it, and how.

SQLite itself looks again after pauses that grow to a tenth of a second, so that a lock which a long piece of work
leaves alone for a moment between two batches is hardly ever found free. Here who waits looks again every two
milliseconds, and of the threads of a process one at a time: a moment is enough, and many do not wear each other out.
"""

import sqlite3
import threading
from time import monotonic, sleep

from sqlalchemy.exc import OperationalError

PATIENCE = 10.0
"""Seconds after which whoever waits is told that the database is locked."""
LOOKS_AGAIN = 0.002
"""Seconds between two looks."""

_BEGIN = "BEGIN IMMEDIATE"
_next_in_line = threading.Lock()


def begin_writing(connection: sqlite3.Connection) -> None:
    """Begin a transaction that may write, as soon as the lock is free. Raises SQLAlchemy's OperationalError if not."""
    # Reading waits in SQLite's own way, on the rare occasions on which it has to wait at all.
    connection.execute("PRAGMA busy_timeout=0")
    try:
        _begin(connection, monotonic() + PATIENCE)
    finally:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1_000:.0f}")


def _begin(connection: sqlite3.Connection, until: float) -> None:
    if not _next_in_line.acquire(timeout=PATIENCE):
        raise _not_begun(sqlite3.OperationalError("database is locked"))
    try:
        while not _has_begun(connection, is_last=monotonic() > until):
            sleep(LOOKS_AGAIN)
    finally:
        _next_in_line.release()


def _has_begun(connection: sqlite3.Connection, *, is_last: bool) -> bool:
    try:
        connection.execute(_BEGIN)
    except sqlite3.OperationalError as problem:
        is_busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        if is_busy and not is_last:
            return False
        raise _not_begun(problem) from problem
    return True


def _not_begun(problem: sqlite3.OperationalError) -> OperationalError:
    return OperationalError(_BEGIN, None, problem)
