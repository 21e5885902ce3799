"""Taking turns: a long piece of work commits after each batch and lets others write before the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from records.engine.lasting import in_passing
from records.engine.reading import reading
from records.engine.waiting_writers import give_way


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

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Inside are batches that say nothing to anybody yet, and that can be gone on with wherever they break off."""
        yield


class ShortTurns(Turns):
    """Commits a batch, and leaves SQLite's one write lock alone as long as somebody waits for it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        engine = session.get_bind().engine
        self._file = engine.url.database if engine.dialect.name == "sqlite" else None

    def __call__(self) -> None:
        """End the transaction, and let those who wait write first."""
        self.done_for_now()
        if self._file:
            give_way(self._file)

    def done_for_now(self) -> None:
        """End the transaction. Looking leaves the lock alone as well as waiting does."""
        self._session.commit()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Inside, transactions only read and hold no lock; one that is open before is ended."""
        self._end_what_is_open()
        with reading():
            yield
            self._session.rollback()

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Inside, a power cut may take the last batches away, but never one of them without those after it."""
        self._end_what_is_open()
        with in_passing():
            yield
            self._end_what_is_open()

    def _end_what_is_open(self) -> None:
        if self._session.in_transaction():
            self.done_for_now()
