"""Referrals given: whom the firm sent to a partner, and what became of it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.clients import Client
from records.db import Base, currency_code, instant, key, money
from records.sources import Source
from records.staff.users import User


class Outcome(StrEnum):
    """What became of a referral given."""

    OPEN = "open"
    CONTACTED = "contacted"
    WON = "won"
    LOST = "lost"
    UNQUALIFIED = "unqualified"


UNDECIDED = (Outcome.OPEN, Outcome.CONTACTED)
"""The outcomes that are not the end: the partner can still be asked what became of it."""


class ReferralGiven(Base):
    """Someone the firm sent to a partner. ``value``, in minor units of ``currency``, is what the partner made of it.

    ``expected``, in minor units of ``expected_currency``, is what the firm thought that it could come to; the two are
    never added up. Outcome and value repeat the newest report that stands. ``client_id`` is the client of the firm who
    was sent on, if it was one. ``ask_on`` is the day from which the partner is asked what became of it.
    """

    __tablename__ = "referrals_given"
    __table_args__ = (Index(None, "given_on"), Index(None, "who_key"), Index(None, "ask_on"), Index(None, "import_id"))

    id: Mapped[key]
    ref: Mapped[str | None] = mapped_column(unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    who: Mapped[str]
    who_key: Mapped[str] = mapped_column(server_default="")
    given_on: Mapped[date]
    purpose: Mapped[str]
    outcome: Mapped[Outcome]
    value: Mapped[money | None]
    currency: Mapped[currency_code | None]
    expected: Mapped[money | None]
    expected_currency: Mapped[currency_code | None]
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    ask_on: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant]

    partner: Mapped[Source] = relationship()
    client: Mapped[Client | None] = relationship()
    user: Mapped[User | None] = relationship()
