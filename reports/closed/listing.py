"""The months of the firm, and which of them are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from records.clients import Client
from records.closed.closed_months import Closure
from records.money.payments import Payment

MOST = 240
"""So many months are listed at most; a payment of the last century is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One month with its closures, the latest first; ``closure`` is the one that holds."""

    first: date
    closures: Sequence[Closure]

    @property
    def closure(self) -> Closure | None:
        """The closure that holds now, None if the month is open."""
        return self.closures[0] if self.closures and not self.closures[0].reopening else None


def months_listed(session: Session, today: date) -> list[Listed]:
    """All months that are over, from the first client or payment on, the latest first."""
    firsts = [session.scalar(select(func.min(column))) for column in (Client.came_on, Payment.paid_on)]
    closures: dict[date, list[Closure]] = {}
    every = select(Closure).options(joinedload(Closure.user), joinedload(Closure.reopening))
    for closure in session.scalars(every.order_by(Closure.id.desc())):
        closures.setdefault(closure.month, []).append(closure)
    begin = min((day for day in (*firsts, *closures) if day), default=today).replace(day=1)
    found: list[Listed] = []
    month = _before(today.replace(day=1))
    while month >= begin and len(found) < MOST:
        found.append(Listed(month, closures.get(month, [])))
        month = _before(month)
    return found


def closures_within(session: Session, start: date | None, end: date | None) -> Sequence[Closure]:
    """The closed months whose days are within a period, the first one first."""
    those = select(Closure).where(~Closure.reopening.has()).options(joinedload(Closure.user))
    if start:
        those = those.where(Closure.month >= start)
    if end:
        those = those.where(Closure.month <= end)
    return session.scalars(those.order_by(Closure.month)).all()


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
