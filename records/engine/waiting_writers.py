"""Who waits for SQLite's write lock says so, by a lock on a file beside the database that waiters share.

Long work looks between two batches whether anybody waits, and goes on at once if nobody does. The system takes the
waiter's lock away with its process, however it ends.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from records.engine.locked_files import take

_LOOKS_AGAIN = 0.000_5
_LONGEST = 0.05
"""Seconds after which long work goes on all the same, where there is always somebody who waits."""
_MOMENT = 0.005
"""Seconds for which it leaves the lock alone where nobody can say that they wait."""


@contextmanager
def announced(connection: sqlite3.Connection) -> Iterator[None]:
    """Say inside that somebody waits for the lock of this connection's database."""
    _, _, file = connection.execute("PRAGMA database_list").fetchone()
    with _opened(file) as handle:
        if handle is not None:
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield


def is_waited_for(file: str) -> bool:
    """Whether somebody waits for the lock of a database now."""
    with _opened(file) as handle:
        return handle is not None and not take(handle)


def give_way(file: str) -> None:
    """Leave the lock of a database alone until nobody waits for it, but not for long."""
    with _opened(file) as handle:
        if handle is None:
            sleep(_MOMENT)
            return
        until = monotonic() + _LONGEST
        # Whoever waits holds it. Taken here, it is given back at once with the file.
        while not take(handle) and monotonic() < until:
            sleep(_LOOKS_AGAIN)


@contextmanager
def _opened(file: str) -> Iterator[int | None]:
    """The file on which waiters of a database say so; None if there can be none, as in a folder that only reads."""
    try:
        handle = os.open(f"{os.path.realpath(file)}-waiting", os.O_CREAT | os.O_RDWR, 0o600) if file else None
    except OSError:
        handle = None
    try:
        yield handle
    finally:
        if handle is not None:
            os.close(handle)
