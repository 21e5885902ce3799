"""The list of clients: those who pass its filters, in the order asked for, with what brought them and what they paid.

Money is what the ranking counts as received of a client: payments that count, refunds taken off, each currency for
itself. Billed money and estimates are none of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, true
from sqlalchemy.orm import Session

from attribution import Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.coverage.askings import Asking, stands
from records.db import by_code_point
from records.firm import Office
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Source
from reports.batches import batched
from reports.clients.client_search import called
from reports.clients.words_said import words_of
from reports.counting.counted import OPEN, came_in_period
from reports.counting.questions import Question


class Order(StrEnum):
    """In which order clients stand; each can be turned round."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    NAME_BACK = "name-back"
    MONEY = "money"
    LEAST = "least-money"


class Answered(StrEnum):
    """How it stands with what a client said: it waits for a person, counts by itself or by a person, or is unknown."""

    OPEN = "open"
    AUTOMATIC = "automatic"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which clients, and in which order.

    Of ``question`` the days of coming, the office and the filters count, and its currency in the order by money.
    ``paid`` asks for those who ever paid anything, or for the others; ``asked_later`` for those who were asked by mail,
    by a link or in person; ``kind`` for those whose decisive source is of that kind.
    """

    question: Question
    stage: Stage | None = None
    kind: Kind | None = None
    answered: Answered | None = None
    asked_later: bool = False
    paid: bool | None = None
    words: str = ""
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class Counts:
    """What a client counts for by what they said: the decisive credit, and how many others there are beside it."""

    standing: Standing
    channel: Channel
    source_id: int | None
    source_name: str | None
    submission_id: int | None
    review_id: int | None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One client of the list, with their words and what they have paid so far by currency, in minor units."""

    number: int
    name: str
    email: str
    phone: str
    came_on: date
    stage: Stage
    office: str
    counts: Counts | None
    said: str
    money: dict[str, int]

    @property
    def source(self) -> str:
        """What brought them, as it counts: the decisive source, or its channel where it has no name."""
        if self.counts is None or self.counts.standing is not Standing.CREDITED:
            return ""
        return self.counts.source_name or self.counts.channel.value

    @property
    def answered(self) -> Answered:
        """How it stands with what the client said."""
        if self.counts is None or self.counts.standing is Standing.UNKNOWN:
            return Answered.UNKNOWN
        if self.counts.standing in OPEN:
            return Answered.OPEN
        return Answered.CONFIRMED if self.counts.review_id is not None else Answered.AUTOMATIC


class ClientList:
    """The list of those who are wanted."""

    def __init__(self, session: Session, wanted: Wanted) -> None:
        """Nothing is read yet."""
        self._session, self._wanted = session, wanted
        self._those = _passing(session, wanted)

    @cached_property
    def in_all(self) -> int:
        """How many they are."""
        return self._session.scalar(select(func.count()).select_from(Client).where(self._those)) or 0

    @cached_property
    def money(self) -> dict[str, int]:
        """What all of them have paid so far, by currency in the order of their codes, in minor units."""
        everybody = select(Payment.currency, func.sum(Payment.amount)).where(_received())
        if self._wanted != Wanted(Question(self._wanted.question.currency), order=self._wanted.order):
            # Whoever wants all of them has no need to look at each. The clients are found first, and not said in a
            # join: SQLite would begin with every payment and ask of each whether its client is one of them.
            everybody = everybody.where(Payment.client_id.in_(select(Client.id).where(self._those)))
        found = self._session.execute(everybody.group_by(Payment.currency).order_by(Payment.currency))
        return {currency: int(amount) for currency, amount in found}

    def page(self, number: int, size: int) -> Sequence[Listed]:
        """So many of them from a page on; pages count from 1."""
        found = self._session.scalars(self._in_order().limit(size).offset((number - 1) * size))
        return _listed(self._session, found.all())

    def every(self) -> Iterator[Listed]:
        """All of them in their order, read a few hundred at a time."""
        for some in batched(self._session.scalars(self._in_order()).all()):
            yield from _listed(self._session, some)

    def _in_order(self) -> Select[tuple[int]]:
        """Their numbers. Where the rest is equal the number decides, so that pages never overlap."""
        numbers, order = select(Client.id).where(self._those), self._wanted.order
        if order is Order.NEWEST:
            return numbers.order_by(Client.came_on.desc(), Client.id.desc())
        if order is Order.OLDEST:
            return numbers.order_by(Client.came_on, Client.id)
        if order in {Order.NAME, Order.NAME_BACK}:
            letters, nameless = by_code_point(Client.name_key), case((Client.name_key == "", 1), else_=0)
            if order is Order.NAME:
                return numbers.order_by(nameless, letters, Client.id)
            return numbers.order_by(nameless, letters.desc(), Client.id.desc())
        return self._by_money(numbers, order)

    def _by_money(self, numbers: Select[tuple[int]], order: Order) -> Select[tuple[int]]:
        """By the money of one currency; then whoever has paid in another one, and those without any money last."""
        in_currency = case((Payment.currency == self._wanted.question.currency, Payment.amount))
        sums = select(Payment.client_id, func.sum(in_currency).label("amount")).where(_received())
        paid = sums.group_by(Payment.client_id).subquery()
        amount, most = paid.c.amount, order is Order.MONEY
        return numbers.outerjoin(paid, paid.c.client_id == Client.id).order_by(
            case((amount.is_(None), 1), else_=0),
            amount.desc() if most else amount,
            case((paid.c.client_id.is_(None), 1), else_=0),
            Client.id.desc() if most else Client.id,
        )


