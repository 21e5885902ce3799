"""Summing months up from their days, years from their months, and all days together from their years."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from attribution import Role
from records.money.payments import PaymentKind
from records.totals.rows import (
    CLIENT_TOTALS,
    EVERY_CHANNEL,
    EVERY_OFFICE,
    GIVEN_TOTALS,
    MONEY_TOTALS,
    PEOPLE_TOTALS,
    TOTALS,
    Dated,
    Place,
    Span,
)


def sum_up(session: Session, part: Span, whole: Span, start: date, currencies: Sequence[str]) -> None:
    """Replace the totals of a month by the sums of its days, of a year by those of its months, and so on."""
    last = {Span.YEAR: start.replace(month=12, day=31), Span.EVER: date.max}.get(whole, last_of_month(start))
    said = {"start": start, "last": last, "currencies": currencies}
    for statement in _summing(part, whole):
        session.connection().execute(statement, said)


@cache
def _summing(part: Span, whole: Span) -> list[Executable]:
    return [statement for table in TOTALS for statement in _summing_of(table, part, whole)]


def _summing_of(table: Table, part: Span, whole: Span) -> Iterator[Executable]:
    start, last = (bindparam(name, type_=table.c.starts_on.type) for name in ("start", "last"))
    those = all_keys(table)
    yield delete(table).where(and_(table.c.span == whole, *those, table.c.starts_on == start))
    names = [column.name for column in table.columns]
    key = [column.name for column in table.primary_key]
    sums = [func.sum(table.c[name]) for name in names if name not in key]
    fixed: dict[str, Any] = {"span": literal(whole, table.c.span.type), "starts_on": start}
    for widened in _widened(table) if part is Span.DAY else ({},):
        columns = [widened.get(name, fixed.get(name, table.c[name])) for name in key]
        grouped = [widened.get(name, table.c[name]) for name in key if name not in fixed]
        yield insert(table).from_select(
            names,
            select(*columns, *sums)
            .where(table.c.span == part, *those, table.c.starts_on >= start, table.c.starts_on <= last)
            .group_by(*(each for each in grouped if not isinstance(each, BindParameter)))
            .having(or_(*(each != 0 for each in sums))),
        )


def _widened(table: Table) -> Sequence[dict[str, Any]]:
    """What stands in columns of the key instead of what days have in them, for each way in which longer spans are kept
    (see ``sums.kept_as``)."""
    if table not in (CLIENT_TOTALS, MONEY_TOTALS):
        return ({},)
    source, channel = table.c.source_id, literal(EVERY_CHANNEL, table.c.channel.type)
    credited = case((source > Place.NO_SOURCE, literal(int(Place.NO_SOURCE), source.type)), else_=source)
    return (
        {"office_id": literal(EVERY_OFFICE, table.c.office_id.type), "channel": channel},
        {"channel": channel},
        {"source_id": credited},
    )


def last_of_month(month: date) -> date:
    """The last day of the month that begins on a day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def all_keys(table: Table) -> list[Any]:
    """Conditions that hold for every row: they let both engines find days by the key, in which these come first."""
    if table in (PEOPLE_TOTALS, GIVEN_TOTALS):
        return []
    if table is CLIENT_TOTALS:
        return [table.c.role.in_(list(Role))]
    return [table.c.dated.in_(list(Dated)), table.c.role.in_(list(Role)), *of_any_kind(table.c)]


def of_any_kind(of: Any) -> list[ColumnElement[bool]]:
    """Conditions that hold for all money, of ``currencies``."""
    currencies = bindparam("currencies", expanding=True, type_=of.currency.type)
    return [of.kind.in_(list(PaymentKind)), of.currency.in_(currencies)]
