"""Closing a month, and opening it again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, insert, literal, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import BigInteger

from attribution import Kind
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.closed.closed_months import (
    ClosedClient,
    ClosedCost,
    ClosedCredit,
    ClosedPayment,
    ClosedSource,
    Closure,
    Reopening,
)
from records.db import Base, locked_by_name
from records.imports import UNFINISHED, Import
from records.keywords import Keyword, head
from records.money.costs import Cost, Every
from records.money.currencies_kept import currencies_of_payments
from records.money.payments import Payment, PaymentKind
from records.sources import Source
from records.staff.users import User


class CannotClose(ValueError):
    """A month that cannot be closed; the message says why."""


def first_of_next(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def closure_of(session: Session, month: date) -> Closure | None:
    """The closure that holds for the month of this first day, if it is closed."""
    of_month = select(Closure).where(Closure.month == month, ~Closure.reopening.has())
    return session.scalars(of_month.order_by(Closure.id.desc()).limit(1)).first()


def close_month(session: Session, month: date, at: datetime, today: date, user: User) -> Closure:
    """Close the month of this first day: its report keeps rows of its own from now on.

    ``today`` is the firm's. Raises CannotClose if the month is not over, is closed already, or if an import is under
    way, of which a part would be kept and a part not.
    """
    locked_by_name(session, "closing of months")
    if month.day != 1 or first_of_next(month) > today:
        raise CannotClose("This month is not over; close it when it is.")
    if closure_of(session, month):
        raise CannotClose("This month is closed already.")
    if session.scalars(select(Import.id).where(Import.finished_at.is_(None), Import.state.in_(UNFINISHED))).first():
        raise CannotClose("An import is under way. Close the month when it is finished or taken back.")
    closure = Closure(month=month, at=at, user=user)
    session.add(closure)
    session.flush()
    for table, columns in contents(session, month).items():
        # The database copies them by itself, so the month's size does not pass through here.
        chosen = columns.add_columns(literal(closure.id))
        names = [column.key for column in table.__table__.columns if column.key != "closure_id"]
        session.execute(insert(table).from_select([*names, "closure_id"], chosen))
    return closure


def reopen_month(session: Session, closure: Closure, at: datetime, user: User) -> None:
    """Open a closed month again. Raises CannotClose if that has been done."""
    locked_by_name(session, "closing of months")
    session.refresh(closure)
    if closure.reopening:
        raise CannotClose("This month has been opened again already.")
    session.add(Reopening(closure=closure, at=at, user=user))
    session.flush()


def contents(session: Session, month: date) -> Mapping[type[Base], Select[Any]]:
    """What the report of a month rests on, as it is now: for each kept table its columns but ``closure_id``, in order.

    Clients who came in the month or have a payment dated in it, their credits and the sources of these; payments
    dated in the month, and all so far of the clients who came in it; the costs that may fall on it, and their sources.
    """
    # With kinds and currencies named, the index by them finds the month's payments without reading all.
    named = and_(Payment.kind.in_(PaymentKind), Payment.currency.in_(currencies_of_payments(session)))
    came, paid = _within(Client.came_on, month), and_(named, _within(Payment.paid_on, month))
    counts = or_(Payment.import_id.is_(None), Payment.import_id.not_in(_unfinished()))
    clients = or_(came, Client.id.in_(select(Payment.client_id).where(paid, counts)))
    those = select(Client.id).where(clients)
    # Two selections over an index each; one with an "or" between them would read every payment there is.
    payments = (
        select(Payment.id)
        .where(paid, counts)
        .union(select(Payment.id).join(Client, Client.id == Payment.client_id).where(came, counts))
    )
    credits = Credit.client_id.in_(those)
    of_credits = select(Credit.source_id).where(credits, Credit.source_id.is_not(None))
    costs = and_(
        Cost.removed_at.is_(None),
        or_(Cost.import_id.is_(None), Cost.import_id.not_in(_unfinished())),
        Cost.starts_on < first_of_next(month),
        or_(Cost.ends_on >= month, Cost.starts_on >= month, and_(Cost.ends_on.is_(None), Cost.every != Every.ONCE)),
    )
    kept_name = case((Source.kind == Kind.EXISTING_CLIENT, ""), else_=Source.name)
    return {
        ClosedClient: select(
            Client.id,
            _raw(Client.created_at),
            Client.came_on,
            Client.office_id,
            Client.stage == Stage.WON,
            Client.import_id,
        ).where(clients),
        ClosedCredit: select(
            Credit.client_id,
            Credit.role,
            Credit.position,
            Credit.standing,
            Credit.source_id,
            Credit.channel,
            Credit.share,
            Credit.keyword_id,
            case((Credit.keyword_id.is_not(None), head())),
            Credit.keyword_kind,
        )
        .outerjoin(Keyword, Keyword.id == Credit.keyword_id)
        .where(credits),
        ClosedPayment: select(
            Payment.id,
            _raw(Payment.created_at),
            Payment.client_id,
            Payment.kind,
            Payment.currency,
            Payment.amount,
            Payment.paid_on,
            Payment.import_id,
        ).where(Payment.id.in_(payments)),
        ClosedCost: select(
            Cost.id,
            _raw(Cost.created_at),
            Cost.source_id,
            Cost.amount,
            Cost.currency,
            Cost.starts_on,
            Cost.ends_on,
            Cost.every,
        ).where(costs),
        ClosedSource: select(Source.id, kept_name, Source.kind).where(
            or_(Source.id.in_(of_credits), Source.id.in_(select(Cost.source_id).where(costs)))
        ),
    }


def _within(column: InstrumentedAttribute[date], month: date) -> ColumnElement[bool]:
    return and_(column >= month, column < first_of_next(month))


def _unfinished() -> Select[tuple[int]]:
    return select(Import.id).where(Import.finished_at.is_(None), Import.state.in_(UNFINISHED))


def _raw(column: InstrumentedAttribute[datetime]) -> ColumnElement[int]:
    """An instant as the whole number that it is kept as."""
    return type_coerce(column, BigInteger)
