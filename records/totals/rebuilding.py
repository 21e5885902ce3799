"""Summing days up anew, because what happened on them was not followed.

Work too large to be followed puts its days off (``put_off``) in the transaction that makes its rows count. Until they
are caught up with, rankings are summed from the rows, so that no number is ever wrong, only slower.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, and_, delete, exists, func, insert, literal, or_, select, union
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from attribution import Role
from records.clients import Client
from records.db import add_up, locked_by_name
from records.payments import Payment, PaymentKind
from records.referrals import ReferralGiven
from records.totals.following import LOCK, write_difference
from records.totals.recounting import Days, add_shared_money, client_sums, given_sums, people_sums, whole_money
from records.totals.rows import (
    CLIENT_TOTALS,
    GIVEN_TOTALS,
    MONEY_TOTALS,
    PEOPLE_TOTALS,
    TOTALS,
    Dated,
    DayBehind,
    Span,
)
from records.totals.sums import Sums

_AT_ONCE = 500


def rebuild_days(session: Session, days: Iterable[date]) -> None:
    """Sum these days up anew, with their months and years, in this transaction.

    For a change of payments these are the days of the payments and those on which their clients came. Long work had
    better ``put_off`` its days and ``catch_up``, so that forms get in between.
    """
    by_month: dict[date, set[date]] = defaultdict(set)
    for day in days:
        by_month[Span.MONTH.start(day)].add(day)
    _begin(session)
    for month, of_month in sorted(by_month.items()):
        _rebuild_month(session, month, _among(sorted(of_month)))
    for year in sorted({Span.YEAR.start(month) for month in by_month}):
        _rebuild_year(session, year)
    if by_month:
        _rebuild_ever(session)


def put_off(session: Session, days: Iterable[date]) -> None:
    """Say in the transaction that changes them that the totals of these days are to be summed up anew."""
    _begin(session)
    wanted = sorted(set(days))
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        there = set(session.scalars(select(DayBehind.day).where(DayBehind.day.in_(chunk))))
        new = [{"day": day} for day in chunk if day not in there]
        if new:
            session.execute(insert(DayBehind), new)


def put_off_everything(records: Session | Connection) -> None:
    """Put off every day of every row and of every total, in a database that nobody else changes now."""
    # The sum of all days has no day of its own.
    kept = [select(table.c.starts_on).where(table.c.span != Span.EVER) for table in TOTALS]
    records.execute(delete(DayBehind))
    days = union(select(Client.came_on), select(Payment.paid_on), select(ReferralGiven.given_on), *kept)
    records.execute(insert(DayBehind).from_select(["day"], days))


def behind(session: Session) -> bool:
    """Whether any day waits to be summed up anew, so that the totals must not be used."""
    return bool(session.scalar(select(exists().where(DayBehind.day.is_not(None)))))


def catch_up(session: Session, pause: Callable[[], None], begin: Callable[[int], None] = lambda _: None) -> int:
    """Sum up the days that were put off, month by month; ``pause`` commits after each. Returns how many days.

    ``begin`` is told how many months there are. What breaks off is gone on with by the next call.
    """
    months = sorted({Span.MONTH.start(day) for day in session.scalars(select(DayBehind.day))})
    begin(len(months))
    done = 0
    for month in months:
        _begin(session)
        days = session.scalars(select(DayBehind.day).where(within(month)(DayBehind.day))).all()
        if days:
            _rebuild_month(session, month, _among(days))
            session.execute(delete(DayBehind).where(within(month)(DayBehind.day)))
            year = Span.YEAR.start(month)
            left = exists().where(DayBehind.day >= year, DayBehind.day <= year.replace(month=12, day=31))
            # A year is as long as all its months together, so it waits for the last of them.
            if not session.scalar(select(left)):
                _rebuild_year(session, year)
            if not behind(session):
                _rebuild_ever(session)
        done += len(days)
        pause()
    return done


def rebuild_all(session: Session, pause: Callable[[], None], begin: Callable[[int], None] = lambda _: None) -> int:
    """Put everything off and catch up with it. Forms may come in meanwhile, and rankings are summed from the rows."""
    _begin(session)
    put_off_everything(session)
    pause()
    return catch_up(session, pause, begin)


def months_with_anything(records: Any) -> list[date]:
    """The first days of all months in which a client came, money was paid, somebody was sent, or a total is kept."""
    kept = [select(table.c.starts_on).where(table.c.span == Span.MONTH) for table in TOTALS]
    own = [select(Client.came_on), select(Payment.paid_on), select(ReferralGiven.given_on)]
    days = [*own, select(DayBehind.day), *kept]
    found = {Span.MONTH.start(row[0]) for each in days for row in records.execute(each.distinct())}
    return sorted(found)


def within(month: date) -> Days:
    """The condition that a day is in a month."""
    return lambda column: and_(column >= month, column <= _last_of(month))


def _among(days: Sequence[date]) -> Days:
    return lambda column: column.in_(days)


def _begin(session: Session) -> None:
    """Be alone with what counts until the transaction ends, with what this one has changed so far written."""
    locked_by_name(session, LOCK)
    write_difference(session)


def _rebuild_month(session: Session, month: date, days: Days) -> None:
    """Replace the totals of days of one month, and sum the month up from its days."""
    for table, sums in (
        (CLIENT_TOTALS, [client_sums(days)]),
        (MONEY_TOTALS, [whole_money(dated, days) for dated in Dated]),
        (PEOPLE_TOTALS, [people_sums(days)]),
        (GIVEN_TOTALS, [given_sums(days)]),
    ):
        those = _all_keys(session, table)
        _delete(session, table, and_(table.c.span == Span.DAY, *those, days(table.c.starts_on)))
        for each in sums:
            _keep_days(session, table, each)
    shared = Sums()
    add_shared_money(session, days, shared)
    for table, rows in shared.rows():
        add_up(session, table, [row for row in rows if row["span"] is Span.DAY])
    for table in TOTALS:
        _sum_up(session, table, Span.DAY, Span.MONTH, month)


def _rebuild_year(session: Session, year: date) -> None:
    for table in TOTALS:
        _sum_up(session, table, Span.MONTH, Span.YEAR, year)


def _rebuild_ever(session: Session) -> None:
    for table in TOTALS:
        _sum_up(session, table, Span.YEAR, Span.EVER, date.min)


def _keep_days(session: Session, table: Table, sums: Select[Any]) -> None:
    """Put sums of days into a table without reading them; those that come to nothing are left out."""
    names = [column.name for column in table.columns if column.name != "span"]
    found = sums.subquery()
    columns = list(found.c)
    numbers = [c for c, name in zip(columns, names, strict=True) if name not in table.primary_key.columns]
    rows = select(literal(Span.DAY, table.c.span.type), *columns).where(or_(*(each != 0 for each in numbers)))
    session.execute(insert(table).from_select(["span", *names], rows))


def _all_keys(session: Session, table: Table) -> list[Any]:
    """Conditions that hold for every row: they let both engines find days by the key, in which these come first."""
    if table in (PEOPLE_TOTALS, GIVEN_TOTALS):
        return []
    if table is CLIENT_TOTALS:
        return [table.c.role.in_(list(Role))]
    currencies = set(
        session.scalars(select(table.c.currency).where(table.c.span.in_([Span.YEAR, Span.EVER])).distinct())
    )
    currencies |= set(session.scalars(select(Payment.currency).distinct()))
    return [
        table.c.dated.in_(list(Dated)),
        table.c.role.in_(list(Role)),
        table.c.kind.in_(list(PaymentKind)),
        table.c.currency.in_(sorted(currencies)),
    ]


def _sum_up(session: Session, table: Table, part: Span, whole: Span, start: date) -> None:
    """Replace the totals of a month by the sums of its days, of a year by those of its months, and so on."""
    those = _all_keys(session, table)
    last = {Span.YEAR: start.replace(month=12, day=31), Span.EVER: date.max}.get(whole, _last_of(start))
    _delete(session, table, and_(table.c.span == whole, *those, table.c.starts_on == start))
    names = [column.name for column in table.columns]
    key = [column.name for column in table.primary_key]
    sums = [func.sum(table.c[name]) for name in names if name not in key]
    grouped = [table.c[name] for name in key if name not in {"span", "starts_on"}]
    fixed: dict[str, Any] = {
        "span": literal(whole, table.c.span.type),
        "starts_on": literal(start, table.c.starts_on.type),
    }
    columns = [fixed[name] if name in fixed else table.c[name] for name in key]
    session.execute(
        insert(table).from_select(
            names,
            select(*columns, *sums)
            .where(table.c.span == part, *those, table.c.starts_on >= start, table.c.starts_on <= last)
            .group_by(*grouped)
            .having(or_(*(each != 0 for each in sums))),
        )
    )


def _last_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _delete(session: Session, table: Table, condition: Any) -> None:
    session.execute(delete(table).where(condition))
