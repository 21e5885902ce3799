"""Sources that turned out to be the same: who was merged into whom, and which source a merged one means now.

What was judged before a merge keeps naming the source that it named. Credits are written for the source that this one
was merged into, so that every figure and every list has them there, and none has to know of merges.
"""

from dataclasses import replace

from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import Credit, Result
from attribution import Source as Named
from records.db import Base, instant, key
from records.sources import Source
from records.sources.moves import Move
from records.staff.users import User

_KNOWN = "merged sources"


class Merge(Base):
    """One source was merged into another by a person; undone, the row goes again.

    ``alias_id`` is the alias that the name of the gone one became, if it was new. It is no foreign key, because staff
    may take the alias back.
    """

    __tablename__ = "merges"

    id: Mapped[key]
    keep_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), unique=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    retired_at: Mapped[instant | None]
    alias_id: Mapped[int | None]

    keep: Mapped[Source] = relationship(foreign_keys=[keep_id], back_populates="swallowed")
    gone: Mapped[Source] = relationship(foreign_keys=[gone_id])
    user: Mapped[User] = relationship()
    moves: Mapped[list["MergeMove"]] = relationship(order_by="MergeMove.id", cascade="all, delete-orphan")


class MergeMove(Move, Base):
    """One value that a merge changed."""

    __tablename__ = "merge_moves"

    id: Mapped[key]
    merge_id: Mapped[int] = mapped_column(ForeignKey("merges.id"), index=True)


def source_meant(session: Session, source: Source) -> Source:
    """The source that a source means now: itself, or the one that it was merged into."""
    number = number_meant(session, source.id)
    return source if number == source.id else session.get_one(Source, number)


def number_meant(session: Session, number: int) -> int:
    """The number of the source that a source of this number means now."""
    into = _merged_into(session)
    while number in into:
        number = into[number]
    return number


def result_meant(session: Session, result: Result) -> Result:
    """A judgement in which merged sources are those that they mean now."""
    if not _merged_into(session):
        return result
    changed = [[_meant(session, each) for each in some] for some in (result.credits, result.suggestions)]
    return replace(result, credits=tuple(changed[0]), suggestions=tuple(changed[1]))


def swallowed_by(session: Session, number: int) -> set[int]:
    """The numbers of all sources that were merged into this one, at once or by way of others."""
    into = _merged_into(session)
    return {gone for gone in into if number_meant(session, gone) == number}


def merge_of(session: Session, gone: Source) -> Merge | None:
    """The merge by which a source is gone."""
    return session.scalars(select(Merge).where(Merge.gone_id == gone.id)).first()


def merges_changed(session: Session) -> None:
    """Read the merges anew; for the verbs that change them."""
    session.info.pop(_KNOWN, None)


def _meant(session: Session, judged: Credit) -> Credit:
    if not judged.source.id.isdigit():
        return judged
    number = number_meant(session, int(judged.source.id))
    if number == int(judged.source.id):
        return judged
    row = session.get_one(Source, number)
    return replace(judged, source=Named(str(row.id), row.name, row.kind))


def _merged_into(session: Session) -> dict[int, int]:
    """Every merged source with the one that it was merged into, read once in each transaction: there are few."""
    known: dict[int, int] | None = session.info.get(_KNOWN)
    if known is None:
        known = dict(session.execute(select(Merge.gone_id, Merge.keep_id)).tuples().all())
        session.info[_KNOWN] = known
    return known


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_KNOWN, None)
