"""What the totals of some days should be: summed up from the rows by the database."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.clients import Client, Stage
from records.credits import Credit, Standing
from records.payments import Payment, payments_that_count
from records.splitting import split
from records.totals.contributions import place_of
from records.totals.rows import Dated, Place
from records.totals.sums import ClientKey, MoneyKey, Sums

# Given a column of days, the condition that it is one of those to be summed up.
Days = Callable[[Any], ColumnElement[bool]]


def recount(records: Session | Connection, days: Days) -> Sums:
    """The sums of these days: of the clients who came on them, of their money, and of the money paid on them."""
    sums = Sums()
    _add_clients(records, days, sums)
    for dated, day in ((Dated.PAID, Payment.paid_on), (Dated.CAME, Client.came_on)):
        _add_whole(records, dated, day, days(day), sums)
        _add_shared(records, dated, day, days(day), sums)
    return sums


def place() -> ColumnElement[int]:
    """What a credit counts for, as a column; see ``place_of``."""
    open_parts = ((Credit.standing == each, place_of(each, None)) for each in Standing if each != Standing.CREDITED)
    return case(*open_parts, else_=func.coalesce(Credit.source_id, int(Place.NO_SOURCE)))


def _add_clients(records: Session | Connection, days: Days, sums: Sums) -> None:
    first = case((Credit.position == 0, WHOLE), else_=0)
    won = Client.stage == Stage.WON
    key = (Credit.role, Client.came_on, Client.office_id, place(), Credit.channel)
    rows = (
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
    for row in records.execute(rows):
        sums.clients[ClientKey(*row[:5])] = [int(value) for value in row[5:]]


def _of_payments(columns: Iterable[Any], condition: ColumnElement[bool]) -> Any:
    return (
        select(*columns)
        .select_from(Payment)
        .join(Client, Payment.client_id == Client.id)
        .join(Credit, Credit.client_id == Client.id)
        .where(condition, payments_that_count())
    )


def _key(day: Any) -> tuple[Any, ...]:
    return (Credit.role, Payment.kind, Payment.currency, day, Client.office_id, place(), Credit.channel)


def _add_whole(records: Session | Connection, dated: Dated, day: Any, condition: Any, sums: Sums) -> None:
    """Money of clients whom one source has for itself: by both rules the same."""
    key = _key(day)
    rows = _of_payments([*key, func.sum(Payment.amount)], condition).where(Credit.share == WHOLE).group_by(*key)
    for *found, amount in records.execute(rows):
        row = sums.money[MoneyKey(dated, *found)]
        row[0] += int(amount)
        row[1] += int(amount)


def _add_shared(records: Session | Connection, dated: Dated, day: Any, condition: Any, sums: Sums) -> None:
    """Each payment of clients whom several share, split for itself."""
    columns = [Payment.id, Payment.amount, Credit.position, Credit.share, *_key(day)]
    rows = _of_payments(columns, condition).where(Credit.share != WHOLE)
    rows = rows.order_by(Payment.id, Credit.role, Credit.position)
    for _, parts in groupby(records.execute(rows), key=lambda part: (part[0], part[4])):
        together = list(parts)
        amount = together[0][1]
        for part, shared in zip(together, split(amount, [part[3] for part in together]), strict=True):
            row = sums.money[MoneyKey(dated, *part[4:])]
            row[0] += amount if part[2] == 0 else 0
            row[1] += shared
