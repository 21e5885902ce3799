"""Taking turns: a long piece of work commits after each batch and lets others write before the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from sqlalchemy.orm import Session

from records.reading import reading

_LONGEST = 0.05


class Turns:
    """No turns: all of the work stays in the transaction of whoever asked for it, and nothing is committed."""

    def __call__(self) -> None:
        """A batch is done."""

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Inside, the work only reads."""
        yield


class ShortTurns(Turns):
    """Commits a batch, and leaves SQLite's one write lock alone for as long as the batch held it, at most 50 ms.

    Who waits for that lock looks for it now and then (SQLite's busy handler). A lock that is free for a moment only
    is hardly ever found free, so that a form could wait as long as the whole work takes.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shared = session.get_bind().dialect.name == "sqlite"
        self._began = monotonic()

    def __call__(self) -> None:
        """End the transaction and wait."""
        self._session.commit()
        if self._shared:
            sleep(min(monotonic() - self._began, _LONGEST))
        self._began = monotonic()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Inside, transactions only read and hold no lock; between two batches, when none is open."""
        with reading():
            yield
            self._session.rollback()
        self._began = monotonic()
