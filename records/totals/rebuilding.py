"""Summing days up anew, because what happened on them was not followed.

Work too large to be followed puts its days off (``put_off``) in the transaction that makes its rows count. Until they
are caught up with, rankings are summed from the rows, so that no number is ever wrong, only slower.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit
from records.clients import Client
from records.db import locked_by_name, locked_together
from records.engine.at_once import AtOnce
from records.engine.bulk import insert_kept
from records.engine.once import once
from records.engine.statistics import look_over
from records.money.currencies_kept import codes_of, currencies_of_payments
from records.money.payments import Payment, PaymentKind
from records.progress import Progress
from records.relations.given.referrals import ReferralGiven
from records.totals.following import LOCK, LONGER_SPANS, lock_of, write_difference
from records.totals.longer_spans import all_keys, last_of_month, of_any_kind, sum_up
from records.totals.looking_up import by_keys
from records.totals.meanwhile import looked_for, note_days
from records.totals.recounting import (
    Days,
    add_money,
    client_sums,
    given_sums,
    money,
    people_sums,
)
from records.totals.rows import (
    CLIENT_TOTALS,
    GIVEN_TOTALS,
    MONEY_TOTALS,
    PEOPLE_TOTALS,
    TOTALS,
    ClientTotal,
    Dated,
    DayBehind,
    MoneyTotal,
    Span,
)
from records.totals.sums import MONEY_NUMBERS, MoneyKey, Sums

_AT_ONCE = 500
_SUMMING_UP = "summing totals up"
_MOST_DAYS = 31
_SHORT = {"sqlite": 0.03, "postgresql": 0.012}
"""Seconds that the days of one transaction take. On PostgreSQL whoever writes of the same month waits for it, and for a
process that waits itself for a share of the machine."""


def put_off(session: Session, days: Iterable[date]) -> None:
    """Say in the transaction that changes them that the totals of these days are to be summed up anew."""
    alone(session)
    wanted = sorted(set(days))
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[start : start + _AT_ONCE]
        there = set(session.scalars(select(DayBehind.day).where(DayBehind.day.in_(chunk))))
        new = [{"day": day} for day in chunk if day not in there]
        if new:
            session.execute(insert(DayBehind), new)
    note_days(session, wanted)


def put_off_days_of(session: Session, days: Select[tuple[date]]) -> None:
    """The same of the days that a statement finds."""
    alone(session)
    session.execute(insert(DayBehind).from_select(["day"], days.except_(select(DayBehind.day))))
    if looked_for(session):
        note_days(session, session.scalars(days))


def put_off_everything(records: Session | Connection) -> None:
    """Put off every day of every row and of every total, in a database that nobody else changes now."""
    # The sum of all days has no day of its own.
    kept = [select(table.c.starts_on).where(table.c.span != Span.EVER) for table in TOTALS]
    records.execute(delete(DayBehind))
    days = union(select(Client.came_on), select(Payment.paid_on), select(ReferralGiven.given_on), *kept)
    records.execute(insert(DayBehind).from_select(["day"], days))


def behind(session: Session) -> bool:
    """Whether any day waits to be summed up anew, so that the totals must not be used."""
    waits = exists().where(DayBehind.day.is_not(None))
    return once(session, behind, lambda: bool(session.scalar(select(waits))))


def catch_up(session: Session, pause: Callable[[], None], progress: Progress | None = None) -> int:
    """Sum up the days that were put off, a few at a time; ``pause`` commits after each few. Returns how many days.

    What breaks off is gone on with by the next call.
    """
    progress = progress or Progress()
    waiting = list(session.scalars(select(DayBehind.day)))
    if len(waiting) > _MOST_DAYS:
        look_over(session, Client, Credit, Payment, ClientTotal, MoneyTotal, DayBehind)
        pause()
    progress.begin(len(waiting))
    done, at_once = 0, AtOnce(session, 1, _MOST_DAYS, _SHORT[session.get_bind().dialect.name])
    for month in sorted({Span.MONTH.start(day) for day in waiting}):
        while days := _next_days(session, month, at_once.number):
            with at_once:
                _rebuild(session, month, days)
            pause()
            done += len(days)
            for _ in days:
                progress.step()
    # The look that finds nothing more is a transaction as well, for whose end others would wait.
    pause()
    return done


def _next_days(session: Session, month: date, most: int) -> Sequence[date]:
    # One sums up at a time, and nobody puts off meanwhile; but who writes what counts waits only if it is this month's.
    locked_by_name(session, _SUMMING_UP)
    locked_together(session, LOCK)
    write_difference(session)
    locked_by_name(session, lock_of(month))
    days = select(DayBehind.day).where(within(month)(DayBehind.day)).order_by(DayBehind.day)
    return session.scalars(days.limit(most)).all()


def _rebuild(session: Session, month: date, days: Sequence[date]) -> None:
    """Sum up days of a month; the month, the year and all days together after the last that waits of each."""
    by_keys(session)
    currencies = _currencies(session)
    _rebuild_days(session, days, currencies)
    session.execute(delete(DayBehind).where(DayBehind.day.in_(days)))
    if _waits(session, within(month)(DayBehind.day)):
        return
    sum_up(session, Span.DAY, Span.MONTH, month, currencies)
    year = Span.YEAR.start(month)
    if not _waits(session, and_(DayBehind.day >= year, DayBehind.day <= year.replace(month=12, day=31))):
        locked_by_name(session, LONGER_SPANS)
        sum_up(session, Span.MONTH, Span.YEAR, year, currencies)
    if not behind(session):
        sum_up(session, Span.YEAR, Span.EVER, date.min, currencies)


def _waits(session: Session, those: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(those))))


def rebuild_all(session: Session, pause: Callable[[], None], progress: Progress | None = None) -> int:
    """Put everything off and catch up with it. Forms may come in meanwhile, and rankings are summed from the rows."""
    alone(session)
    put_off_everything(session)
    pause()
    return catch_up(session, pause, progress)


def months_with_anything(records: Any) -> list[date]:
    """The first days of all months in which a client came, money was paid, somebody was sent, or a total is kept."""
    return sorted({Span.MONTH.start(row[0]) for each in _days_with_anything() for row in records.execute(each)})


@cache
def _days_with_anything() -> list[Select[Any]]:
    kept = [select(table.c.starts_on).where(table.c.span != Span.EVER) for table in TOTALS]
    own = [select(Client.came_on), select(Payment.paid_on), select(ReferralGiven.given_on)]
    return [each.distinct() for each in (*own, select(DayBehind.day), *kept)]


def within(month: date) -> Days:
    """The condition that a day is in a month."""
    return lambda column: and_(column >= month, column <= last_of_month(month))


def _in_days(column: Any) -> ColumnElement[bool]:
    """The condition that a day is one of ``days``, said so that an index finds the payments of a day."""
    among: ColumnElement[bool] = column.in_(bindparam("days", expanding=True, type_=column.type))
    return and_(among, *of_any_kind(Payment)) if column is Payment.paid_on else among


def alone(session: Session) -> None:
    """Be alone with what counts until the transaction ends, with what this one has changed so far written.

    Nobody sums up meanwhile, so that no day is forgotten that is put off once more; whoever goes on to sum up in the
    same transaction asks for the locks in the order of all who do.
    """
    locked_by_name(session, _SUMMING_UP)
    locked_by_name(session, LOCK)
    write_difference(session)


def _rebuild_days(session: Session, days: Sequence[date], currencies: Sequence[str]) -> None:
    """Replace the totals of days."""
    said = {"days": days, "currencies": currencies}
    # Past the session, which takes as long with each of these statements as a database with a short one.
    connection = session.connection()
    for statement in _statements():
        connection.execute(statement, said)
    sums = Sums()
    for dated, parts in _money_parts():
        add_money(dated, connection.execute(parts, said).all(), sums)
    names = ("span", *MoneyKey._fields, *MONEY_NUMBERS)
    insert_kept(
        session, MoneyTotal, names, [(Span.DAY.value, *key, *both) for key, both in sums.money.items() if any(both)]
    )


@cache
def _statements() -> list[Executable]:
    """What replaces the totals of ``days``, made once: to put it together takes longer than to sum up a day."""
    statements: list[Executable] = []
    for table, sums in (
        (CLIENT_TOTALS, [client_sums(_in_days)]),
        (MONEY_TOTALS, []),
        (PEOPLE_TOTALS, [people_sums(_in_days)]),
        (GIVEN_TOTALS, [given_sums(_in_days)]),
    ):
        of_days = and_(table.c.span == Span.DAY, *all_keys(table), _in_days(table.c.starts_on))
        statements += [delete(table).where(of_days), *(_keep_days(table, each) for each in sums)]
    return statements


@cache
def _money_parts() -> list[tuple[Dated, Select[Any]]]:
    return [(dated, money(dated, _in_days, as_kept=True)) for dated in Dated]


def _keep_days(table: Table, sums: Select[Any]) -> Insert:
    """Put sums of days into a table without reading them; those that come to nothing are left out."""
    names = [column.name for column in table.columns if column.name != "span"]
    found = sums.subquery()
    columns = list(found.c)
    numbers = [c for c, name in zip(columns, names, strict=True) if name not in table.primary_key.columns]
    rows = select(literal(Span.DAY, table.c.span.type), *columns).where(or_(*(each != 0 for each in numbers)))
    return insert(table).from_select(["span", *names], rows)


def _currencies(session: Session) -> list[str]:
    """Every currency of a payment, and of a total whose payments may be gone."""
    return sorted(currencies_of_payments(session) | {code for code in session.scalars(_codes_kept()) if code})


@cache
def _codes_kept() -> Select[Any]:
    kept = MONEY_TOTALS.c
    # Days alone may have one, where their year was never summed up before their payments went.
    return codes_of(kept.currency, {kept.span: Span, kept.dated: Dated, kept.role: Role, kept.kind: PaymentKind})
