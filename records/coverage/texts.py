"""What the mail says that asks a client: a text of the firm's own, each change a row, the latest counts."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User

LINK = "{link}"
SUBJECT = "One question from {firm}"
BODY = """Hello {name},

thank you for coming to us. May we ask you one thing: what brought you to {firm}?

Your answer takes half a minute, without any account:
{link}

Thank you
{firm}
"""
WORDS = ("name", "firm", "link")
"""What stands in curly brackets in a text, and is filled in for each client."""


_WORD = re.compile(r"\{(name|firm|link)\}")


class BadText(ValueError):
    """A text that cannot be sent; the message says what to do."""


class AskText(Base):
    """The subject and the words of the mail from a moment on."""

    __tablename__ = "ask_texts"

    id: Mapped[key]
    subject: Mapped[str]
    body: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User | None] = relationship()


def text_in_force(session: Session) -> tuple[str, str]:
    """The subject and the words of today: the firm's own, else those that everybody begins with."""
    latest = session.scalars(select(AskText).order_by(AskText.id.desc())).first()
    return (latest.subject, latest.body) if latest else (SUBJECT, BODY)


def change_text(session: Session, subject: str, body: str, at: datetime, user: User | None) -> AskText:
    """Let the mail say something else from now on. Raises BadText without the link, or with an unknown word."""
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
    if not subject or not body:
        raise BadText("Write a subject and a text.")
    if LINK not in body:
        raise BadText("The text needs {link}, where the client's own link is put in.")
    for text in (subject, body):
        filled_in(text, dict.fromkeys(WORDS, ""))
    kept = AskText(subject=subject, body=body + "\n", at=at, user_id=user.id if user else None)
    session.add(kept)
    session.flush()
    return kept


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """A text with its words put in. Raises BadText if something else stands in curly brackets."""
    if re.sub(_WORD, "", text).translate(str.maketrans("", "", "{}")) != re.sub(_WORD, "", text):
        raise BadText("Only {name}, {firm} and {link} can stand in curly brackets.")
    # In one pass, so that what is put in is not read again.
    return re.sub(_WORD, lambda found: words[found[1]], text)
