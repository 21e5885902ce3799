"""The queue in its order: the groups of answers that wait, with how many each is and what their clients have paid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, Select, and_, exists, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from records.credits import Decision
from records.firm import the_firm
from records.payments import Payment, PaymentKind, payments_that_count
from records.putting_off import PutOff, is_put_off
from records.submissions import Submission
from records.users import User

_RECEIVED = type_coerce(Submission.received_at, BigInteger)


class Order(StrEnum):
    """What comes first; ties go to what has waited longer."""

    MONEY = "money"
    OLDEST = "oldest"
    NEWEST = "newest"


Group = tuple[str, str, bool]
"""The words, the candidates, and whether the person has put it off."""


@dataclass(slots=True)
class Waiting:
    """A group of open answers that say the same: the number of the first, how many, when they came, what was paid.

    ``oldest`` and ``newest`` are instants as the database keeps them, because thousands are only compared. ``money`` is
    what their clients have paid so far in minor units by currency.
    """

    group: Group
    number: int
    answers: int
    oldest: int
    newest: int
    money: dict[str, int] = field(default_factory=dict)


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
        group = (decision.words_group, decision.candidates, False)
        found = (place for place, each in enumerate(self.now) if each.group == group)
        return next(found, None)

    def after(self, decision: Decision | None) -> int | None:
        """The number of the answer that comes after the group of this one, from the beginning again at the end."""
        place = self.place(decision)
        following = self.now if place is None else [*self.now[place + 1 :], *self.now[:place]]
        return following[0].number if following else None


def queue_of(session: Session, user: User, order: Order, now: datetime) -> Queue:
    """The open answers by their groups, which were found when they were decided, in the order that is asked for."""
    groups = _groups(session, user, now)
    found: dict[Group, Waiting] = {}
    of_answers = groups.add_columns(func.min(Submission.id), func.count(), func.min(_RECEIVED), func.max(_RECEIVED))
    for *group, number, answers, oldest, newest in session.execute(of_answers):
        words, candidates, is_later = group
        key = (words, candidates, bool(is_later))
        found[key] = Waiting(key, number, answers, oldest, newest)
    of_money = (
        groups.add_columns(Payment.currency, func.sum(Payment.amount)).join(Payment, _paid()).group_by(Payment.currency)
    )
    for words, candidates, is_later, currency, paid in session.execute(of_money):
        found[words, candidates, bool(is_later)].money[currency] = int(paid)
    in_order = _in_order(found.values(), order, the_firm(session).currency)
    return Queue([each for each in in_order if not each.group[2]], [each for each in in_order if each.group[2]])


def money_of(session: Session, submissions: Iterable[Submission]) -> dict[str, int]:
    """What the clients of these answers have paid so far, in minor units by currency, each client once."""
    clients = {each.client_id for each in submissions}
    paid = (
        select(Payment.currency, func.sum(Payment.amount))
        .where(Payment.client_id.in_(clients), Payment.kind == PaymentKind.RECEIVED, payments_that_count())
        .group_by(Payment.currency)
        .order_by(Payment.currency)
    )
    return {currency: int(amount) for currency, amount in session.execute(paid).tuples()}


def money_by_client(session: Session, submissions: Iterable[Submission]) -> Mapping[int, dict[str, int]]:
    """The same of each client by itself."""
    paid = (
        select(Payment.client_id, Payment.currency, func.sum(Payment.amount))
        .where(
            Payment.client_id.in_({each.client_id for each in submissions}),
            Payment.kind == PaymentKind.RECEIVED,
            payments_that_count(),
        )
        .group_by(Payment.client_id, Payment.currency)
    )
    found: dict[int, dict[str, int]] = {}
    for client, currency, amount in session.execute(paid).tuples():
        found.setdefault(client, {})[currency] = int(amount)
    return found


def _groups(session: Session, user: User, now: datetime) -> Select[tuple[str, str, bool]]:
    """The groups of open answers; a client has one open answer at most, so that no money is counted twice."""
    grouped = (
        select(Decision.words_group, Decision.candidates)
        .join(Submission, Submission.id == Decision.submission_id)
        .where(Decision.is_open)
        .group_by(Decision.words_group, Decision.candidates)
    )
    if not session.scalar(select(exists().where(is_put_off(user, now)))):
        # The index has the groups in order; to look for each answer whether it is put off takes half as long again.
        return grouped.add_columns(literal_column("0"))
    is_later = PutOff.id.is_not(None)
    held = and_(PutOff.submission_id == Decision.submission_id, is_put_off(user, now))
    return grouped.add_columns(is_later).outerjoin(PutOff, held).group_by(is_later)


def _paid() -> ColumnElement[bool]:
    received = Payment.kind == PaymentKind.RECEIVED
    return and_(Payment.client_id == Submission.client_id, received, payments_that_count())


def _in_order(groups: Iterable[Waiting], order: Order, currency: str) -> list[Waiting]:
    """Most money is most in the firm's currency; where that is equal, whoever has paid in another one comes first."""
    if order is Order.NEWEST:
        return sorted(groups, key=lambda each: (-each.newest, -each.number))
    if order is Order.OLDEST:
        return sorted(groups, key=lambda each: (each.oldest, each.number))
    return sorted(
        groups,
        key=lambda each: (
            -each.money.get(currency, 0),
            not any(paid > 0 for paid in each.money.values()),
            each.oldest,
            each.number,
        ),
    )
