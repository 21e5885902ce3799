"""How many days are summed up anew in one transaction, for the end of which others wait."""

from time import monotonic, thread_time

from sqlalchemy.orm import Session

MOST_DAYS = 31
_FEW_DAYS = 4
_SHORT, _LONG = 0.03, 0.3
"""Seconds for which others gladly wait, and for which they must not."""


class Pace:
    """How many days are summed up in one transaction: so many as take a few hundredths of a second."""

    def __init__(self, session: Session) -> None:
        self.at_once = _FEW_DAYS
        # SQLite works in this thread, whose own time says how much it is, whatever else keeps the machine busy.
        self._clock = thread_time if session.get_bind().dialect.name == "sqlite" else monotonic

    def __enter__(self) -> None:
        self._began = self._clock()

    def __exit__(self, *_: object) -> None:
        took = self._clock() - self._began
        if took < _SHORT:
            self.at_once = min(self.at_once * 2, MOST_DAYS)
        elif took > 2 * _SHORT:
            # A day by itself takes hardly less than a few, so that on a busy machine everybody would wait longer.
            self.at_once = max(self.at_once // 2, 1 if took > _LONG else _FEW_DAYS)
