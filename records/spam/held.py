"""What is held back: submissions that are on disk and count nowhere, and what people have said of each.

A held-back submission is no row of ``submissions`` and has no client, so that no count, list or export has to leave it
out. What was sent is one JSON value (``records.spam.sent``), from which it becomes a submission when it is let in.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint, cast, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.answers.submissions import Submission
from records.db import Base, instant, key
from records.forming.forms import FormVersion
from records.staff.users import User


class Place(StrEnum):
    """Where a submission that was held back is now; it repeats the last step."""

    WAITS = "waits"
    SPAM = "spam"
    LET_IN = "let in"
    ENDED = "ended"


HELD = (Place.WAITS, Place.SPAM)
"""The places of what is still there to be opened and let in."""


class HeldSubmission(Base):
    """One submission that is held back, or was.

    ``identity`` and ``digest`` are those of ``Submission``. ``sent`` is what was sent, empty once it was let in or its
    time has ended. ``taken`` are the rows that a person's verdict took out of the records, as they were; None where it
    never was in them. ``score`` and ``reasons`` are the judgement of the machine: each reason has ``sign``, ``points``
    and ``why``. ``email_key``, ``phone_key`` and ``words_key`` find the same person and the same words again.
    ``submission_id`` is the submission that it became.
    """

    __tablename__ = "held_submissions"
    __table_args__ = (UniqueConstraint("identity", "digest"),)

    id: Mapped[key]
    place: Mapped[Place] = mapped_column(index=True)
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_versions.id"))
    identity: Mapped[str]
    digest: Mapped[str]
    received_at: Mapped[instant]
    held_at: Mapped[instant]
    score: Mapped[int | None]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sent: Mapped[dict[str, Any]] = mapped_column(JSON)
    taken: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    email_key: Mapped[str | None] = mapped_column(index=True)
    phone_key: Mapped[str | None] = mapped_column(index=True)
    words_key: Mapped[str | None] = mapped_column(index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"), index=True)

    form_version: Mapped[FormVersion | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
    steps: Mapped[list["HeldStep"]] = relationship(back_populates="held", order_by="HeldStep.id")

    @property
    def last_step(self) -> "HeldStep | None":
        """The last thing that was said of it; None while only the machine has judged."""
        return self.steps[-1] if self.steps else None


class HeldStep(Base):
    """Somebody said what a held-back submission is, or took that back; without a user its time had ended."""

    __tablename__ = "held_steps"

    id: Mapped[key]
    held_id: Mapped[int] = mapped_column(ForeignKey("held_submissions.id"), index=True)
    place: Mapped[Place]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    held: Mapped[HeldSubmission] = relationship(back_populates="steps")
    user: Mapped[User | None] = relationship()


def taken_of(session: Session, number: int) -> list[HeldSubmission]:
    """What was taken out of the answers of the client of a number, who stayed; the oldest first."""
    theirs = cast(HeldSubmission.taken, Text).contains(f'"client_id": {number}')
    found = select(HeldSubmission).where(HeldSubmission.place.in_(HELD), theirs).order_by(HeldSubmission.id)
    return [held for held in session.scalars(found) if _is_taken_of(held.taken or {}, number)]


def _is_taken_of(taken: dict[str, Any], number: int) -> bool:
    """Whether the rows are of a client who stayed; the number of one who went along may be another's by now."""
    return not taken.get("clients") and any(row["client_id"] == number for row in taken.get("submissions", []))
