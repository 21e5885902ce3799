"""What every kind of file has in common between its lines and its records."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlalchemy.orm import Session

from records.engine.many_values import among
from records.firm import Firm
from records.importing.going_in.staging import RowState
from records.imports import Import

Found = TypeVar("Found")

# SQLite takes 32,766 parameters in one statement and PostgreSQL 65,535; a few hundred are as fast as more.
_AT_ONCE = 500
_FOUND_AT_ONCE = 5_000

Done = Callable[[], None]


@dataclass(slots=True)
class Counts:
    """How many rows of a file are new, say something new, or say what is known."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @classmethod
    def of(cls, states: Iterable[RowState]) -> "Counts":
        """The counts of rows of these states."""
        found = Counter(states)
        return cls(found[RowState.NEW], found[RowState.CHANGED], found[RowState.THERE])


@dataclass(slots=True)
class LinePlan(ABC):
    """What lines would do: said of each good one before anything is written."""

    states: dict[int, RowState] = field(default_factory=dict, kw_only=True)
    notices: list[str] = field(default_factory=list, kw_only=True)

    @property
    def counts(self) -> Counts:
        """How many lines are new, say something new, or say what is known."""
        return Counts.of(self.states.values())

    @abstractmethod
    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write it all, calling ``done`` after each line."""


def chunks(values: Iterable[Found], at_once: int = _AT_ONCE) -> Iterator[list[Found]]:
    """Values in lists that fit into one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, at_once)):
        yield chunk


def found_by(session: Session, statement: Select[Any], column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a statement whose column is one of many values."""
    for chunk in chunks(values, _FOUND_AT_ONCE):
        yield from session.execute(statement.where(among(session, column, chunk)))


def values_found_by(session: Session, statement: Select[Any], column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """The same of a statement that asks for columns only: past the session, which takes a while with each row."""
    session.flush()
    for chunk in chunks(values, _FOUND_AT_ONCE):
        yield from session.connection().execute(statement.where(among(session, column, chunk)))


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
