"""Pairs of partners of whom somebody has said that they are two: they are not proposed as one any more."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.sources import Source
from records.sources.merged import number_meant
from records.staff.users import User


class Apart(Base):
    """Somebody has said that two partners are not the same; taken back, it says by whom and when.

    It stays with the two that were meant, and holds for those that they mean after a merge.
    """

    __tablename__ = "partners_apart"

    id: Mapped[key]
    one_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    taken_back_at: Mapped[instant | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    one: Mapped[Source] = relationship(foreign_keys=[one_id])
    other: Mapped[Source] = relationship(foreign_keys=[other_id])
    user: Mapped[User] = relationship(foreign_keys=[user_id])


def keep_apart(session: Session, one: Source, other: Source, at: datetime, user: User) -> Apart:
    """Say that two partners are not the same; said already, it stays as it was said."""
    low, high = sorted((one.id, other.id))
    locked_by_name(session, f"apart {low} {high}")
    said = select(Apart).where(Apart.one_id == low, Apart.other_id == high, Apart.taken_back_at.is_(None))
    present = session.scalars(said).first()
    if present:
        return present
    apart = Apart(one_id=low, other_id=high, at=at, user=user)
    session.add(apart)
    session.flush()
    return apart


def take_back_apart(session: Session, apart: Apart, at: datetime, user: User) -> None:
    """Let the two be proposed again."""
    if apart.taken_back_at is None:
        apart.taken_back_at, apart.taken_back_by_id = at, user.id
        session.flush()


def kept_apart(session: Session) -> Sequence[Apart]:
    """All pairs of whom it is said, the newest first."""
    said = select(Apart).where(Apart.taken_back_at.is_(None))
    said = said.options(joinedload(Apart.one), joinedload(Apart.other), joinedload(Apart.user))
    return session.scalars(said.order_by(Apart.at.desc(), Apart.id.desc())).unique().all()


def pairs_apart(session: Session) -> set[tuple[int, int]]:
    """The same as numbers of the sources that they mean now, the smaller first."""
    rows = select(Apart.one_id, Apart.other_id).where(Apart.taken_back_at.is_(None))
    found = set()
    for one, other in session.execute(rows).tuples():
        low, high = sorted((number_meant(session, one), number_meant(session, other)))
        found.add((low, high))
    return found
