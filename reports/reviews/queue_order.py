"""The queue in its order: the groups of answers that wait, and how many each is.

The database puts the groups in order, and only what an order needs is read of them: thousands may wait, and a page
shows a hundred. What the clients of those have paid is read for these alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, exists, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from records.answers.credits import Decision
from records.answers.submissions import Submission
from records.firm import the_firm
from records.reviews.putting_off import PutOff, is_put_off
from records.staff.users import User
from reports.reviews.queue_money import has_paid_otherwise, is_paid_otherwise, paid_in

_RECEIVED = type_coerce(Submission.received_at, BigInteger)
"""Instants as the database keeps them, because they are only compared."""
_OLDEST = (func.min(_RECEIVED), func.min(Submission.id))


class Order(StrEnum):
    """What comes first; ties go to what has waited longer."""

    MONEY = "money"
    OLDEST = "oldest"
    NEWEST = "newest"


class Waiting(NamedTuple):
    """A group of open answers that say the same: its words and candidates, the number of the first, and how many.

    ``money`` is what their clients have paid, where the order has asked for all of it; else None.
    """

    words: str
    candidates: str
    number: int
    answers: int
    money: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The groups that wait for a person, in order, and those that this person has put off until tomorrow."""

    now: Sequence[Waiting]
    later: Sequence[Waiting]

    @property
    def answers(self) -> int:
        """How many answers wait now, each counted."""
        return sum(each.answers for each in self.now)

    @property
    def put_off(self) -> int:
        """How many this person has put off."""
        return sum(each.answers for each in self.later)

    def place(self, decision: Decision | None) -> int | None:
        """Where in the order the group of a decision stands; None if it does not wait."""
        if decision is None or not decision.is_open:
            return None
        words, candidates = decision.words_group, decision.candidates
        found = (place for place, each in enumerate(self.now) if each.words == words and each.candidates == candidates)
        return next(found, None)

    def after(self, decision: Decision | None) -> int | None:
        """The number of the answer that comes after the group of this one, from the beginning again at the end."""
        place = self.place(decision)
        following = self.now if place is None else [*self.now[place + 1 :], *self.now[:place]]
        return following[0].number if following else None


def queue_of(session: Session, user: User, order: Order, now: datetime) -> Queue:
    """The open answers by their groups, which were found when they were decided, in the order that is asked for."""
    groups, currency = _groups(session, user, now), the_firm(session).currency
    is_other = is_paid_otherwise(session, currency) if order is Order.MONEY else True
    paid: ColumnElement[Any] = func.sum(paid_in(session, currency)) if order is Order.MONEY else literal_column("0")
    otherwise = func.max(case((has_paid_otherwise(session, currency), 1), else_=0))
    in_order = {
        # Where that is equal, whoever has paid in another currency comes first.
        Order.MONEY: (func.coalesce(paid, 0).desc(), *((otherwise.desc(),) if is_other else ()), *_OLDEST),
        Order.OLDEST: _OLDEST,
        Order.NEWEST: (func.max(_RECEIVED).desc(), func.min(Submission.id).desc()),
    }[order]
    queue: tuple[list[Waiting], list[Waiting]] = ([], [])
    # Plain rows: of thousands, the objects that a session makes of rows would cost more than finding them.
    found = session.connection().execute(groups.add_columns(paid).order_by(*in_order))
    for words, candidates, is_later, number, answers, amount in found.all():
        money = None if is_other else {currency: int(amount or 0)}
        queue[bool(is_later)].append(Waiting(words, candidates, number, answers, money))
    return Queue(*queue)


def _groups(session: Session, user: User, now: datetime) -> Select[tuple[str, str, bool, int, int]]:
    """The groups of open answers; a client has one open answer at most, so that no money is counted twice."""
    many = (func.min(Submission.id), func.count())
    grouped = (
        select(Decision.words_group, Decision.candidates)
        .join(Submission, Submission.id == Decision.submission_id)
        .where(Decision.is_open)
        .group_by(Decision.words_group, Decision.candidates)
    )
    if not session.scalar(select(exists().where(is_put_off(user, now)))):
        # The index has the groups in order; to look for each answer whether it is put off takes half as long again.
        return grouped.add_columns(literal_column("0"), *many)
    is_later = PutOff.id.is_not(None)
    held = and_(PutOff.submission_id == Decision.submission_id, is_put_off(user, now))
    return grouped.add_columns(is_later, *many).outerjoin(PutOff, held).group_by(is_later)
