"""What staff have changed of what was learned, and what the machine had decided before: enough to take it back."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.answers.submissions import Submission
from records.db import Base, instant, key
from records.sources import Source
from records.staff.users import User


class LessonChange(Base):
    """A change of an alias or of a rejection by a person; the other columns are what it was before.

    ``stopped_by_id`` is the review that had suspended the alias, or lifted the rejection. ``review_id`` is the review
    that confirmed a suspended alias anew, where the change came from one.
    """

    __tablename__ = "lesson_changes"

    id: Mapped[key]
    alias_id: Mapped[int | None] = mapped_column(ForeignKey("aliases.id"), index=True)
    rejection_id: Mapped[int | None] = mapped_column(ForeignKey("rejections.id"), index=True)
    words: Mapped[str]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    stopped_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    source: Mapped[Source] = relationship()
    user: Mapped[User] = relationship()


class DecisionBefore(Base):
    """The machine's decision about a submission before a person's act had it decided again.

    ``cause`` names the act ("alias 7"). Undoing the act puts the decision back as it was, and this row goes.
    """

    __tablename__ = "decisions_before"

    id: Mapped[key]
    cause: Mapped[str] = mapped_column(index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    decision: Mapped[str]
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]
    directory_version: Mapped[int]

    submission: Mapped[Submission] = relationship()
