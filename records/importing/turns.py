"""Taking turns: a long piece of work commits after each batch and lets others write before the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from sqlalchemy.orm import Session

from records.reading import reading
from records.write_lock import LOOKS_AGAIN

_MOMENT = 2.5 * LOOKS_AGAIN
"""Seconds for which the lock is left alone: whoever waits for it looks at least once meanwhile."""


class Turns:
    """No turns: all of the work stays in the transaction of whoever asked for it, and nothing is committed."""

    def __call__(self) -> None:
        """A batch is done."""
        self.done_for_now()

    def done_for_now(self) -> None:
        """A batch is done, and what comes next only looks."""

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Inside, the work only reads."""
        yield


class ShortTurns(Turns):
    """Commits a batch, and leaves SQLite's one write lock alone for a moment, so that whoever waits for it gets it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shared = session.get_bind().dialect.name == "sqlite"

    def __call__(self) -> None:
        """End the transaction and wait."""
        self.done_for_now()
        if self._shared:
            sleep(_MOMENT)

    def done_for_now(self) -> None:
        """End the transaction. Looking leaves the lock alone as well as waiting does."""
        self._session.commit()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Inside, transactions only read and hold no lock; between two batches, when none is open."""
        with reading():
            yield
            self._session.rollback()
