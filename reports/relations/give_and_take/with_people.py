"""What a business brought together with its people, each client once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, literal, select, true
from sqlalchemy.orm import Session

from attribution import WHOLE, Entity, Role
from records.answers.credits import Credit, Standing, introduced
from records.clients import Client, Stage, was_qualified
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.relations.known.organisations import people_of
from records.sources import Partner, Source
from records.totals import people_counts
from reports.relations.give_and_take.people import NOBODY, passed
from reports.relations.give_and_take.sides import Balance, Side


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
class Together:
    """The balance of a business and its people, and who these are."""

    balance: Balance
    people: Sequence[Source]


@dataclass(frozen=True, slots=True)
class WithPeople:
    """A business by itself, each of its people, and all of them together."""

    business: Source
    alone: Brought
    people: Sequence[tuple[Source, Brought]]
    together: Brought


def balances_with_people(
    session: Session, those: Sequence[Balance], start: date | None, end: date | None
) -> dict[int, Together]:
    """By business the balance of it and its people together, where there are people; the same days as its own balance.

    A client whom several of them brought is one. Money by shares, and whom the firm sent, are sums of what each has.
    """
    houses = [each.source.id for each in those if each.partner.entity is Entity.BUSINESS]
    belong: dict[int, list[Source]] = {}
    theirs = select(Source, Partner.organisation_id).join(Partner, Partner.source_id == Source.id)
    theirs = theirs.where(Partner.organisation_id.in_(houses), Source.retired_at.is_(None))
    rows = session.execute(theirs.order_by(Source.name_key, Source.id)).unique().tuples() if houses else ()
    for person, house in rows:
        belong.setdefault(house or 0, []).append(person)
    if not belong:
        return {}
    own = {each.source.id: each for each in those if each.source.id in belong}
    numbers = sorted({*belong, *(person.id for people in belong.values() for person in people)})
    currency = next(iter(own.values())).currency
    found = passed(session, currency, start, end, numbers)
    once = _received_once(session, numbers, sorted(belong), start, end)
    together = {}
    for house, people in belong.items():
        members = [house, *(person.id for person in people)]
        went = [sum(found.given.get(each, NOBODY)[place] for each in members) for place in range(3)]
        given = Side(went[0], went[1], went[2], *_money_of(found.made, members, currency))
        received = Side(*once.get(house, NOBODY), *_money_of(found.came_in, members, currency))
        balance = replace(own[house], given=given, received=received)
        together[house] = Together(balance, people)
    return together


def _money_of(money: dict[str, dict[int, int]], members: Sequence[int], currency: str) -> tuple[int, dict[str, int]]:
    sums = {code: sum(of.get(each, 0) for each in members) for code, of in money.items()}
    return sums.pop(currency, 0), {code: amount for code, amount in sums.items() if amount}


def _received_once(
    session: Session, numbers: Sequence[int], houses: Sequence[int], start: date | None, end: date | None
) -> dict[int, tuple[int, int, int]]:
    """By business the clients whom it or its people brought, those of them who qualified and those who are won."""
    house = case((Credit.source_id.in_(houses), Credit.source_id), else_=Partner.organisation_id)
    counted = (
        select(house, *people_counts(Client, was_qualified(), Client.stage == Stage.WON))
        .join_from(Credit, Client, Credit.client_id == Client.id)
        .join(Partner, Partner.source_id == Credit.source_id)
        .where(
            introduced(),
            Credit.source_id.in_(numbers),
            Client.came_on >= start if start else true(),
            Client.came_on <= end if end else true(),
        )
        .group_by(house)
    )
    return {number: (people, good, won) for number, people, good, won in session.execute(counted).tuples()}


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


def clients_of(sources: Sequence[Source], start: date | None = None, end: date | None = None) -> Select[tuple[Client]]:
    """The clients whom any of these sources introduced in a period, each once, the newest first."""
    credited = select(Credit.client_id).where(*_credited(sources))
    came = (Client.came_on >= start if start else true(), Client.came_on <= end if end else true())
    return select(Client).where(Client.id.in_(credited), *came).order_by(Client.came_on.desc(), Client.id.desc())


def _credited(sources: Sequence[Source]) -> tuple[ColumnElement[bool], ...]:
    numbers = [each.id for each in sources]
    return (
        Credit.source_id.in_(numbers),
        Credit.role == Role.INTRODUCED_BY,
        Credit.standing == Standing.CREDITED,
    )
