"""How long clients take from coming to their first payment, those who have made none included."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session

from records.clients import Client, Stage
from records.db import days_between
from records.money.payments import Payment, payments_that_count
from reports.batches import batched
from reports.counting.counted import came_in_period, counted, in_part
from reports.counting.questions import Question
from reports.since_coming.waiting import days_until

_REMEMBERED = 256
GONE = (Stage.LOST, Stage.UNQUALIFIED)
"""Stages at which nobody waits for a payment any more."""


class Wait(StrEnum):
    """How long a client took to pay first, or that none has been made. Each client has one of these."""

    SAME_DAY = "same-day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    LONGER = "longer"
    WAITING = "waiting"
    GONE = "gone"


LONGEST = {Wait.SAME_DAY: 0, Wait.WEEK: 7, Wait.MONTH: 30, Wait.QUARTER: 91, Wait.YEAR: 365}
"""Up to how many days after coming, for those who took so long and not less."""
NOT_PAID = (Wait.WAITING, Wait.GONE)


@dataclass(slots=True)
class FirstPayment:
    """How long clients took, counted in people, whatever their shares. Days are from coming to paying.

    ``half`` is after how many days half of all had paid, and the other two a quarter and three quarters: the middle
    half lies between them. Each is None where so many have not paid yet.
    """

    clients: dict[Wait, int] = field(default_factory=lambda: dict.fromkeys(Wait, 0))
    quarter: int | None = None
    half: int | None = None
    three_quarters: int | None = None

    @property
    def in_all(self) -> int:
        """All clients."""
        return sum(self.clients.values())

    @property
    def paid(self) -> int:
        """Those who have paid."""
        return self.in_all - self.not_paid

    @property
    def not_paid(self) -> int:
        """Those who have not paid, whether they may still do so or not."""
        return sum(self.clients[each] for each in NOT_PAID)


@dataclass(frozen=True, slots=True)
class Waited:
    """One client of a list: how long they took to pay, or have waited until today."""

    client: Client
    days: int
    wait: Wait


@dataclass(frozen=True, slots=True)
class WaitedPage:
    """One page of a list, and how many clients the whole list has."""

    entries: Sequence[Waited]
    in_all: int


def first_payment(session: Session, question: Question, part: str, today: date) -> FirstPayment:
    """From coming to first payment, of the clients behind a part who came in the question's period.

    The first payment is the first of more than nothing of the question's kind, in any currency, until today. Who paid
    before coming took no day. Everybody without one counts as not having paid until today.
    """
    those = _clients(question, part, today)
    columns = (those.c.has_paid, those.c.is_gone, those.c.days)
    found = FirstPayment()
    paid: dict[int, int] = defaultdict(int)
    waiting: dict[int, int] = defaultdict(int)
    for has_paid, is_gone, after, number in session.execute(select(*columns, func.count()).group_by(*columns)):
        (paid if has_paid else waiting)[after] += number
        found.clients[wait_of(after, bool(has_paid), bool(is_gone))] += number
    found.quarter, found.half, found.three_quarters = (
        days_until(Fraction(part, 4), paid, waiting) for part in (1, 2, 3)
    )
    return found


def wait_of(days: int, has_paid: bool, is_gone: bool) -> Wait:
    """Which of the waits it is that a client paid after so many days, or has not."""
    if not has_paid:
        return Wait.GONE if is_gone else Wait.WAITING
    return next((wait for wait, longest in LONGEST.items() if days <= longest), Wait.LONGER)


def clients_waiting(
    session: Session, question: Question, part: str, waits: Sequence[Wait], today: date, page: int = 1, size: int = 100
) -> WaitedPage:
    """The clients who took so long, or have not paid, those of the most days first."""
    those = _clients(question, part, today)
    listed = select(those).where(_is_any(waits, those))
    # A sum over the days that were taken, so that no client is looked at a second time for each wait.
    found = first_payment(session, question, part, today).clients
    in_all = sum(found[wait] for wait in set(waits))
    longest_first = listed.order_by(those.c.days.desc(), those.c.id.desc())
    rows = session.execute(longest_first.limit(size).offset((page - 1) * size)).all()
    return WaitedPage(_entries(session, rows), in_all)


def every_client_waiting(
    session: Session, question: Question, part: str, waits: Sequence[Wait], today: date
) -> Iterator[Waited]:
    """All of these clients in the same order, read a few hundred at a time."""
    those = _clients(question, part, today)
    listed = select(those).where(_is_any(waits, those))
    for some in batched(session.execute(listed.order_by(those.c.days.desc(), those.c.id.desc())).all()):
        yield from _entries(session, some)


def _entries(session: Session, rows: Sequence[Any]) -> list[Waited]:
    clients = {each.id: each for each in session.scalars(select(Client).where(Client.id.in_([row.id for row in rows])))}
    return [Waited(clients[row.id], row.days, wait_of(row.days, bool(row.has_paid), bool(row.is_gone))) for row in rows]


@lru_cache(_REMEMBERED)
def _clients(question: Question, part: str, today: date) -> Subquery:
    """Each client once: whether they have paid, or are gone without, and how many days that took until today.

    Remembered, because it takes longer to put together than to answer for a small part.
    """
    first = (
        select(func.min(Payment.paid_on))
        .where(
            Payment.client_id == Client.id,
            Payment.kind == question.money,
            Payment.amount > 0,
            Payment.paid_on <= today,
            payments_that_count(),
        )
        .correlate(Client)
        .scalar_subquery()
    )
    those = (
        counted(question, Client.id, Client.came_on, Client.stage, first.label("paid_on"))
        .where(came_in_period(question), in_part(question, part))
        .distinct()
        .subquery()
    )
    passed = days_between(those.c.came_on, func.coalesce(those.c.paid_on, literal(today)))
    return select(
        those.c.id,
        those.c.paid_on.is_not(None).label("has_paid"),
        and_(those.c.paid_on.is_(None), those.c.stage.in_(GONE)).label("is_gone"),
        # Who paid before coming, or is still to come, has not taken any day.
        case((passed < 0, 0), else_=passed).label("days"),
    ).subquery()


def _is_any(waits: Sequence[Wait], those: Subquery) -> ColumnElement[bool]:
    """Whether a client has one of these waits; what all of the paying or all others have is asked once."""
    asked = set(waits)
    if asked == set(Wait):
        return true()
    paid = {*Wait} - {*NOT_PAID}
    whole = [those.c.has_paid] if paid <= asked else []
    rest = asked - paid if paid <= asked else asked
    return or_(*whole, *(_is(wait, those) for wait in Wait if wait in rest))


def _is(wait: Wait, those: Subquery) -> ColumnElement[bool]:
    if wait in NOT_PAID:
        return and_(~those.c.has_paid, those.c.is_gone if wait is Wait.GONE else ~those.c.is_gone)
    places = list(LONGEST)
    place = places.index(wait) if wait in LONGEST else len(places)
    longer = those.c.days > LONGEST[places[place - 1]] if place else true()
    most = those.c.days <= LONGEST[wait] if wait in LONGEST else true()
    return and_(those.c.has_paid, longer, most)
