"""How much long work does in one transaction, for the end of which others wait."""

from time import monotonic, thread_time

from sqlalchemy.orm import Session

_SHORT, _LONG = 0.03, 0.3
"""Seconds for which others gladly wait, and for which they must not."""


class AtOnce:
    """How many of something are done in one transaction: so many as take a few hundredths of a second.

    It begins with ``few``, of which hardly less is worth a transaction of its own, and never does more than ``most``.
    Work ``beside`` which others write on PostgreSQL has nobody wait there, so that it is always the most.
    """

    def __init__(self, session: Session, few: int, most: int, short: float = _SHORT, *, beside: bool = False) -> None:
        is_waited_for = not beside or session.get_bind().dialect.name == "sqlite"
        self.number = self._few = few if is_waited_for else most
        self._most = most
        self._short = short
        # SQLite works in this thread, whose own time says how much it is, whatever else keeps the machine busy.
        self._clock = thread_time if session.get_bind().dialect.name == "sqlite" else monotonic

    def __enter__(self) -> None:
        self._began = self._clock()

    def __exit__(self, *_: object) -> None:
        took = self._clock() - self._began
        if took < self._short:
            self.number = min(self.number * 2, self._most)
        elif took > 2 * self._short:
            # One by itself takes hardly less than a few, so that on a busy machine everybody would wait longer.
            self.number = max(self.number // 2, 1 if took > _LONG else self._few)
