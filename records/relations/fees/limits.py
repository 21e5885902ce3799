"""The limit of what one partner may be given in a calendar year, as the firm has set it for each currency."""

from datetime import datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, money
from records.staff.users import User


class LedgerLimit(Base):
    """A limit that somebody has set, in minor units, gifts and fees together; None says that there is none any more.

    The newest of a currency counts.
    """

    __tablename__ = "ledger_limits"

    id: Mapped[key]
    currency: Mapped[currency_code]
    amount: Mapped[money | None]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship()


def set_limit(session: Session, currency: str, amount: int | None, at: datetime, user: User) -> LedgerLimit:
    """Set the limit of a currency, or lift it. Raises ValueError for a limit below nothing."""
    if amount is not None and amount < 0:
        raise ValueError("a limit is nothing or more")
    limit = LedgerLimit(currency=currency, amount=amount, at=at, user=user)
    session.add(limit)
    session.flush()
    return limit


def limits(session: Session) -> dict[str, LedgerLimit]:
    """The newest limit of each currency, those that were lifted left out."""
    newest = select(func.max(LedgerLimit.id)).group_by(LedgerLimit.currency)
    rows = session.scalars(select(LedgerLimit).where(LedgerLimit.id.in_(newest)).order_by(LedgerLimit.currency))
    return {row.currency: row for row in rows if row.amount is not None}


def limit_of(session: Session, currency: str) -> int | None:
    """The limit of a currency in minor units, None if the firm has set none."""
    limit = limits(session).get(currency)
    return limit.amount if limit else None
