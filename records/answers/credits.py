"""Judgements beside the client's words: the machine's decision, people's reviews, and the credits they make.

A decision and the reviews are facts. Credits follow from them (``records.answers.settling``) and are what rankings sum.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from secrets import token_hex
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, and_, false
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from attribution import Channel, Role
from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, instant, key
from records.keywords import Keyword
from records.sources import Source
from records.staff.users import User


class Verdict(StrEnum):
    """What a person decided about an answer."""

    CREDITED = "credited"
    UNKNOWN = "cannot be known"


class Standing(StrEnum):
    """Whether a credit counts for its source, waits for a person, or cannot be known."""

    CREDITED = "credited"
    IN_REVIEW = "in review"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


def group_of_its_own() -> str:
    """The name of a new group of answers, which says nothing of the words."""
    return token_hex(8)


class Decision(Base):
    """What the machine judged of one submission; judged again, it is replaced.

    ``result`` is the judgement as ``records.answers.judgements`` keeps it. ``is_open`` says that it waits for a person.
    ``tables_version`` is that of the tables (and of the firm's lists) that the visit was read with; the visit itself
    stays in ``Touch`` as it came. ``words_key`` is the digest of the words as they are compared, ``words_block`` what
    narrows down what may be nearly the same, ``words_group`` the name of the group of those that say the same
    (``records.answers.grouping``), of which an answer without words has one to itself. ``candidates`` are the sources
    of the result, the best first.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index(None, "words_block", "is_open"),
        Index(None, "is_open", "words_group", "candidates", "submission_id"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    decision: Mapped[str]
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_open: Mapped[bool] = mapped_column(index=True)
    at: Mapped[instant]
    directory_version: Mapped[int]
    tables_version: Mapped[str] = mapped_column(server_default="")
    words_key: Mapped[str] = mapped_column(server_default="", default="", index=True)
    words_block: Mapped[str] = mapped_column(server_default="", default="")
    words_group: Mapped[str] = mapped_column(server_default="", default=group_of_its_own)
    candidates: Mapped[str] = mapped_column(server_default="", default="")

    submission: Mapped[Submission] = relationship()

    @validates("result")
    def _keep_candidates(self, _name: str, result: dict[str, Any]) -> dict[str, Any]:
        """Whatever writes a judgement, or puts one back, writes whom it names."""
        self.candidates = candidates_of(result)
        return result


def candidates_of(result: dict[str, Any]) -> str:
    """The sources that a kept judgement proposes or credits for what was said, the best first, in one text."""
    named = (each for part in ("suggestions", "credits") for each in result[part] if each["role"] == Role.INTRODUCED_BY)
    conflict = ["conflict"] if result.get("conflict") else []
    return "; ".join(conflict + [f"{each['source']['kind']} {each['source']['id']}" for each in named])


class Review(Base):
    """A person's decision about one submission. Re-matching never overrides it; a later review does.

    ``made_source_id`` is the source that was new with it, which goes again if the review is undone. ``act`` is the same
    for reviews that a person made of several answers at once; it is nobody's number, because numbers are given again.
    """

    __tablename__ = "reviews"

    id: Mapped[key]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    verdict: Mapped[Verdict]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    act: Mapped[str | None] = mapped_column(index=True)

    submission: Mapped[Submission] = relationship()
    user: Mapped[User] = relationship()
    parts: Mapped[list["ReviewPart"]] = relationship(back_populates="review", order_by="ReviewPart.position")

    @property
    def mark(self) -> int:
        """What a page knows it by again: its instant, in microseconds, because numbers are given again."""
        return (self.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


class ReviewPart(Base):
    """One source that a review credits, with its share in millionths; the decisive one has position 0.

    ``made`` says of one that is not decisive that it was new with the review.
    """

    __tablename__ = "review_parts"

    id: Mapped[key]
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    position: Mapped[int]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    share: Mapped[int]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    made: Mapped[bool] = mapped_column(server_default=false(), default=False)

    review: Mapped[Review] = relationship(back_populates="parts")
    source: Mapped[Source] = relationship()


class Credit(Base):
    """Ties a client to a source in one role, or says that this part is open or cannot be known.

    In each role a client's shares add up to 1,000,000. Position 0 is decisive. The keyword stands on the
    decisive credit of its role. ``alias_id`` is the alias that decided it.
    """

    __tablename__ = "credits"
    __table_args__ = (
        Index(None, "client_id", "role", "position", unique=True),
        Index(None, "source_id", "role"),
        Index(None, "role", "position", "standing"),
    )

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    role: Mapped[Role]
    position: Mapped[int]
    standing: Mapped[Standing]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    channel: Mapped[Channel]
    share: Mapped[int]
    confidence: Mapped[float | None]
    rule: Mapped[str]
    reason: Mapped[str]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    alias_id: Mapped[int | None] = mapped_column(ForeignKey("aliases.id"), index=True)
    keyword_id: Mapped[int | None] = mapped_column(ForeignKey("keywords.id"), index=True)
    keyword_kind: Mapped[str | None]

    client: Mapped[Client] = relationship()
    submission: Mapped[Submission | None] = relationship()
    source: Mapped[Source | None] = relationship()
    keyword: Mapped[Keyword | None] = relationship()
    review: Mapped[Review | None] = relationship()


@cache
def introduced() -> ColumnElement[bool]:
    """The credits that are a referral received: what a client said, decided for a source."""
    return and_(Credit.role == Role.INTRODUCED_BY, Credit.standing == Standing.CREDITED, Credit.source_id.is_not(None))
