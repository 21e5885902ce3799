"""Long lists in short pieces, so that reading them takes no more memory than one piece."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500
"""So many records are read with one statement; SQLite takes 32,766 parameters in it."""


def batched(every: Iterable[T], count: int = AT_ONCE) -> Iterator[list[T]]:
    """All of them in order, so many at a time."""
    rest = iter(every)
    while some := list(islice(rest, count)):
        yield some
