"""The words that a thank-you mail begins with: templates that staff can change, each change a row.

There are two of each language: one that names clients who agreed to be named, and one that speaks of nobody. The second
says neither that somebody came nor how many did, because a partner who sent one person would know who it was.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User

ENGLISH = "en"
PLACES = ("{partner}", "{clients}", "{firm}", "{signer}")
"""What is filled in: the partner's name, the clients who may be named, the firm's name, who writes."""


class Words(NamedTuple):
    """A subject and a text, with places to be filled in."""

    subject: str
    text: str


_AT_FIRST = {
    True: Words(
        "Thank you for recommending {firm}",
        "Dear {partner},\n\nthank you for telling {clients} about us. That you trust us with people you know means a"
        " lot to all of us at {firm}.\n\nKind regards,\n{signer}\n{firm}\n",
    ),
    False: Words(
        "Thank you for recommending {firm}",
        "Dear {partner},\n\nthank you for speaking well of us. That you recommend {firm} to people you know means a lot"
        " to all of us.\n\nKind regards,\n{signer}\n{firm}\n",
    ),
}


class ThanksWording(Base):
    """A template as somebody has written it; the newest of its language and sort counts."""

    __tablename__ = "thanks_wordings"
    __table_args__ = (Index(None, "language", "names_clients"),)

    id: Mapped[key]
    language: Mapped[str]
    names_clients: Mapped[bool]
    subject: Mapped[str]
    text: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship()


def words_for(session: Session, names_clients: bool, language: str = ENGLISH) -> Words:
    """The template in force: what staff have written last, else the one that comes with the program."""
    row = newest_wording(session, names_clients, language)
    return Words(row.subject, row.text) if row else _AT_FIRST[names_clients]


def newest_wording(session: Session, names_clients: bool, language: str = ENGLISH) -> ThanksWording | None:
    """What staff have written last, None where nobody has changed anything."""
    rows = select(ThanksWording).where(
        ThanksWording.language == language, ThanksWording.names_clients.is_(names_clients)
    )
    return session.scalars(rows.order_by(ThanksWording.id.desc()).limit(1)).first()


def change_words(
    session: Session, names_clients: bool, words: Words, at: datetime, user: User, language: str = ENGLISH
) -> ThanksWording | None:
    """Keep other words for a template; None if they are those in force.

    Raises ValueError if the one that speaks of nobody has a place for clients.
    """
    if not names_clients and "{clients}" in words.subject + words.text:
        raise ValueError("{clients} can only stand in the other one: these words go out where nobody agreed")
    if words == words_for(session, names_clients, language):
        return None
    row = ThanksWording(
        language=language, names_clients=names_clients, subject=words.subject, text=words.text, at=at, user=user
    )
    session.add(row)
    session.flush()
    return row


def filled_in(words: Words, *, partner: str, clients: str, firm: str, signer: str) -> Words:
    """The words with every place filled in. What is filled in is not looked through for places again."""
    given = dict(zip(PLACES, (partner, clients, firm, signer), strict=True))
    return Words(_filled(words.subject, given), _filled(words.text, given))


def listed(names: list[str]) -> str:
    """Names as one says them: ``Ana``, ``Ana and Ben``, ``Ana, Ben and Cara``."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _filled(text: str, given: dict[str, str]) -> str:
    for place, value in given.items():
        before, found, after = text.partition(place)
        if found:
            return _filled(before, given) + value + _filled(after, given)
    return text
