"""What was taken back so wholly that no row of it is left: who did that, and when.

A review, a merge or a joining that is undone goes with everything that it did. Without a note of it nobody could say
afterwards why a closed month counts otherwise. The numbers point to nothing, so that nothing that goes later takes
them along.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User


class What(StrEnum):
    """What was taken back."""

    REVIEW = "review"
    MERGE = "merge"
    LESSON = "lesson"
    JOIN = "join"


class TakenBack(Base):
    """One such act: of a merge the two sources are named, of a joining the two clients, each in a row that is theirs.

    Else ``client_id`` is whose answer it was.

    Of a lesson (a spelling or a refusal) each client has one whose answer was decided by it.
    """

    __tablename__ = "taken_back"

    id: Mapped[key]
    what: Mapped[What]
    client_id: Mapped[int | None] = mapped_column(index=True)
    kept_number: Mapped[int | None]
    gone_number: Mapped[int | None]
    at: Mapped[instant] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()


def note_review_undone(session: Session, client: int, at: datetime, user: User | None) -> None:
    """A review of an answer of this client was undone."""
    session.add(TakenBack(what=What.REVIEW, client_id=client, at=at, user=user))


def note_lesson_undone(session: Session, clients: Iterable[int], at: datetime, user: User | None) -> None:
    """Something taught was undone, by which answers of these clients had been decided."""
    session.add_all(TakenBack(what=What.LESSON, client_id=number, at=at, user=user) for number in sorted(set(clients)))


def note_merge_undone(session: Session, kept: int, gone: int, at: datetime, user: User | None) -> None:
    """A merge of these two sources was undone."""
    session.add(TakenBack(what=What.MERGE, kept_number=kept, gone_number=gone, at=at, user=user))


def note_join_undone(session: Session, kept: int, gone: int, at: datetime, user: User | None) -> None:
    """These two clients, who had been joined, are two again."""
    of_both = {"what": What.JOIN, "kept_number": kept, "gone_number": gone, "at": at, "user": user}
    session.add_all(TakenBack(client_id=number, **of_both) for number in (kept, gone))
