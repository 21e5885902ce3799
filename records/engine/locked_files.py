"""A lock on a file that the system frees when its process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked_file(file: Path) -> Iterator[bool]:
    """Hold a file of its own until the block ends; False if another process or thread holds it. It is removed then."""
    handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if not take(handle):
            yield False
            return
        try:
            yield True
        finally:
            file.unlink(missing_ok=True)
    finally:
        os.close(handle)


def take(handle: int) -> bool:
    """Lock an open file for oneself until it is closed; False if anybody else holds it, alone or with others."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
