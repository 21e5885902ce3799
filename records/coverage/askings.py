"""Each time that a client was asked what brought them: when, how and by whom."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, instant, key
from records.mail import Mail
from records.staff.users import User


class How(StrEnum):
    """In which way somebody was asked."""

    MAIL = "by mail"
    REMINDER = "by a reminder"
    LINK = "by a link that staff gave them"
    PERSON = "in person or on the phone"


class Asking(Base):
    """A client was asked. Who filled in the form was asked by it, and has no row for that.

    A mail that was given up has asked nobody: its row stays, and counts for nothing. ``campaign_id`` is the mailing
    to past clients that it was a part of.
    """

    __tablename__ = "askings"

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    how: Mapped[How]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)

    client: Mapped[Client] = relationship()
    user: Mapped[User | None] = relationship()
    mail: Mapped[Mail | None] = relationship()

    @property
    def stands(self) -> bool:
        """Whether the client was asked by it, or will be by a mail that waits."""
        return self.mail is None or self.mail.given_up_at is None


def note_asked(
    session: Session,
    client: Client,
    how: How,
    at: datetime,
    user: User | None,
    mail: Mail | None = None,
    campaign_id: int | None = None,
) -> Asking:
    """Keep that a client was asked."""
    asking = Asking(
        client=client, how=how, at=at, user_id=user.id if user else None, mail=mail, campaign_id=campaign_id
    )
    session.add(asking)
    session.flush()
    return asking


def askings_of(session: Session, client: Client) -> Sequence[Asking]:
    """How a client was asked, the newest first."""
    of_client = select(Asking).where(Asking.client_id == client.id)
    return session.scalars(of_client.order_by(Asking.at.desc(), Asking.id.desc())).all()


def stands() -> ColumnElement[bool]:
    """Askings by which somebody was asked, or will be by a mail that waits."""
    return ~exists().where(Mail.id == Asking.mail_id, Mail.given_up_at.is_not(None)).correlate(Asking)


def has_words() -> ColumnElement[bool]:
    """Submissions that say something of what brought the client."""
    return or_(Submission.answer != "", Submission.choice != "", Submission.searched != "")


def is_answered() -> ColumnElement[bool]:
    """Clients who have said what brought them, by whatever door."""
    return exists().where(Submission.client_id == Client.id, has_words()).correlate(Client)


ASKING_DOORS = ("web", "link")
"""The doors at which everybody is asked, whatever they answer."""


def is_asked() -> ColumnElement[bool]:
    """Clients who were asked: by a row, by the form, or by whoever has their answer."""
    asked = or_(Submission.door.in_(ASKING_DOORS), has_words())
    return or_(
        exists().where(Asking.client_id == Client.id, stands()).correlate(Client),
        exists().where(Submission.client_id == Client.id, asked).correlate(Client),
    )


def has_answered(session: Session, client: Client) -> bool:
    """Whether a client has said what brought them; they are never asked again."""
    return bool(session.scalar(select(exists().where(Submission.client_id == client.id, has_words()))))
