"""Referral links: an address of a partner's own that leads to the form and says who sent the client."""

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.sources import Partner, Source
from records.sources.merged import source_meant
from records.staff.users import User

# Without letters and digits that look alike, because a code is also read from paper and typed.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 8
"""Characters of a code: 31 ** 8 is 850 thousand million, so that nobody finds one by trying."""


class ReferralLink(Base):
    """The code of one partner's link, ``/r/<code>``. A revoked one stays, for what came through it."""

    __tablename__ = "referral_links"

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[instant]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    revoked_at: Mapped[instant | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
    revoked_by: Mapped[User | None] = relationship(foreign_keys=[revoked_by_id])


def link_of(session: Session, partner: Partner) -> ReferralLink | None:
    """The partner's link that is in force, if there is one."""
    return session.scalars(
        select(ReferralLink).where(ReferralLink.partner_id == partner.source_id, ReferralLink.revoked_at.is_(None))
    ).first()


def link_called(session: Session, code: str) -> ReferralLink | None:
    """The link of a code as it is typed, revoked or not; capitals do not matter."""
    return session.scalars(select(ReferralLink).where(ReferralLink.code == code.strip().lower())).first()


def link_in_force(session: Session, code: str) -> ReferralLink | None:
    """The link of a code, unless it was revoked or its partner was retired."""
    link = link_called(session, code)
    return link if link and link.revoked_at is None and not _is_retired(session, link) else None


def link_that_led(session: Session, code: str, opened_at: datetime, still_counts: bool) -> ReferralLink | None:
    """The link that led to a page opened at a time.

    One revoked since counts if it was in force when the page was opened, and only while ``still_counts`` says that the
    page is not too old. The link of a partner who was retired does not.
    """
    link = link_called(session, code)
    if link is None or _is_retired(session, link):
        return None
    was_in_force = link.revoked_at is None or (still_counts and opened_at <= link.revoked_at)
    return link if was_in_force else None


def _is_retired(session: Session, link: ReferralLink) -> bool:
    """Whether its partner is credited no more; one who was merged into another is credited there."""
    return source_meant(session, link.partner).retired_at is not None


def make_link(session: Session, partner: Partner, at: datetime, user: User | None) -> ReferralLink:
    """A link for a partner; the one in force is returned if there is one."""
    locked_by_name(session, f"referral link of {partner.source_id}")
    present = link_of(session, partner)
    if present:
        return present
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    link = ReferralLink(partner_id=partner.source_id, code=code, made_at=at, made_by_id=user.id if user else None)
    session.add(link)
    session.flush()
    return link


def revoke_link(session: Session, link: ReferralLink, at: datetime, user: User | None) -> None:
    """End a link: it leads to the plain form from now on. What came through it keeps its credit."""
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by_id = at, user.id if user else None
        session.flush()
