"""Days on which something of an import has changed while its days were being looked for.

Who lets an import begin or cease to count looks for its days first, which takes long of a large one, and then puts them
off, alone with what counts. From the beginning of the look on, whoever changes what counts of clients who paid
something of the import notes their days here, so that none is missed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, delete, exists, func, select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.clients import Client
from records.db import CLUSTERED, Base
from records.engine.many_values import among
from records.money.payments import Payment

_BEGINNING = date.min
"""Stands for the look itself, as long as it goes on."""


class DayMeanwhile(Base):
    """A day that may be missed by the look for the days of an import, which has begun and is not over."""

    __tablename__ = "days_meanwhile"
    __table_args__ = (CLUSTERED,)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)


def begin_to_look(session: Session, import_id: int) -> None:
    """From the end of this transaction on, days of an import are noted. To be done alone with what counts."""
    _note(session, [(import_id, _BEGINNING)])


def end_looking(session: Session, import_id: int) -> set[date]:
    """The days that were noted since the look for the days of an import began. To be done alone with what counts."""
    noted = select(DayMeanwhile.day).where(DayMeanwhile.import_id == import_id, DayMeanwhile.day != _BEGINNING)
    days = set(session.scalars(noted))
    session.execute(delete(DayMeanwhile).where(DayMeanwhile.import_id == import_id))
    return days


def is_looked_for(number: ColumnElement[int] | Any) -> ColumnElement[bool]:
    """Whether days of the import with this number are looked for, perhaps by who died meanwhile."""
    return exists().where(DayMeanwhile.import_id == number)


def looked_for(session: Session) -> Sequence[int]:
    """The imports whose days are looked for; hardly ever one."""
    return session.scalars(select(DayMeanwhile.import_id).distinct()).all()


def note_days(session: Session, days: Iterable[date]) -> None:
    """Note days that something else has put off: it is done with them before the import counts."""
    imports = looked_for(session)
    if imports:
        known = list(days)
        _note(session, [(number, day) for number in imports for day in known])


def note_days_of_clients(session: Session, clients: Iterable[int]) -> None:
    """Note the days of clients who have changed, and of what they paid."""
    imports = looked_for(session)
    if imports:
        # Written so that the index by import does not answer it: that would look through a whole import.
        those = (among(session, Client.id, clients), func.coalesce(Payment.import_id, 0).in_(imports))
        ways = (
            select(Payment.import_id, day).join(Client, Client.id == Payment.client_id).where(*those)
            for day in (Payment.paid_on, Client.came_on)
        )
        _note(session, session.execute(union(*ways)).tuples())


def _note(session: Session, found: Iterable[tuple[int | None, date]]) -> None:
    # In one order, so that no two who note the same days wait for each other.
    rows = [{"import_id": number, "day": day} for number, day in sorted(found)]
    if rows:
        new: Any = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(DayMeanwhile)
        session.execute(new.on_conflict_do_nothing(), rows)
