"""How much long work does in one transaction, for the end of which others wait."""

from time import monotonic, thread_time

from sqlalchemy.orm import Session

from records.engine.waiting_writers import is_waited_for

_SHORT, _LONG = 0.03, 0.3
"""Seconds for which others gladly wait, and for which they must not."""
_AWAITED, _REMEMBERED = 0.012, 20
"""Seconds for which they wait where they do so all the time: where somebody waited at the end of one of so many
transactions."""


class AtOnce:
    """How many of something are done in one transaction: so many as take a few hundredths of a second.

    It begins with ``few``, of which hardly less is worth a transaction of its own, and never does more than ``most``.
    While others wait for SQLite's one lock it does less, whatever that is worth.
    Work ``beside`` which others write on PostgreSQL has nobody wait there, so that it is always the most.
    """

    def __init__(self, session: Session, few: int, most: int, short: float = _SHORT, *, beside: bool = False) -> None:
        bound = session.get_bind()
        is_sqlite = bound.dialect.name == "sqlite"
        self.number = self._few = few if is_sqlite or not beside else most
        self._most = most
        self._short = short
        self._file = bound.engine.url.database if is_sqlite else None
        self._undisturbed = _REMEMBERED
        # SQLite works in this thread, whose own time says how much it is, whatever else keeps the machine busy.
        self._clock = thread_time if is_sqlite else monotonic

    def __enter__(self) -> None:
        self._began = self._clock()

    def __exit__(self, *_: object) -> None:
        took = self._clock() - self._began
        self._undisturbed = 0 if self._file and is_waited_for(self._file) else self._undisturbed + 1
        is_awaited = self._undisturbed < _REMEMBERED
        short = min(self._short, _AWAITED) if is_awaited else self._short
        if took < short:
            self.number = min(self.number * 2, self._most)
        elif took > 2 * short:
            # One by itself takes hardly less than a few, so that on a busy machine everybody would wait longer.
            self.number = max(self.number // 2, 1 if is_awaited or took > _LONG else self._few)
