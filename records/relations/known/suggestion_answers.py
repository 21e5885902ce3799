"""What staff answered to a suggestion about a partner: done, not now, or not at all; each a row with who and when.

An answer holds for what was known when it was given. A new referral makes it a suggestion again.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, key
from records.sources import Source
from records.staff.users import User


class Suggests(StrEnum):
    """What a suggestion says is worth doing; in the order in which the list takes its turns."""

    THANK = "thank"
    """Referrals received that nobody has acknowledged."""
    GIVE_BACK = "give-back"
    """The firm owes them referrals."""
    RESCUE = "rescue"
    """They used to send, and have gone quiet by their own rhythm."""
    RETHINK = "rethink"
    """The firm sends, and nothing comes back."""
    WELCOME = "welcome"
    """Their first referral has come."""
    NURTURE = "nurture"
    """They send more than before, and good ones."""


class Answer(StrEnum):
    """What was answered."""

    DONE = "done"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


class BadAnswer(ValueError):
    """An answer that cannot be meant, or not be undone; the message says why and what would do."""


class SuggestionAnswer(Base):
    """One answer to the suggestion of one kind about one partner. One that was undone says by whom and when.

    ``until`` is the day from which a snoozed one comes back. ``referrals`` is how many referrals the suggestion was
    about then, and ``newest`` the largest number of one: once there are more, or a newer one, the facts have changed.
    """

    __tablename__ = "suggestion_answers"
    __table_args__ = (Index(None, "partner_id", "suggests"),)

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    suggests: Mapped[Suggests]
    answer: Mapped[Answer]
    until: Mapped[date | None]
    referrals: Mapped[int]
    newest: Mapped[int]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def answer_suggestion(
    session: Session,
    partner: Source,
    suggests: Suggests,
    answer: Answer,
    at: datetime,
    user: User,
    *,
    referrals: int,
    newest: int,
    today: date,
    until: date | None = None,
) -> SuggestionAnswer:
    """Keep what was answered, as of what is known. Raises BadAnswer where snoozing has no day that is to come."""
    if answer is Answer.SNOOZED and (until is None or until <= today):
        raise BadAnswer("choose a day after today on which it is to come back")
    kept = SuggestionAnswer(
        partner=partner,
        suggests=suggests,
        answer=answer,
        until=until if answer is Answer.SNOOZED else None,
        referrals=referrals,
        newest=newest,
        at=at,
        user=user,
    )
    session.add(kept)
    session.flush()
    return kept


def undo_answer(session: Session, answer: SuggestionAnswer, at: datetime, user: User) -> None:
    """Take an answer back, so that what was answered before holds again. Raises BadAnswer if that was done already."""
    if answer.undone_at is not None:
        raise BadAnswer("this was taken back already")
    answer.undone_at, answer.undone_by = at, user
    session.flush()


def answers_that_stand(session: Session, partner: Source | None = None) -> list[SuggestionAnswer]:
    """The newest answer of each partner and kind that was not taken back, the newest first."""
    every = select(SuggestionAnswer).where(SuggestionAnswer.undone_at.is_(None))
    if partner is not None:
        every = every.where(SuggestionAnswer.partner_id == partner.id)
    newest: dict[tuple[int, Suggests], SuggestionAnswer] = {}
    order = every.order_by(SuggestionAnswer.at.desc(), SuggestionAnswer.id.desc())
    for each in session.scalars(order.options(joinedload(SuggestionAnswer.user))).unique():
        newest.setdefault((each.partner_id, each.suggests), each)
    return list(newest.values())
