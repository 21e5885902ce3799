"""The ledger of gifts and fees: what the firm has given to each partner, on which day, by whom, and why so much.

A year's entries of a partner are held against the limit that the firm has set (``records.relations.fees.limits``). An
entry that goes beyond it is taken only with a reason, which stays in the entry.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, extract, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, locked_by_name, money
from records.relations.fees.limits import limit_of
from records.sources import Source
from records.staff.users import User


class Given(StrEnum):
    """What was given to a partner."""

    GIFT = "gift"
    FEE = "fee"


class BadEntry(ValueError):
    """An entry that cannot be meant, or cannot be taken back now; the message says why and what would do."""


class OverLimit(BadEntry):
    """An entry beyond the limit of the firm, for which nobody has given a reason yet.

    ``beyond`` is by how much the year would be over the limit, in minor units of ``currency``.
    """

    def __init__(self, beyond: int, currency: str, year: int) -> None:
        super().__init__(f"this is beyond the limit that the firm has set for a partner in {year}; say why it is right")
        self.beyond, self.currency, self.year = beyond, currency, year


class LedgerEntry(Base):
    """A gift or a fee of one day, in minor units. ``thanks_id`` is the thanks that the gift was.

    ``over_because`` is why it was given although it went beyond the limit, "" where it did not. An entry that was
    undone says by whom and when, and counts nowhere.
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (Index(None, "partner_id", "given_on"), Index(None, "given_on"), Index(None, "thanks_id"))

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    what: Mapped[Given]
    amount: Mapped[money]
    currency: Mapped[currency_code]
    given_on: Mapped[date]
    words: Mapped[str]
    over_because: Mapped[str]
    thanks_id: Mapped[int | None] = mapped_column(ForeignKey("thanks.id"))
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def give(
    session: Session,
    partner: Source,
    what: Given,
    amount: int,
    currency: str,
    on: date,
    at: datetime,
    user: User | None,
    *,
    words: str = "",
    over_because: str = "",
    thanks_id: int | None = None,
) -> LedgerEntry:
    """A new entry, in minor units of its currency. Raises BadEntry, and OverLimit without a reason where it needs one.

    A reason is kept only where the entry does go beyond the limit.
    """
    if partner.partner is None:
        raise BadEntry(f"{partner.name} is no partner; only partners have a ledger")
    if amount <= 0:
        raise BadEntry("type what it was worth, more than nothing")
    # Two that are written at once would each find the year within the limit.
    locked_by_name(session, f"ledger of {partner.id}")
    beyond = beyond_limit(session, partner, amount, currency, on)
    if beyond > 0 and not over_because.strip():
        raise OverLimit(beyond, currency, on.year)
    entry = LedgerEntry(
        partner=partner,
        what=what,
        amount=amount,
        currency=currency,
        given_on=on,
        words=words.strip(),
        over_because=over_because.strip() if beyond > 0 else "",
        thanks_id=thanks_id,
        at=at,
        user=user,
    )
    session.add(entry)
    session.flush()
    return entry


def beyond_limit(session: Session, partner: Source, amount: int, currency: str, on: date) -> int:
    """By how much the year of a day would be over the limit with this amount more; 0 or less if it is not."""
    limit = limit_of(session, currency)
    return 0 if limit is None else given_in_year(session, partner, currency, on.year) + amount - limit


def given_in_year(session: Session, partner: Source, currency: str, year: int) -> int:
    """What a partner was given in a calendar year, gifts and fees together, in minor units of one currency."""
    total = select(func.sum(LedgerEntry.amount)).where(
        LedgerEntry.partner_id == partner.id,
        LedgerEntry.currency == currency,
        LedgerEntry.undone_at.is_(None),
        extract("year", LedgerEntry.given_on) == year,
    )
    return int(session.scalar(total) or 0)
