"""Whom and what an act is done with: rows chosen by a number, days, and what the program may refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.importing import NothingToUndo
from records.joining.join import CannotJoin
from records.keywords.regrouping import MovedSince, NothingToMove
from records.money.payment_changes import CannotChange
from records.sources.merging import CannotMerge
from records.spam.verdicts import CannotBeSpam, NotHeld

REFUSED = (CannotMerge, CannotJoin, CannotChange, NothingToUndo, MovedSince, NothingToMove, CannotBeSpam, NotHeld)
FIRST = date(2025, 9, 25)


def some(session: Session, row: Any, number: int) -> Any:
    """One of the rows of a table, or None if it is empty."""
    most = session.scalar(select(func.max(row.id))) or 0
    wanted = number % most + 1 if most else 0
    return session.scalars(select(row).where(row.id >= wanted).order_by(row.id).limit(1)).unique().first()


def day(number: int) -> date:
    """One of 500 days, with every change of the clock between two winters."""
    return FIRST + timedelta(days=number % 500)


@contextmanager
def may_be_refused(session: Session) -> Iterator[None]:
    """What a verb refuses has no effect, as a page that shows the refusal commits nothing."""
    point = session.begin_nested()
    try:
        yield
    except REFUSED:
        point.rollback()
    else:
        point.commit()
