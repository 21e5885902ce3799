"""Taking turns: a long piece of work commits after each batch and lets others write before the next."""

from time import monotonic, sleep

from sqlalchemy.orm import Session

_LONGEST = 0.05


class ShortTurns:
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
