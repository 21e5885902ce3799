"""Coverage: of all new clients, how many were asked, answered, and gave an answer that can be used.

A client was asked who sent the form, or was asked by mail, by a link or in person, or of whom a file tells an answer.
An answer is some word, or a choice. It can be used if it counts for a source, or waits for a person to say for which;
what cannot be known counts as answered only. People are counted, each whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.answers.erasures import Erasure
from records.answers.submissions import Submission
from records.clients import Client
from records.coverage.askings import Asking, is_answered, is_asked, stands
from records.coverage.taken_in import TakenIn
from records.db import month_of_day
from records.staff.users import User
from reports.counting.months import first_day, last_day, month_number

_MOST_MONTHS = 1_200
"""A slip in a year must not make a list of centuries."""
_FEW = 5
"""Of fewer no share is told."""


class What(StrEnum):
    """What the clients of a number have in common."""

    ALL = "all"
    ASKED = "asked"
    NOT_ASKED = "not-asked"
    ANSWERED = "answered"
    USABLE = "usable"


@dataclass(frozen=True, slots=True)
class Covered:
    """How many came, and how many of them were asked, answered, and can be counted for something."""

    clients: int = 0
    asked: int = 0
    answered: int = 0
    usable: int = 0

    @property
    def not_asked(self) -> int:
        """How many nobody has asked yet."""
        return self.clients - self.asked


@dataclass(frozen=True, slots=True)
class Part:
    """One row: a door, a member of staff, or a month, and its figures."""

    name: str
    covered: Covered


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of a period: in all, by door, by member of staff, and by month of coming."""

    total: Covered
    doors: Sequence[Part]
    staff: Sequence[Part]
    months: Sequence[tuple[int, Covered]]


def coverage(session: Session, start: date | None, end: date | None, office: int | None = None) -> Coverage:
    """The coverage of those who came in a period (both ends inclusive, None is open)."""
    came = _came(start, end, office)
    doors = [Part(door, covered) for door, covered in _grouped(session, Client.door, came)]
    months = without_gaps(_grouped(session, month_of_day(Client.came_on), came))
    total = added(part.covered for part in doors)
    return Coverage(
        total, sorted(doors, key=lambda part: (-part.covered.clients, part.name)), _staff(session, came), months
    )


def covered_if_few(
    session: Session, most: int, start: date | None, end: date | None, office: int | None = None
) -> Covered | None:
    """The total of those who came in a period; None if they are more than ``most``, without counting all of them."""
    came = _came(start, end, office)
    some = select(Client.id).where(came).limit(most + 1).subquery()
    if (session.scalar(select(func.count()).select_from(some)) or 0) > most:
        return None
    return added(covered for _, covered in _grouped(session, Client.door, came))


def clients_covered(
    session: Session,
    what: What,
    start: date | None,
    end: date | None,
    *,
    door: str = "",
    staff: str = "",
    month: int | None = None,
    office: int | None = None,
) -> "ClientsCovered":
    """The clients behind a number, the newest first, as a selection that can be counted and cut into pages."""
    those = [_came(start, end, office), _is(what)]
    those += [Client.door == door] if door else []
    those += [month_of_day(Client.came_on) == month] if month is not None else []
    those += [_of_staff(staff)] if staff else []
    return ClientsCovered(session, and_(*those))


@dataclass(frozen=True, slots=True)
class ClientsCovered:
    """Clients of a number."""

    session: Session
    those: ColumnElement[bool]

    def count(self) -> int:
        """How many they are."""
        return self.session.scalar(select(func.count()).select_from(Client).where(self.those)) or 0

    def page(self, number: int, size: int) -> Sequence[Client]:
        """So many of them from a page on; pages count from 1."""
        newest = select(Client).where(self.those).order_by(Client.came_on.desc(), Client.id.desc())
        return self.session.scalars(newest.offset((number - 1) * size).limit(size)).all()

    def numbers(self, most: int) -> Sequence[int]:
        """The numbers of the first of them, the newest first."""
        newest = select(Client.id).where(self.those).order_by(Client.came_on.desc(), Client.id.desc())
        return self.session.scalars(newest.limit(most)).all()


def _came(start: date | None, end: date | None, office: int | None) -> ColumnElement[bool]:
    return and_(
        Client.came_on >= start if start else true(),
        Client.came_on <= end if end else true(),
        Client.office_id == office if office else true(),
    )


