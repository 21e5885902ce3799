"""What partners say on their statements: an outcome of a referral, and what they are looking for.

Each is a row with when it was said and by which link, exactly once however often the page is sent. Nothing that staff
have said is overwritten: what stood there when the partner spoke is kept beside it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, currency_code, instant, key, locked_by_name, money
from records.engine.prepared import prepared
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.telling.statement_links import StatementLink
from records.sources import Source
from records.staff.users import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a partner has sent. ``identity`` is that of the page, ``value`` is in minor units of ``currency``."""

    identity: str
    referral_id: int | None = None
    outcome: Outcome | None = None
    value: int | None = None
    currency: str | None = None
    words: str = ""

    def digest(self) -> str:
        """The SHA-256 of what was sent: equal for the same words."""
        return hashlib.sha256(json.dumps(astuple(self)).encode("utf-8", "surrogatepass")).hexdigest()


class StatementWord(Base):
    """One thing that a partner has said by their link: of a referral, or else what they are looking for.

    ``before`` is the outcome that the referral had until then. ``seen_by_id`` is who of the staff has looked at it.
    """

    __tablename__ = "statement_words"
    __table_args__ = (UniqueConstraint("identity", "digest"),)

    id: Mapped[key]
    identity: Mapped[str]
    digest: Mapped[str]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("statement_links.id"))
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referrals_given.id"), index=True)
    outcome: Mapped[Outcome | None]
    before: Mapped[Outcome | None]
    value: Mapped[money | None]
    currency: Mapped[currency_code | None]
    words: Mapped[str]
    at: Mapped[instant]
    seen_at: Mapped[instant | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    link: Mapped[StatementLink] = relationship()
    referral: Mapped[ReferralGiven | None] = relationship()
    seen_by: Mapped[User | None] = relationship()


def keep_word(session: Session, link: StatementLink, said: Said, at: datetime) -> tuple[StatementWord, bool]:
    """Keep what a partner has sent, and say whether it is new: the same page with the same words is one row."""
    locked_by_name(session, f"statement word {said.identity}")
    digest = said.digest()
    same = select(StatementWord).where(StatementWord.identity == said.identity, StatementWord.digest == digest)
    present = session.scalars(same).first()
    if present:
        return present, False
    referral = session.get(ReferralGiven, said.referral_id) if said.referral_id else None
    word = StatementWord(
        identity=said.identity,
        digest=digest,
        partner_id=link.partner_id,
        link=link,
        referral=referral,
        outcome=said.outcome,
        before=referral.outcome if referral else None,
        value=said.value,
        currency=said.currency,
        words=said.words,
        at=at,
    )
    session.add(word)
    session.flush()
    return word, True


def words_said(session: Session, partner: Source) -> Sequence[StatementWord]:
    """What a partner has said on statements, the newest first."""
    return session.scalars(*_of_partner(partner.id)).all()


@prepared
def _of_partner(partner: int) -> Select[tuple[StatementWord]]:
    theirs = select(StatementWord).where(StatementWord.partner_id == partner)
    return theirs.order_by(StatementWord.at.desc(), StatementWord.id.desc())


def looking_for(session: Session, partner: Source) -> StatementWord | None:
    """What a partner has last said that they are looking for."""
    theirs = select(StatementWord).where(StatementWord.partner_id == partner.id, StatementWord.referral_id.is_(None))
    return session.scalars(theirs.order_by(StatementWord.at.desc(), StatementWord.id.desc())).first()


def mark_seen(session: Session, partner: Source, at: datetime, user: User) -> int:
    """Say that somebody has looked at all that a partner has said so far; how many were new."""
    new = [each for each in words_said(session, partner) if each.seen_at is None]
    for each in new:
        each.seen_at, each.seen_by = at, user
    session.flush()
    return len(new)
