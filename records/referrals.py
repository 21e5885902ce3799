"""Referrals given: whom the firm sent to a partner, and what became of it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.db import Base, currency_code, instant, key, money
from records.sources import Source
from records.users import User


class Outcome(StrEnum):
    """What became of a referral given."""

    OPEN = "open"
    CONTACTED = "contacted"
    WON = "won"
    LOST = "lost"
    UNQUALIFIED = "unqualified"


class ReferralGiven(Base):
    """Someone the firm sent to a partner. ``value``, in minor units of ``currency``, is what the partner made of it."""

    __tablename__ = "referrals_given"

    id: Mapped[key]
    ref: Mapped[str | None] = mapped_column(unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    who: Mapped[str]
    given_on: Mapped[date]
    purpose: Mapped[str]
    outcome: Mapped[Outcome]
    value: Mapped[money | None]
    currency: Mapped[currency_code | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant]

    partner: Mapped[Source] = relationship()
    user: Mapped[User | None] = relationship()