def _received() -> ColumnElement[bool]:
    return and_(Payment.kind == PaymentKind.RECEIVED, payments_that_count())


def _passing(session: Session, wanted: Wanted) -> ColumnElement[bool]:
    """The condition of all filters together."""
    conditions = [came_in_period(wanted.question), called(session, wanted.words)]
    if wanted.stage:
        conditions.append(Client.stage == wanted.stage)
    if wanted.kind:
        of_kind = select(Source.id).where(Source.kind == wanted.kind)
        conditions.append(_decided(Credit.standing == Standing.CREDITED, Credit.source_id.in_(of_kind)))
    if wanted.answered:
        conditions.append(_decided(*_ANSWERED[wanted.answered]))
    if wanted.asked_later:
        conditions.append(exists().where(Asking.client_id == Client.id, stands()).correlate(Client))
    if wanted.paid is not None:
        ever = exists().where(Payment.client_id == Client.id, _received(), Payment.amount > 0).correlate(Client)
        conditions.append(ever if wanted.paid else ~ever)
    return and_(true(), *conditions)


_ANSWERED: dict[Answered, tuple[ColumnElement[bool], ...]] = {
    Answered.OPEN: (Credit.standing.in_(OPEN),),
    Answered.AUTOMATIC: (Credit.standing == Standing.CREDITED, Credit.review_id.is_(None)),
    Answered.CONFIRMED: (Credit.standing == Standing.CREDITED, Credit.review_id.is_not(None)),
    Answered.UNKNOWN: (Credit.standing == Standing.UNKNOWN,),
}


def _decided(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Clients of whose decisive credit for what they said this is true."""
    decisive = (Credit.role == Role.INTRODUCED_BY, Credit.position == 0)
    return Client.id.in_(select(Credit.client_id).where(*decisive, *conditions).correlate(None))


def _listed(session: Session, numbers: Sequence[int]) -> list[Listed]:
    """All that the list says of these clients, in their order; columns, because whole rows take twice as long."""
    number, office = Client.id.label("number"), Office.name.label("office")
    about = (number, Client.name, Client.email, Client.phone, Client.came_on, Client.stage, office)
    found = select(*about).join(Office, Office.id == Client.office_id).where(Client.id.in_(numbers))
    clients: dict[int, dict[str, Any]] = {row["number"]: dict(row) for row in session.execute(found).mappings()}
    counts, words, money = _counts(session, numbers), words_of(session, numbers), _money_of(session, numbers)
    return [
        Listed(
            **clients[number],
            counts=counts.get(number),
            said=words.get(number, ""),
            money=money.get(number, {}),
        )
        for number in numbers
    ]


def _counts(session: Session, numbers: Sequence[int]) -> dict[int, Counts]:
    decisive = (Credit.standing, Credit.channel, Credit.source_id, Source.name, Credit.submission_id, Credit.review_id)
    said = (
        select(Credit.client_id, *decisive)
        .outerjoin(Source, Source.id == Credit.source_id)
        .where(Credit.client_id.in_(numbers), Credit.role == Role.INTRODUCED_BY)
        .order_by(Credit.client_id, Credit.position)
    )
    found: dict[int, Counts] = {}
    for client, *rest in session.execute(said):
        first = found.get(client)
        found[client] = replace(first, others=first.others + 1) if first else Counts(*rest)
    return found


def _money_of(session: Session, numbers: Iterable[int]) -> dict[int, dict[str, int]]:
    """What each of these clients has paid so far, by currency, in minor units."""
    of_each: Any = (Payment.client_id, Payment.currency)
    sums = select(*of_each, func.sum(Payment.amount)).where(_received(), Payment.client_id.in_(numbers))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for client, currency, amount in session.execute(sums.group_by(*of_each).order_by(*of_each)):
        found[client][currency] = int(amount)
    return found
