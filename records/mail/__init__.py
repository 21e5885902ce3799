"""Outgoing mail: a queue of rows. Whoever has something to say queues it, and ``flask jobs run`` sends it."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import email_validator
from sqlalchemy import JSON, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.mail.opt_outs import wants_no_mail
from records.staff.users import User

LONGEST_SUBJECT = 300
LONGEST_NAME = 200
# A field name has no space and no colon (RFC 5322, 3.6.8).
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
# What the message itself says, so that no caller says it differently.
_OF_THE_MESSAGE = frozenset(
    {"from", "to", "cc", "bcc", "subject", "date", "message-id", "sender", "mime-version", "return-path"}
)


class BadMail(ValueError):
    """A mail that could never be sent; the message says why."""


class GivenUp(StrEnum):
    """Why a mail will not be sent."""

    ADDRESS_REFUSED = "the address was refused"
    REFUSED = "the mail was refused"
    TOO_LONG = "it was tried for five days"
    BY_STAFF = "somebody stopped it"
    OPTED_OUT = "the person wants no mail"
    ANSWERED = "they have answered meanwhile"
    NOT_ALLOWED = "nobody says any more that you may write"
    OTHER_ADDRESS = "they have another address now"
    NO_LEAVE = "a client in it withdrew their leave"
    NO_LINK = "the link in it was ended"


MAY_BE_TRIED = frozenset({GivenUp.ADDRESS_REFUSED, GivenUp.REFUSED, GivenUp.TOO_LONG, GivenUp.BY_STAFF})
"""The reasons after which a person may let a mail be tried again; after all others it must not go out."""


class Mail(Base):
    """One mail to one address.

    ``about_table`` and ``about_id`` say which record it is about. ``once`` names what must be mailed one time only.
    ``due_at`` is when it is tried next, None once it was sent or given up. While it is being sent, ``claim`` is the
    sender's mark and ``due_at`` the time from which others take that sender for dead. ``left_by_id`` is who has seen
    that it was given up, and leaves it at that. ``message_id`` is made at the first attempt and stays.
    """

    __tablename__ = "mails"
    __table_args__ = (Index(None, "due_at"), Index(None, "sent_at"), Index(None, "given_up_at"), Index(None, "to"))

    id: Mapped[key]
    kind: Mapped[str]
    to: Mapped[str]
    to_name: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    headers: Mapped[dict[str, str]] = mapped_column(JSON)
    about_table: Mapped[str | None]
    about_id: Mapped[int | None]
    once: Mapped[str | None] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[instant]
    not_before: Mapped[instant]
    due_at: Mapped[instant | None]
    claim: Mapped[str | None]
    attempts: Mapped[int]
    last_error: Mapped[str]
    message_id: Mapped[str | None]
    sent_at: Mapped[instant | None]
    given_up_at: Mapped[instant | None]
    given_up_because: Mapped[GivenUp | None]
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    left_by: Mapped[User | None] = relationship(foreign_keys=[left_by_id])

    def forget(self) -> None:
        """Take out whom it was to and what it said; when it was sent stays."""
        self.to = self.to_name = self.subject = self.text = self.last_error = ""
        self.html, self.headers = None, {}


def send_later(
    session: Session,
    kind: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    *,
    name: str = "",
    html: str | None = None,
    headers: Mapping[str, str] | None = None,
    about: Base | None = None,
    user: User | None = None,
    not_before: datetime | None = None,
    once: str | None = None,
) -> Mail:
    """Queue a mail to one address; ``name`` is the person's.

    A second one of the same ``once`` is not queued: the first is returned as it stands. Line breaks and other signs
    that steer become spaces in the subject, the name and the headers, so that no value can add a header.

    Raises BadMail if the address is none or wants no mail, or a header is one that the message has by itself.
    """
    if once is not None:
        locked_by_name(session, f"mail {once}")
        queued = session.scalars(select(Mail).where(Mail.once == once)).first()
        if queued:
            return queued
    address = mail_address(to)
    if wants_no_mail(session, address):
        raise BadMail("Whoever has this address wants no mail from you; that is final.")
    mail = Mail(
        kind=kind,
        to=address,
        to_name=on_one_line(name)[:LONGEST_NAME],
        subject=on_one_line(subject)[:LONGEST_SUBJECT],
        text=text,
        html=html,
        headers=_checked(headers or {}),
        about_table=about.__tablename__ if about else None,
        about_id=_number_of(session, about) if about else None,
        once=once,
        user=user,
        made_at=at,
        not_before=not_before or at,
        due_at=not_before or at,
        attempts=0,
        last_error="",
    )
    session.add(mail)
    session.flush()
    return mail


def mail_address(typed: str) -> str:
    """An address as mail is sent to it. Raises BadMail."""
    try:
        checked = email_validator.validate_email(typed.strip(), check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError as problem:
        raise BadMail(f"The address cannot be used: {problem}") from problem
    return checked.normalized


def on_one_line(text: str) -> str:
    """Text without line breaks and without signs that steer."""
    # Half of a surrogate pair is no character, and no header could be written with it.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(character if character.isprintable() else " " for character in whole).split())


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name in headers:
        if not _FIELD_NAME.fullmatch(name):
            raise BadMail(f"{name!r} is no name of a header.")
        if name.lower() in _OF_THE_MESSAGE or name.lower().startswith("content-"):
            raise BadMail(f"The message itself says {name}.")
    return {name: on_one_line(value) for name, value in headers.items()}


def _number_of(session: Session, row: Any) -> int:
    session.flush()
    return int(row.id)
