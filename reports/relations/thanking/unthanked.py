"""Referrals received that nobody has acknowledged yet: who sent whom, how long ago, and what came of it so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Kind, Role, fold
from records.answers.credits import Credit, Standing
from records.answers.erasures import Erasure
from records.clients import Client
from records.engine.many_values import among
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.relations.thanking.thanks import Thanks, ThanksFor, Whom, stands
from records.relations.thanking.thanks_start import thanks_start
from records.sources import Partner, Source
from reports.batches import batched
from reports.relations.dividing import dividing
from reports.relations.reading_many import are_most, plain_rows


@dataclass(frozen=True, slots=True)
class Unthanked:
    """A client with an introduced-by credit to a partner, not acknowledged yet.

    ``money`` is what was received of the client so far, by share where several partners sent them, in minor units by
    currency.
    """

    partner: Source
    client: Whom
    came_on: date
    money: dict[str, int]


class Waits(NamedTuple):
    """The same by the numbers of the partner and the client, for what reads of very many."""

    partner: int
    client: int
    came_on: date
    money: dict[str, int]


def unthanked(session: Session, partner: Source | None = None, *, with_money: bool = True) -> list[Unthanked]:
    """Every referral that waits for thanks, of one partner if it is given; the clients who came first are first.

    Retired partners and erased clients are left out, and what lies before the day that the firm has set.
    """
    of = Source.id == partner.id if partner is not None else true()
    return in_full(session, who_waits(session, of, with_money=with_money))


def who_waits(session: Session, of: ColumnElement[bool] | None = None, *, with_money: bool = True) -> list[Waits]:
    """The same by numbers, of all partners or of the sources ``of`` whom it is asked."""
    waiting = waiting_of(session, true() if of is None else of)
    found = [(source, client, on) for source, client, on in plain_rows(session, waiting)]
    if not with_money:
        return [Waits(source, client, on, {}) for source, client, on in found]
    money = money_of(session, {client for _, client, _ in found})
    return [Waits(source, client, on, money.of(client, source)) for source, client, on in found]


class Part(NamedTuple):
    """Some of the referrals that wait for thanks to one partner, in their order, and how many there are in all."""

    shown: Sequence[Unthanked]
    in_all: int


def part_of_unthanked(session: Session, partner: Source, first: int, last: int, words: str = "") -> Part:
    """The referrals from one place to before another, of the clients with these words in their name if there are any.

    They are counted by the database: of a large partner there are tens of thousands.
    """
    named = Client.name_key.contains(fold(words), autoescape=True) if words else true()
    every = waiting_of(session, and_(Source.id == partner.id, named)).subquery()
    source, client, came_on = every.c
    cut = select(source, client, came_on, func.count().over()).order_by(came_on, client).offset(first)
    rows = session.execute(cut.limit(last - first)).all()
    if first and not rows:
        return Part([], session.scalar(select(func.count()).select_from(every)) or 0)
    money = money_of(session, {row[1] for row in rows})
    found = [Waits(number, of, on, money.of(of, number)) for number, of, on, _ in rows]
    return Part(in_full(session, found), rows[0][-1] if rows else 0)


class Named(NamedTuple):
    """A client for whom nobody has thanked a partner, by number and name, and how many these are in all."""

    client: int
    name: str
    came_on: date
    in_all: int


def first_unthanked(session: Session, partner: Source, most: int) -> Sequence[Named]:
    """The first referrals that wait for thanks to one partner, by name only."""
    every = waiting_of(session, Source.id == partner.id).subquery()
    _, client, came_on = every.c
    cut = select(client, Client.name, came_on, func.count().over()).join_from(every, Client, Client.id == client)
    return [Named(*row) for row in session.execute(cut.order_by(came_on, client).limit(most)).tuples()]


def in_full(session: Session, waits: Sequence[Waits]) -> list[Unthanked]:
    """The partners themselves and the clients' names of what waits, in its order."""
    partners: dict[int, Source] = {}
    for some in batched({each.partner for each in waits}):
        partners |= {each.id: each for each in session.scalars(select(Source).where(Source.id.in_(some))).unique()}
    those = among(session, Client.id, {each.client for each in waits})
    clients = {
        number: Whom(number, name) for number, name in plain_rows(session, select(Client.id, Client.name).where(those))
    }
    return [Unthanked(partners[each.partner], clients[each.client], each.came_on, each.money) for each in waits]


