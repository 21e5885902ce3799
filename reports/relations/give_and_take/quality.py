"""How good the clients of partners are: how many are won, what these have brought, and how soon half had paid."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import case, func, literal, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Credit, introduced
from records.clients import Client
from records.db import days_between
from records.money.payments import Payment, PaymentKind, payments_that_count
from reports.counting.part_sums import client_sums, money_sums
from reports.counting.questions import Count
from reports.relations.give_and_take.people import money_question
from reports.relations.give_and_take.sides import Side
from reports.since_coming.waiting import days_until

FEW = 5
"""Below so many clients a figure says little, and is marked."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Of the clients received in a period.

    ``average`` is what a won client has brought so far, by share and in minor units; ``days`` is after how many days
    half of them had paid. Both are None where nothing can be said.
    """

    received: Side
    average: int | None
    days: int | None

    @property
    def is_few(self) -> bool:
        """Whether there are too few clients to say much."""
        return self.received.referrals < FEW

    @property
    def conversion(self) -> Fraction | None:
        """The part of the clients that is won; None without clients."""
        of = self.received.referrals
        return Fraction(self.received.won, of) if of else None


def qualities(
    session: Session,
    sides: dict[int, Side],
    currency: str,
    start: date | None,
    end: date | None,
    today: date,
) -> dict[int, Quality]:
    """By source the quality of the clients received, whose sides are given."""
    numbers = sorted(sides)
    question = replace(money_question(currency, start, end), count=Count.COHORT)
    inside = introduced() & Credit.source_id.in_(numbers)
    people = client_sums(session, question, inside, Credit.source_id)
    money = money_sums(session, question, inside, Credit.source_id)
    waits = _waits(session, numbers, start, end, today)
    found = {}
    for number, side in sides.items():
        won = people[(number,)].won if (number,) in people else 0
        average = round(Fraction(money.get((number,), 0) * WHOLE, won)) if won > 0 else None
        paid, waiting = waits[number]
        found[number] = Quality(side, average, days_until(Fraction(1, 2), paid, waiting))
    return found


_Waits = dict[int, tuple[dict[int, int], dict[int, int]]]


def _waits(session: Session, numbers: Sequence[int], start: date | None, end: date | None, today: date) -> _Waits:
    """By source how many clients paid, or have waited until today, after each number of days from coming."""
    first = (
        select(func.min(Payment.paid_on))
        .where(
            Payment.client_id == Client.id,
            Payment.kind == PaymentKind.RECEIVED,
            Payment.amount > 0,
            Payment.paid_on <= today,
            payments_that_count(),
        )
        .correlate(Client)
        .scalar_subquery()
    )
    those: Any = (
        select(Credit.source_id, Client.id, Client.came_on, first.label("paid_on"))
        .join_from(Credit, Client, Credit.client_id == Client.id)
        .where(
            introduced(),
            Credit.source_id.in_(numbers),
            Client.came_on >= start if start else true(),
            Client.came_on <= end if end else true(),
        )
        .distinct()
        .subquery()
    )
    passed = days_between(those.c.came_on, func.coalesce(those.c.paid_on, literal(today)))
    days = case((passed < 0, 0), else_=passed)
    columns = (those.c.source_id, those.c.paid_on.is_not(None), days)
    found: _Waits = defaultdict(lambda: ({}, {}))
    for number, has_paid, after, count in session.execute(select(*columns, func.count()).group_by(*columns)):
        into = found[number][0 if has_paid else 1]
        into[after] = into.get(after, 0) + count
    return found
