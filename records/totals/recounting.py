"""What the totals of some days should be: summed up from the rows by the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from sqlalchemy.types import NULLTYPE

from attribution import WHOLE
from records.answers.credits import Credit, Standing, introduced
from records.clients import Client, Stage, was_qualified
from records.money.payments import Payment, payments_that_count
from records.money.splitting import split
from records.relations.given.outcomes import was_won
from records.relations.given.referrals import Outcome, ReferralGiven
from records.totals.contributions import place_of
from records.totals.rows import Dated, Place
from records.totals.sums import PEOPLE_NUMBERS, ClientKey, GivenKey, MoneyKey, PeopleKey, Sums

# Given a column of days, the condition that it is one of those to be summed up.
Days = Callable[[Any], ColumnElement[bool]]


def recount(records: Session | Connection, first: date, last: date) -> Sums:
    """The sums of the days from ``first`` to ``last``: of the clients who came on them, of their money, and of the
    money paid on them."""
    said = {"first": first, "last": last}
    sums = Sums()
    for row in records.execute(_of_clients(), said):
        sums.clients[ClientKey(*row[:5])] = [int(value) for value in row[5:]]
    for row in records.execute(_of_people(), said):
        sums.people[PeopleKey(*row[:2])] = [int(value) for value in row[2:]]
    for row in records.execute(_of_given(), said):
        sums.given[GivenKey(*row[:3])] = [int(row[3])]
    for dated in Dated:
        add_money(dated, records.execute(_of_money(dated), said), sums)
    return sums


def _between(column: Any) -> ColumnElement[bool]:
    return and_(column >= bindparam("first", type_=column.type), column <= bindparam("last", type_=column.type))


# Each is made once: to put it together takes longer than to sum up a month of a small firm.
@cache
def _of_clients() -> Select[Any]:
    return client_sums(_between)


@cache
def _of_people() -> Select[Any]:
    return people_sums(_between)


@cache
def _of_given() -> Select[Any]:
    return given_sums(_between)


@cache
def _of_money(dated: Dated) -> Select[Any]:
    return money(dated, _between)


def place() -> ColumnElement[int]:
    """What a credit counts for, as a column; see ``place_of``."""
    open_parts = ((Credit.standing == each, place_of(each, None)) for each in Standing if each != Standing.CREDITED)
    return case(*open_parts, else_=func.coalesce(Credit.source_id, int(Place.NO_SOURCE)))


def client_sums(days: Days) -> Select[Any]:
    """The key of ``ClientKey`` and its numbers, of the clients who came on these days."""
    first = case((Credit.position == 0, WHOLE), else_=0)
    won = Client.stage == Stage.WON
    key = (Credit.role, Client.came_on, Client.office_id, place(), Credit.channel)
    return (
        select(
            *key,
            func.sum(first),
            func.sum(Credit.share),
            func.sum(case((won, first), else_=0)),
            func.sum(case((won, Credit.share), else_=0)),
        )
        .join_from(Client, Credit, Credit.client_id == Client.id)
        .where(days(Client.came_on))
        .group_by(*key)
    )


def people_sums(days: Days) -> Select[Any]:
    """The key of ``PeopleKey`` and its numbers, of the clients who came and the people who were sent on these days."""
    none: list[ColumnElement[int]] = [literal(0)] * 3
    clients = people_counts(Client, was_qualified(), Client.stage == Stage.WON)
    received = (
        select(*_named(Client.came_on, Credit.source_id, [*clients, *none]))
        .join_from(Client, Credit, Credit.client_id == Client.id)
        # Written so that no index answers it: SQLite would look through all referrals for those of a day.
        .where(case((introduced(), 1), else_=0) == 1, days(Client.came_on))
        .group_by(Client.came_on, Credit.source_id)
    )
    referrals = people_counts(ReferralGiven, was_won(), ReferralGiven.outcome == Outcome.WON)
    given = (
        select(*_named(ReferralGiven.given_on, ReferralGiven.partner_id, [*none, *referrals]))
        .where(days(ReferralGiven.given_on))
        .group_by(ReferralGiven.given_on, ReferralGiven.partner_id)
    )
    both = union_all(received, given).subquery()
    key = both.c.starts_on, both.c.source_id
    return select(*key, *(func.sum(both.c[name]) for name in PEOPLE_NUMBERS)).group_by(*key)


def _named(day: Any, source: Any, numbers: list[ColumnElement[int]]) -> list[Any]:
    named = [number.label(name) for name, number in zip(PEOPLE_NUMBERS, numbers, strict=True)]
    return [day.label("starts_on"), source.label("source_id"), *named]


def people_counts(table: Any, qualified: ColumnElement[bool], won: ColumnElement[bool]) -> list[ColumnElement[int]]:
    """How many people, how many of them qualified, and how many are won: each once, however often they are met."""
    return [func.count(distinct(number)) for number in (table.id, case((qualified, table.id)), case((won, table.id)))]


def given_sums(days: Days) -> Select[Any]:
    """The key of ``GivenKey`` and what partners report of those who were sent to them on these days and are won."""
    key = (ReferralGiven.given_on, ReferralGiven.partner_id, ReferralGiven.currency)
    known = and_(ReferralGiven.value.is_not(None), ReferralGiven.currency.is_not(None))
    return (
        select(*key, func.sum(ReferralGiven.value).label("money"))
        .where(ReferralGiven.outcome == Outcome.WON, known, days(ReferralGiven.given_on))
        .group_by(*key)
    )


def money(dated: Dated, days: Days, *, as_kept: bool = False) -> Select[Any]:
    """The money of these days, for ``add_money``: summed where one source has a client, else each payment for itself.

    The rows are gone through once, which is most of what summing up a day takes. ``as_kept`` gives days and words as
    the database has them, to be put back into it.
    """
    apart = case((Credit.share == WHOLE, null()), else_=Payment.id)
    grouped = (apart, Credit.position, Credit.share, *_money_key(dated))
    columns: list[Any] = [*grouped, func.sum(Payment.amount)]
    given = [type_coerce(each, NULLTYPE) for each in columns] if as_kept else columns
    return _payments(given, days(_day(dated))).group_by(*grouped)


def add_money(dated: Dated, rows: Iterable[Any], sums: Sums) -> None:
    """Add the money of ``money``; payments of clients whom several sources share are split, each for itself."""
    apart: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        payment, _, _, role, *_, amount = row
        if payment is None:
            numbers = sums.money[MoneyKey(dated, *row[3:-1])]
            numbers[0] += int(amount)
            numbers[1] += int(amount)
        else:
            apart[payment, role].append(row)
    for together in apart.values():
        together.sort(key=itemgetter(1))
        amount = int(together[0][-1])
        for part, shared in zip(together, split(amount, [part[2] for part in together]), strict=True):
            numbers = sums.money[MoneyKey(dated, *part[3:-1])]
            numbers[0] += amount if part[1] == 0 else 0
            numbers[1] += shared


def _payments(columns: Iterable[Any], condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Payment)
        .join(Client, Payment.client_id == Client.id)
        .join(Credit, Credit.client_id == Client.id)
        .where(condition, payments_that_count())
    )


def _day(dated: Dated) -> Any:
    return Payment.paid_on if dated is Dated.PAID else Client.came_on


def _money_key(dated: Dated) -> tuple[Any, ...]:
    return (Credit.role, Payment.kind, Payment.currency, _day(dated), Client.office_id, place(), Credit.channel)
