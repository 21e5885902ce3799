"""What an hour of the firm's own work costs it, in each currency: a row for each time that it was said."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, money
from records.engine.prepared import prepared
from records.staff.users import User


class HourlyCost(Base):
    """From now on an hour costs ``amount`` in minor units; None takes it back. The newest of a currency counts."""

    __tablename__ = "hourly_costs"
    __table_args__ = (Index(None, "currency"),)

    id: Mapped[key]
    currency: Mapped[currency_code]
    amount: Mapped[money | None]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()


def set_hourly_cost(session: Session, currency: str, amount: int | None, at: datetime, user: User | None) -> None:
    """Say what an hour costs, in minor units; None lets time have no cost. Raises ValueError for less than nothing."""
    if amount is not None and amount < 0:
        raise ValueError("an hour cannot cost less than nothing")
    if amount != hourly_cost(session, currency):
        session.add(HourlyCost(currency=currency, amount=amount, at=at, user=user))
        session.flush()


def hourly_cost(session: Session, currency: str) -> int | None:
    """What an hour costs in minor units of a currency; None if nobody has said so."""
    return session.scalars(*_said_last(currency)).first()


@prepared
def _said_last(currency: str) -> Select[tuple[int | None]]:
    said = select(HourlyCost.amount).where(HourlyCost.currency == currency)
    return said.order_by(HourlyCost.id.desc()).limit(1)


def hourly_costs_said(session: Session) -> list[HourlyCost]:
    """Every time that it was said, the newest first."""
    return list(session.scalars(select(HourlyCost).order_by(HourlyCost.id.desc())).all())


def cost_of_time(minutes: int, an_hour: int) -> int:
    """What so many minutes cost in minor units, halves upwards."""
    return (2 * minutes * an_hour + 60) // 120
