"""Submissions: filled forms with the client's own words, and the visits that led to them."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from attribution import fold
from records.clients import Client
from records.db import Base, instant, key
from records.forming.forms import FormVersion
from records.sources.referral_links import ReferralLink

IMPORTED = "import"
"""The door of what a file told, and no client sent."""


class Submission(Base):
    """One filled form. Its words are never changed.

    ``identity`` is the identity that the form's token carried and ``digest`` the SHA-256 of what was sent: the
    two together are unique, so the same submission sent twice is one row. A correction of the same visitor
    points to the first one. ``order_shown`` lists the keys of the choices as the client saw them.
    ``referral_link`` is the partner's link that led to the form. ``language`` is the one that the page was
    asked for in, "" where that was the form's own. ``words_key`` has the client's words folded, to find them by.
    """

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("identity", "digest"),)

    id: Mapped[key]
    identity: Mapped[str]
    digest: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"))
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_versions.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    door: Mapped[str]
    received_at: Mapped[instant]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    company: Mapped[str] = mapped_column(default="", server_default="")
    need: Mapped[str]
    choice: Mapped[str]
    choice_label: Mapped[str]
    answer: Mapped[str]
    searched: Mapped[str]
    may_tell: Mapped[bool]
    order_shown: Mapped[list[str]] = mapped_column(JSON)
    own_answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(default="", server_default="")
    words_key: Mapped[str] = mapped_column(default="", server_default="")
    referral_link_id: Mapped[int | None] = mapped_column(ForeignKey("referral_links.id"))

    client: Mapped[Client] = relationship()
    form_version: Mapped[FormVersion | None] = relationship()
    referral_link: Mapped[ReferralLink | None] = relationship()
    corrects: Mapped["Submission | None"] = relationship(remote_side="Submission.id")
    touches: Mapped[list["Touch"]] = relationship(back_populates="submission", order_by="Touch.id")

    @property
    def said(self) -> str:
        """The client's words about what brought them, or the choice's label where they wrote none."""
        return self.answer or self.searched or self.choice_label


@event.listens_for(Submission, "before_insert")
@event.listens_for(Submission, "before_update")
def _fold_words(_mapper: object, _connection: object, submission: Submission) -> None:
    """An answer is found by its words for as long as it has them, and by no others."""
    submission.words_key = words_key(submission.answer, submission.searched, submission.need)


def words_key(*texts: str) -> str:
    """Texts to look for words in: a line each of folded words, with a space before and behind each word."""
    return "\n".join(f" {words} " for words in map(fold, texts) if words)


class Touch(Base):
    """One visit from the web as it was claimed: checked in size, otherwise kept as it came.

    ``which`` is "last" for the visit that led to the form and "first" for an earlier one, where one is known.
    """

    __tablename__ = "touches"

    id: Mapped[key]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    which: Mapped[str]
    landing_url: Mapped[str]
    referrer: Mapped[str]
    at: Mapped[instant | None]

    submission: Mapped[Submission] = relationship(back_populates="touches")
