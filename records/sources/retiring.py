"""Retiring a partner instead of deleting them: their history stays, and new answers that name them ask a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from attribution import Result
from records.db import Base, instant, key, locked_by_name
from records.engine.prepared import prepared
from records.firm import directory_changed
from records.sources import Source
from records.sources.merged import merge_of
from records.staff.users import User

_MOST_SUGGESTIONS = 5


class CannotRetire(ValueError):
    """A source that cannot be retired or brought back; the message says why and what to do."""


class Retirement(Base):
    """A partner was retired by somebody, with the reason; one that was brought back says by whom and when."""

    __tablename__ = "retirements"

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    why: Mapped[str]
    ended_at: Mapped[instant | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    source: Mapped[Source] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])


def retire(session: Session, source: Source, why: str, at: datetime, user: User) -> Retirement:
    """Retire a partner: nothing new is credited to them by itself. Raises CannotRetire."""
    locked_by_name(session, f"retiring {source.id}")
    into = merge_of(session, source)
    if into:
        raise CannotRetire(f"{source.name} was merged into {into.keep.name}; retire that one.")
    present = retirement_of(session, source)
    if present:
        return present
    retirement = Retirement(source=source, at=at, user=user, why=why.strip())
    session.add(retirement)
    source.retired_at = at
    session.flush()
    directory_changed(session, source.id)
    return retirement


def bring_back(session: Session, source: Source, at: datetime, user: User) -> None:
    """Let a retired partner be credited again; who is not retired stays as they are. Raises CannotRetire."""
    locked_by_name(session, f"retiring {source.id}")
    into = merge_of(session, source)
    if into:
        raise CannotRetire(f"{source.name} was merged into {into.keep.name}; undo the merge first.")
    retirement = retirement_of(session, source)
    if retirement is None:
        return
    retirement.ended_at, retirement.ended_by_id = at, user.id
    source.retired_at = None
    session.flush()
    directory_changed(session, source.id)


def retirement_of(session: Session, source: Source) -> Retirement | None:
    """The retirement of a source that is in force."""
    in_force = select(Retirement).where(Retirement.source_id == source.id, Retirement.ended_at.is_(None))
    return session.scalars(in_force.order_by(Retirement.id.desc())).first()


def retirements_of(session: Session, source: Source) -> Sequence[Retirement]:
    """Every retirement of a source, the newest first."""
    return session.scalars(*_of_source(source.id)).all()


@prepared
def _of_source(source: int) -> Select[tuple[Retirement]]:
    theirs = select(Retirement).where(Retirement.source_id == source)
    theirs = theirs.options(joinedload(Retirement.user), joinedload(Retirement.ended_by))
    return theirs.order_by(Retirement.id.desc())


def asking_about_retired(session: Session, result: Result, received_at: datetime) -> Result:
    """A judgement in which whoever had retired by then is a question, and not credited.

    What came before is credited as it was, also when it is decided again.
    """
    numbers = [int(each.source.id) for each in result.introduced_by() if each.source.id.isdigit()]
    if not numbers:
        return result
    retired = select(Source.id).where(Source.id.in_(numbers), Source.retired_at <= received_at)
    gone = {str(number) for number in session.scalars(retired)}
    if not gone:
        return result
    asked = [each for each in result.introduced_by() if each.source.id in gone]
    names = " and ".join(dict.fromkeys(each.source.name for each in asked))
    why = f"{names} {'is' if len(asked) == 1 else 'are'} retired. Who brought the client?"
    suggestions = {each.source.id: replace(each, share=0, reason=f"{each.reason} They are retired.") for each in asked}
    suggestions |= {each.source.id: each for each in result.suggestions if each.source.id not in suggestions}
    kept = tuple(each for each in result.credits if each not in asked)
    return replace(
        result,
        decision="review",
        credits=kept,
        suggestions=tuple(suggestions.values())[:_MOST_SUGGESTIONS],
        open_share=result.open_share + sum(each.share for each in asked),
        open_first=result.open_first or result.introduced_by()[0] in asked,
        question=result.question or why,
    )
