"""Who was erased, when, and by whom, and which answers lost their words: the rows that stay."""

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, instant
from records.staff.users import User

ERASED = "Erased client"
"""The name of everybody who was erased."""
WHY = "The person was erased."
"""What stands where a reason quoted their words."""


class Erasure(Base):
    """A client was erased. Without a user it was done on the command line."""

    __tablename__ = "erasures"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, autoincrement=False)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship()
    user: Mapped[User | None] = relationship()


class WordsEnded(Base):
    """The words of one answer went because the time for which its form keeps them was over; its client stays known."""

    __tablename__ = "words_ended"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True, autoincrement=False)
    at: Mapped[instant]


def ended_words(session: Session, client_id: int) -> dict[int, WordsEnded]:
    """The answers of a client whose words went, by their numbers."""
    those = select(WordsEnded).join(Submission, Submission.id == WordsEnded.submission_id)
    found = session.scalars(those.where(Submission.client_id == client_id))
    return {each.submission_id: each for each in found}


def is_unreadable(session: Session, submission: Submission) -> bool:
    """Whether the words of an answer are gone: its client was erased, or its time is over."""
    if submission.name or submission.answer:
        return False
    gone = session.get(WordsEnded, submission.id) or erasure_of(session, submission.client_id)
    return gone is not None


def erasure_of(session: Session, client_id: int) -> Erasure | None:
    """The erasure of a client, None while they are known."""
    return session.get(Erasure, client_id)
