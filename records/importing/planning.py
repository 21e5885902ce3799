"""What every kind of file has in common between its lines and its records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Protocol, TypeVar, runtime_checkable
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from records.firm import Firm
from records.imports import Import

Found = TypeVar("Found")

# SQLite takes 32,766 parameters in one statement and PostgreSQL 65,535; a few hundred are as fast as more.
_AT_ONCE = 500

Done = Callable[[], None]


@dataclass(slots=True)
class Counts:
    """How many rows of a file are new, say something new, or say what is known."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Plan(Protocol):
    """What a file would do: counted before anything is written."""

    counts: Counts
    notices: list[str]

    def steps(self) -> int:
        """How many steps ``apply`` takes, for a progress bar."""

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write it all, calling ``done`` after each step."""


@runtime_checkable
class InBatches(Protocol):
    """A plan that may be applied in several transactions, because its rows are recognised when they come again."""

    def batches(self, session: Session, record: Import, done: Done) -> Iterator[Counts]:
        """Write it batch by batch, and say what became of the rows of each."""


def chunks(values: Iterable[Found]) -> Iterator[list[Found]]:
    """Values in lists that fit into one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def found_by(session: Session, statement: Select[Any], column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a statement whose column is one of many values."""
    for chunk in chunks(values):
        condition: ColumnElement[bool] = column.in_(chunk)
        yield from session.execute(statement.where(condition))


def differing(present: object, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that a row of a file changes. A blank cell never erases what is there."""
    return {name: value for name, value in wanted.items() if value and getattr(present, name) != value}


def noon(day: date, firm: Firm) -> datetime:
    """The middle of a calendar day in the firm's zone: the instant that stands for a day of which no more is known."""
    return datetime.combine(day, time(12), ZoneInfo(firm.zone))


@dataclass(slots=True)
class Grouped:
    """Things found by a key, several under one key if need be."""

    groups: dict[Any, list[Any]] = field(default_factory=dict)

    def add(self, key: Any, thing: Any) -> None:
        """Keep a thing under a key; under none if the key is blank."""
        if key:
            self.groups.setdefault(key, []).append(thing)

    def get(self, key: Any) -> Sequence[Any]:
        """What stands under a key."""
        return self.groups.get(key, ())