def without_gaps(months: Sequence[tuple[int, Covered]]) -> list[tuple[int, Covered]]:
    """The months in order; one in which nobody came stands between two others with nothing, unless there are many."""
    found = dict(months)
    if not found or max(found) - min(found) > _MOST_MONTHS:
        return sorted(months)
    return [(month, found.get(month, Covered())) for month in range(min(found), max(found) + 1)]


def trend_of(found: Coverage, start: date | None, end: date | None, today: date) -> tuple[Covered, Covered] | None:
    """The three whole months before this one, and the three before these, of the coverage of a period.

    None where the period does not hold all six, or fewer than five clients came in either.
    """
    this_month = month_number(today)
    if (start and start > first_day(this_month - 6)) or (end and end < last_day(this_month - 1)):
        return None
    by_month = dict(found.months)
    late, early = (added(by_month.get(month, Covered()) for month in _three(this_month - back)) for back in (3, 6))
    return (late, early) if min(late.clients, early.clients) >= _FEW else None


def _three(first: int) -> range:
    return range(first, first + 3)


def _is(what: What) -> ColumnElement[bool]:
    return {
        What.ALL: true(),
        What.ASKED: _counts_as_asked(),
        What.NOT_ASKED: not_(_counts_as_asked()),
        What.ANSWERED: _counts_as_answered(),
        What.USABLE: _is_usable(),
    }[what]


def _is_usable() -> ColumnElement[bool]:
    return (
        exists()
        .where(Credit.client_id == Client.id, Credit.role == Role.INTRODUCED_BY, Credit.standing != Standing.UNKNOWN)
        .correlate(Client)
    )


def _was_erased() -> ColumnElement[bool]:
    return exists().where(Erasure.client_id == Client.id).correlate(Client)


def _counts_as_answered() -> ColumnElement[bool]:
    # What counts for a source was said by somebody, also where the words are gone by now.
    return or_(is_answered(), _is_usable())


def _counts_as_asked() -> ColumnElement[bool]:
    return or_(is_asked(), _is_usable(), _was_erased())


def _grouped(session: Session, by: Any, came: ColumnElement[bool]) -> list[tuple[Any, Covered]]:
    def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    found = select(
        by, func.count(), how_many(_counts_as_asked()), how_many(_counts_as_answered()), how_many(_is_usable())
    ).where(came)
    return [(row[0], _covered(row)) for row in session.execute(found.group_by(by))]


def _covered(row: Row[Any]) -> Covered:
    return Covered(*(int(number or 0) for number in row[1:]))


def added(parts: Iterable[Covered]) -> Covered:
    """The figures of several parts together, of which no client is in two."""
    sums = [0, 0, 0, 0]
    for each in parts:
        for place, number in enumerate((each.clients, each.asked, each.answered, each.usable)):
            sums[place] += number
    return Covered(*sums)


def _staff(session: Session, came: ColumnElement[bool]) -> Sequence[Part]:
    """By member of staff: whom they took in or asked, or of whom a file says that they asked them.

    Who was taken in by one and asked by another counts for both. A mail that was given up has asked nobody.
    """
    by_staff = select(Client.id.label("client"), User.name.label("name")).join(Asking, Asking.client_id == Client.id)
    by_staff = by_staff.join(User, User.id == Asking.user_id).where(came, stands())
    taken_in = select(Client.id, User.name).join(TakenIn, TakenIn.client_id == Client.id)
    taken_in = taken_in.join(User, User.id == TakenIn.user_id).where(came)
    said = Submission.own_answers["asked_by"].as_string()
    by_file = select(Client.id, said).join(Submission, Submission.client_id == Client.id).where(came, said.is_not(None))
    both = by_staff.union(taken_in, by_file).subquery()
    found = (
        select(
            both.c.name,
            func.count(),
            func.sum(case((_counts_as_asked(), 1), else_=0)),
            func.sum(case((_counts_as_answered(), 1), else_=0)),
            func.sum(case((_is_usable(), 1), else_=0)),
        )
        .join(Client, Client.id == both.c.client)
        .group_by(both.c.name)
    )
    return _largest_first([Part(row[0], _covered(row)) for row in session.execute(found)])


def _largest_first(parts: list[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-part.covered.clients, part.name))


def _of_staff(name: str) -> ColumnElement[bool]:
    asked = exists().where(Asking.client_id == Client.id, Asking.user_id == User.id, User.name == name, stands())
    taken_in = exists().where(TakenIn.client_id == Client.id, TakenIn.user_id == User.id, User.name == name)
    return or_(
        asked.correlate(Client),
        taken_in.correlate(Client),
        exists()
        .where(Submission.client_id == Client.id, Submission.own_answers["asked_by"].as_string() == name)
        .correlate(Client),
    )
