"""What was changed of a partner, by whom and when: one row for each thing that is another one now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, key
from records.engine.prepared import prepared
from records.sources import Source
from records.staff.users import User


class PartnerChange(Base):
    """One thing that is known of a partner was ``before`` and is ``after``, both in words; ``what`` names it.

    Without a user the partner said it themselves, on the page of their statement.
    """

    __tablename__ = "partner_changes"
    __table_args__ = (Index(None, "source_id"),)

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    what: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    source: Mapped[Source] = relationship()
    user: Mapped[User | None] = relationship()


def note_change(
    session: Session, source: Source, what: str, before: str, after: str, at: datetime, user: User | None
) -> None:
    """Write down that something is another one now; nothing where it is the same."""
    if before != after:
        session.add(PartnerChange(source=source, what=what, before=before, after=after, at=at, user=user))


def changes_of(session: Session, sources: set[int], limit: int) -> list[PartnerChange]:
    """What was changed of a partner and of those who were merged into them, the newest first."""
    return list(session.scalars(*_newest(sorted(sources), limit)))


@prepared
def _newest(sources: Sequence[int], limit: int) -> Select[tuple[PartnerChange]]:
    those = select(PartnerChange).where(PartnerChange.source_id.in_(sources))
    loaded = those.options(joinedload(PartnerChange.user), joinedload(PartnerChange.source))
    return loaded.order_by(PartnerChange.at.desc(), PartnerChange.id.desc()).limit(limit)
