"""SQLite's one write lock: who waits for it, and how.

SQLite itself looks again after pauses that grow to a tenth of a second, so that a lock which a long piece of work
leaves alone for a moment between two batches is hardly ever found free. Here who waits looks again every two
milliseconds, and of the threads of a process one at a time, so that many do not wear each other out. Who waits also
says so (``waiting_writers``), so that long work gives way, and only then.
"""

import sqlite3
import threading
from time import monotonic, sleep
from typing import cast

from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from records.engine.lasting import is_in_passing
from records.engine.waiting_writers import announced

PATIENCE = 10.0
"""Seconds after which whoever waits is told that the database is locked."""
LOOKS_AGAIN = 0.002
"""Seconds between two looks."""

_BEGIN = "BEGIN IMMEDIATE"
_KEPT = "settings of transactions"
_LASTING = ("synchronous=FULL", "cache_size=-2000")
_IN_PASSING = ("synchronous=NORMAL", "cache_size=-32000")
"""The log of writes is not flushed at each commit, and is otherwise as sound; and very many rows touch very many pages
of an index, which are kept in memory (in KB) instead of being read and written again and again."""
_next_in_line = threading.Lock()


def begin_writing(records: Connection) -> None:
    """Begin a transaction that may write, as soon as the lock is free. Raises SQLAlchemy's OperationalError if not."""
    _say_whether_it_lasts(records)
    connection = cast(sqlite3.Connection, records.connection.driver_connection)
    # Reading waits in SQLite's own way, on the rare occasions on which it has to wait at all.
    connection.execute("PRAGMA busy_timeout=0")
    try:
        _begin(connection, monotonic() + PATIENCE)
    finally:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1_000:.0f}")


def _say_whether_it_lasts(records: Connection) -> None:
    wanted = _IN_PASSING if is_in_passing() else _LASTING
    if records.info.get(_KEPT, _LASTING) != wanted:
        # Until all of it is said, nobody knows what holds: whoever comes after a failure says it again.
        records.info[_KEPT] = ()
        for pragma in wanted:
            records.exec_driver_sql(f"PRAGMA {pragma}")
        records.info[_KEPT] = wanted


def _begin(connection: sqlite3.Connection, until: float) -> None:
    if not _next_in_line.acquire(timeout=PATIENCE):
        raise _not_begun(sqlite3.OperationalError("database is locked"))
    try:
        if not _has_begun(connection, is_last=False):
            with announced(connection):
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
