"""When, by whom and why something changed; and the instants by which records are known to be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.staff.users import User
from reports.batches import batched

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cause:
    """When, by whom and why; blank where the records do not say."""

    at: datetime | None = None
    who: str = ""
    why: str = "not recorded"


NOT_RECORDED = Cause()


def latest(causes: Iterable[Cause]) -> Cause:
    """The latest of some causes, of equal ones the first; NOT_RECORDED where there is none."""
    return max(causes, key=lambda cause: cause.at or _EPOCH, default=NOT_RECORDED)


def called(user: User | None) -> str:
    """The name of a user, blank for none."""
    return user.name if user else ""


def found(session: Session, table: Any, numbers: Iterable[int]) -> dict[int, Any]:
    """The rows of a table that have these numbers."""
    rows: dict[int, Any] = {}
    for some in batched(sorted(set(numbers))):
        rows |= {row.id: row for row in session.scalars(select(table).where(table.id.in_(some)))}
    return rows


def whole(at: datetime) -> int:
    """An instant as the database keeps it, in microseconds since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)
