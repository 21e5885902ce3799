"""Costs: the money spent on a source in a period, once or again and again, with who changed what and when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, money
from records.sources import Source
from records.sources.merged import number_meant
from records.staff.users import User


class Every(StrEnum):
    """How often a cost comes again."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class CostDid(StrEnum):
    """What was done to a cost."""

    CHANGED = "changed"
    ENDED = "ended"
    REMOVED = "removed"


class BadCost(ValueError):
    """A cost that cannot be meant; the message says why and what would do."""


class NotTheNewestChange(Exception):
    """Somebody has changed the same record since; that has to be undone first."""


class Cost(Base):
    """Money spent on a source, in minor units. A single one covers its days from ``starts_on`` to ``ends_on``.

    A recurring one is spent anew each month, quarter or year from ``starts_on`` on, until ``ends_on`` or, without
    one, until further notice. ``removed_at`` repeats the newest change that removed it: it then counts nowhere.
    """

    __tablename__ = "costs"
    __table_args__ = (Index(None, "source_id"), Index(None, "currency", "starts_on"), Index(None, "import_id"))

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    amount: Mapped[money]
    currency: Mapped[currency_code]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    every: Mapped[Every]
    removed_at: Mapped[instant | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant]

    source: Mapped[Source] = relationship()
    user: Mapped[User | None] = relationship()


class CostChange(Base):
    """One change of a cost: who, when, and the values before it. One that was undone says by whom and when."""

    __tablename__ = "cost_changes"
    __table_args__ = (Index(None, "cost_id"),)

    id: Mapped[key]
    cost_id: Mapped[int] = mapped_column(ForeignKey("costs.id"))
    did: Mapped[CostDid]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    cost: Mapped[Cost] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def record_cost(
    session: Session,
    source: Source,
    amount: int,
    currency: str,
    starts_on: date,
    ends_on: date | None,
    at: datetime,
    *,
    every: Every = Every.ONCE,
    user: User | None = None,
    import_id: int | None = None,
) -> Cost:
    """A new cost in minor units; a single one without a last day is of its first day. Raises BadCost."""
    cost = Cost(source=source, user=user, import_id=import_id, created_at=at)
    _write(cost, amount, currency, starts_on, ends_on, every)
    session.add(cost)
    session.flush()
    return cost


def change_cost(
    session: Session,
    cost: Cost,
    source: Source,
    amount: int,
    currency: str,
    starts_on: date,
    ends_on: date | None,
    every: Every,
    at: datetime,
    user: User | None,
) -> CostChange:
    """Give a cost other values and keep those before. Raises BadCost."""
    before = _values(cost)
    _write(cost, amount, currency, starts_on, ends_on, every)
    cost.source = source
    return _keep(session, cost, CostDid.CHANGED, before, at, user)


def end_cost(session: Session, cost: Cost, last_day: date, at: datetime, user: User | None) -> CostChange:
    """Let a recurring cost end with a day. Raises BadCost if it is a single one or had not begun by then."""
    if cost.every is Every.ONCE:
        raise BadCost("a cost that is spent once ends by itself; change its days instead")
    before = _values(cost)
    _write(cost, cost.amount, cost.currency, cost.starts_on, last_day, cost.every)
    return _keep(session, cost, CostDid.ENDED, before, at, user)


def remove_cost(session: Session, cost: Cost, at: datetime, user: User | None) -> CostChange:
    """Let a cost count nowhere any more. Raises BadCost if it is removed already."""
    if cost.removed_at is not None:
        raise BadCost("this cost is removed already")
    before = _values(cost)
    cost.removed_at = at
    return _keep(session, cost, CostDid.REMOVED, before, at, user)


def undo_cost_change(session: Session, change: CostChange, at: datetime, user: User | None) -> None:
    """Give a cost the values that it had before its newest change. Raises NotTheNewestChange."""
    newest = changes_of_cost(session, change.cost, only_standing=True)
    if not newest or newest[0] is not change:
        raise NotTheNewestChange("this cost has been changed since; undo that first")
    cost, before = change.cost, change.before
    # A source that was merged since means the one that it was merged into.
    cost.source_id = number_meant(session, before["source_id"])
    cost.amount, cost.currency = before["amount"], before["currency"]
    cost.starts_on = date.fromisoformat(before["starts_on"])
    cost.ends_on = date.fromisoformat(before["ends_on"]) if before["ends_on"] else None
    cost.every = Every(before["every"])
    if change.did is CostDid.REMOVED:
        cost.removed_at = None
    change.undone_at, change.undone_by_id = at, user.id if user else None
    session.flush()
    session.expire(cost, ["source"])


def changes_of_cost(session: Session, cost: Cost, *, only_standing: bool = False) -> list[CostChange]:
    """The changes of a cost, the newest first; those that were undone are left out if asked."""
    of_cost = select(CostChange).where(CostChange.cost_id == cost.id)
    if only_standing:
        of_cost = of_cost.where(CostChange.undone_at.is_(None))
    return list(session.scalars(of_cost.order_by(CostChange.id.desc())))


def _write(cost: Cost, amount: int, currency: str, starts_on: date, ends_on: date | None, every: Every) -> None:
    if amount == 0:
        raise BadCost("a cost of nothing changes nothing; type what was spent")
    if ends_on is not None and ends_on < starts_on:
        raise BadCost(f"the last day ({ends_on}) is before the first ({starts_on}); correct one of them")
    if every is Every.ONCE and ends_on is None:
        ends_on = starts_on
    cost.amount, cost.currency, cost.every = amount, currency, every
    cost.starts_on, cost.ends_on = starts_on, ends_on


def _values(cost: Cost) -> dict[str, Any]:
    return {
        "source_id": cost.source_id,
        "amount": cost.amount,
        "currency": cost.currency,
        "starts_on": cost.starts_on.isoformat(),
        "ends_on": cost.ends_on.isoformat() if cost.ends_on else None,
        "every": cost.every.value,
    }


def _keep(
    session: Session, cost: Cost, did: CostDid, before: dict[str, Any], at: datetime, user: User | None
) -> CostChange:
    change = CostChange(cost=cost, did=did, before=before, at=at, user_id=user.id if user else None)
    session.add(change)
    session.flush()
    return change
