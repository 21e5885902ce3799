"""Answers that somebody has put off: they are done with them for today, and see them again tomorrow.

It holds for this person alone. To colleagues the answers wait as before, because one of them may know what this one has
to ask first; and it says nothing about the answer, so that it counts as in review all the time.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, delete, or_
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.answers.submissions import Submission
from records.db import Base, instant, key
from records.firm import the_firm
from records.staff.users import User


class PutOff(Base):
    """An answer that a person does not want to see before an instant."""

    __tablename__ = "answers_put_off"
    __table_args__ = (UniqueConstraint("submission_id", "user_id"),)

    id: Mapped[key]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[instant]
    until: Mapped[instant]


def put_off(session: Session, submissions: Iterable[Submission], user: User, at: datetime) -> datetime:
    """Put answers off until the firm's next day begins; returns that instant. What is over of this person goes."""
    numbers = [each.id for each in submissions]
    session.execute(
        delete(PutOff).where(PutOff.user_id == user.id, or_(PutOff.until <= at, PutOff.submission_id.in_(numbers)))
    )
    firm = the_firm(session)
    tomorrow = datetime.combine(firm.today(at) + timedelta(days=1), time(), ZoneInfo(firm.zone)).astimezone(UTC)
    session.add_all(PutOff(submission_id=number, user_id=user.id, at=at, until=tomorrow) for number in numbers)
    session.flush()
    return tomorrow


def take_up(session: Session, submissions: Iterable[Submission], user: User) -> None:
    """Let answers wait for this person again at once."""
    numbers = [each.id for each in submissions]
    session.execute(delete(PutOff).where(PutOff.user_id == user.id, PutOff.submission_id.in_(numbers)))


def is_put_off(user: User, now: datetime) -> ColumnElement[bool]:
    """The rows that hold an answer back from this person now."""
    held: ColumnElement[bool] = (PutOff.user_id == user.id) & (PutOff.until > now)
    return held
