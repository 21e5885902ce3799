"""Transactions that need not be on disk when they end, because nobody is told of them yet.

Waiting for the disk after each of a thousand short batches takes longer than the batches. What a power cut can take
away is the last of them, in the order in which they ended, and nothing of anybody else: the next transaction that
waits for the disk takes with it all that ended before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_in_passing: ContextVar[bool] = ContextVar("in passing", default=False)


@contextmanager
def in_passing() -> Iterator[None]:
    """Transactions begun inside do not wait for the disk. Whoever uses it says nothing to anybody before it ends."""
    mark = _in_passing.set(True)
    try:
        yield
    finally:
        _in_passing.reset(mark)


def is_in_passing() -> bool:
    """Whether transactions that begin now need not wait for the disk."""
    return _in_passing.get()