def waiting_of(session: Session, of: ColumnElement[bool]) -> Select[tuple[int, int, date]]:
    """The partner, the client and the day of coming of what waits, each once; ``of`` says of which sources."""
    start = thanks_start(session)
    thanked = exists().where(
        ThanksFor.client_id == Client.id, ThanksFor.thanks_id == Thanks.id, Thanks.partner_id == Source.id, stands()
    )
    return (
        select(Source.id, Client.id, Client.came_on)
        .select_from(Client)
        .join(Credit, Credit.client_id == Client.id)
        .join(Source, Source.id == Credit.source_id)
        .join(Partner, Partner.source_id == Source.id)
        .where(
            Credit.role == Role.INTRODUCED_BY,
            Credit.standing == Standing.CREDITED,
            Source.kind == Kind.PARTNER,
            Source.retired_at.is_(None),
            of,
            Client.came_on >= start.first_day if start and start.first_day else true(),
            Client.id.not_in(select(Erasure.client_id)),
            ~thanked,
        )
        .distinct()
        .order_by(Client.came_on, Client.id, Source.id)
    )


@dataclass(frozen=True, slots=True)
class Money:
    """What was received of clients, in minor units by currency: ``whole`` by client, and ``parts`` by client and source
    of those whom several sources share, each payment split for itself.
    """

    whole: dict[int, dict[str, int]]
    parts: dict[tuple[int, int], dict[str, int]]
    divided: Collection[int]

    def of(self, client: int, source: int) -> dict[str, int]:
        """What counts for one source that brought the client."""
        return self.parts.get((client, source), {}) if client in self.divided else self.whole.get(client, {})


def money_of(session: Session, clients: Collection[int]) -> Money:
    """What was received of these clients."""
    those = None if are_most(session, len(clients)) else clients
    several = _among(session, Credit.client_id, those), Credit.role == Role.INTRODUCED_BY, Credit.share != WHOLE
    divided = set(session.scalars(select(Credit.client_id).where(*several))).intersection(clients)
    sums = _payments(session, those, func.sum(Payment.amount)).group_by(Payment.client_id, Payment.currency)
    whole: dict[int, dict[str, int]] = {}
    for client, currency, amount in plain_rows(session, sums):
        whole.setdefault(client, {})[currency] = int(amount)
    return Money(whole, _parts(session, divided) if divided else {}, divided)


def _parts(session: Session, clients: Collection[int]) -> dict[tuple[int, int], dict[str, int]]:
    divide = dividing(session, clients)
    found: dict[tuple[int, int], dict[str, int]] = {}
    for client, currency, amount in plain_rows(session, _payments(session, clients, Payment.amount)):
        for source, part in divide(client, amount):
            sums = found.setdefault((client, source), {})
            sums[currency] = sums.get(currency, 0) + part
    return found


def _payments(session: Session, clients: Collection[int] | None, amount: Any) -> Select[tuple[int, str, int]]:
    """What was received of these clients, or of all, in an order that the databases have ready."""
    received = Payment.kind == PaymentKind.RECEIVED, payments_that_count(), _among(session, Payment.client_id, clients)
    paid = select(Payment.client_id, Payment.currency, amount).where(*received)
    return paid.order_by(Payment.client_id, Payment.currency)


def _among(session: Session, column: Any, clients: Collection[int] | None) -> ColumnElement[bool]:
    return true() if clients is None else among(session, column, clients)
