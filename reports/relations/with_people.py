"""What a business brought together with its people, each client once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session

from attribution import WHOLE, Role
from records.clients import Client, Stage
from records.credits import Credit, Standing
from records.organisations import people_of
from records.payments import Payment, PaymentKind, payments_that_count
from records.sources import Source


@dataclass(frozen=True, slots=True)
class Brought:
    """What one partner, or several together, brought of all time. ``money`` is received, in minor units by currency.

    Clients count whole and once, however many of those together they named; money goes by the shares of all of them,
    which are one client's whole at most.
    """

    clients: int
    won: int
    money: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class WithPeople:
    """A business by itself, each of its people, and all of them together."""

    business: Source
    alone: Brought
    people: Sequence[tuple[Source, Brought]]
    together: Brought


def with_people(session: Session, business: Source) -> WithPeople:
    """Read what a business and its people brought."""
    people = people_of(session, business)
    alone = _each(session, [business, *people])
    return WithPeople(
        business,
        alone[business.id],
        [(each, alone[each.id]) for each in people],
        brought_by(session, [business, *people]),
    )


def brought_by(session: Session, sources: Sequence[Source]) -> Brought:
    """What several sources brought together."""
    clients = clients_of(sources).subquery()
    numbers = select(func.count(), func.count().filter(clients.c.stage == Stage.WON)).select_from(clients)
    in_all, won = session.execute(numbers).one()
    money = [(currency, amount) for _, currency, amount in _money(session, sources, together=True)]
    return Brought(in_all, won, money)


def _each(session: Session, sources: Sequence[Source]) -> dict[int, Brought]:
    """What each of several sources brought by itself, in as many statements however many they are."""
    counted = (
        select(
            Credit.source_id,
            func.count(Client.id.distinct()),
            func.count(Client.id.distinct()).filter(Client.stage == Stage.WON),
        )
        .join(Client, Client.id == Credit.client_id)
        .where(*_credited(sources))
        .group_by(Credit.source_id)
    )
    numbers = {source: (clients, won) for source, clients, won in session.execute(counted).tuples()}
    money: dict[int, list[tuple[str, int]]] = {}
    for source, currency, amount in _money(session, sources, together=False):
        money.setdefault(source, []).append((currency, amount))
    return {each.id: Brought(*numbers.get(each.id, (0, 0)), money.get(each.id, [])) for each in sources}


def _money(session: Session, sources: Sequence[Source], *, together: bool) -> list[tuple[int, str, int]]:
    """Received money by source and currency, the source 0 for all of them together."""
    by = literal(0) if together else Credit.source_id
    paid = (
        select(by, Payment.currency, func.sum(Payment.amount * Credit.share))
        .join(Credit, Credit.client_id == Payment.client_id)
        .where(*_credited(sources), Payment.kind == PaymentKind.RECEIVED, payments_that_count())
        .group_by(*([] if together else [Credit.source_id]), Payment.currency)
        .order_by(Payment.currency)
    )
    found = session.execute(paid).tuples()
    return [(source or 0, currency, round(int(millionths) / WHOLE)) for source, currency, millionths in found]


def clients_of(sources: Sequence[Source]) -> Select[tuple[Client]]:
    """The clients whom any of these sources introduced, each once, the newest first."""
    credited = select(Credit.client_id).where(*_credited(sources))
    return select(Client).where(Client.id.in_(credited)).order_by(Client.came_on.desc(), Client.id.desc())


def _credited(sources: Sequence[Source]) -> tuple[ColumnElement[bool], ...]:
    numbers = [each.id for each in sources]
    return (
        Credit.source_id.in_(numbers),
        Credit.role == Role.INTRODUCED_BY,
        Credit.standing == Standing.CREDITED,
    )
