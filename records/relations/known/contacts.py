"""Contacts: when the firm was in touch with a source, how, how long it took and what was said.

A partner is called or met; a mailing to past clients is written down at the source that stands for it.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.sources import Source
from records.staff.users import User

LONGEST = 60 * 24 * 31
"""So many minutes one entry may have: a month, and more can only be a slip of the finger."""


class ContactKind(StrEnum):
    """How the firm was in touch."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"
    EVENT = "event"
    LUNCH = "lunch"
    CARD = "card"
    OTHER = "other"


class ContactDid(StrEnum):
    """What was done to an entry."""

    CHANGED = "changed"
    REMOVED = "removed"


class BadContact(ValueError):
    """A contact that cannot be meant; the message says why and what would do."""


class NotTheNewestChange(Exception):
    """Somebody has changed the same entry since; that has to be undone first."""


class Contact(Base):
    """The firm was in touch with a source on a day; 0 minutes where nobody has said how long it took.

    ``removed_at`` repeats the newest change that removed it: it then counts nowhere.
    """

    __tablename__ = "contacts"
    __table_args__ = (Index(None, "source_id", "happened_on"),)

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    on: Mapped[date] = mapped_column("happened_on")
    kind: Mapped[ContactKind]
    minutes: Mapped[int]
    words: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[instant]
    removed_at: Mapped[instant | None]

    source: Mapped[Source] = relationship()
    user: Mapped[User | None] = relationship()


class ContactChange(Base):
    """One change of an entry: who, when, and the values before it. One that was undone says by whom and when."""

    __tablename__ = "contact_changes"
    __table_args__ = (Index(None, "contact_id"),)

    id: Mapped[key]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    did: Mapped[ContactDid]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    contact: Mapped[Contact] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])


def note_contact(
    session: Session,
    source: Source,
    kind: ContactKind,
    on: date,
    at: datetime,
    user: User | None,
    *,
    minutes: int = 0,
    words: str = "",
) -> Contact:
    """Write down that the firm was in touch with a source. Raises BadContact."""
    contact = Contact(source=source, user=user, created_at=at)
    _write(contact, kind, on, minutes, words)
    session.add(contact)
    session.flush()
    return contact


def change_contact(
    session: Session,
    contact: Contact,
    kind: ContactKind,
    on: date,
    minutes: int,
    words: str,
    at: datetime,
    user: User | None,
) -> ContactChange:
    """Give an entry other values and keep those before. Raises BadContact."""
    before = _values(contact)
    _write(contact, kind, on, minutes, words)
    return _keep(session, contact, ContactDid.CHANGED, before, at, user)


def remove_contact(session: Session, contact: Contact, at: datetime, user: User | None) -> ContactChange:
    """Let an entry count nowhere any more. Raises BadContact if it is removed already."""
    if contact.removed_at is not None:
        raise BadContact("this entry is removed already")
    before = _values(contact)
    contact.removed_at = at
    return _keep(session, contact, ContactDid.REMOVED, before, at, user)


def undo_contact_change(session: Session, change: ContactChange, at: datetime, user: User | None) -> None:
    """Give an entry the values that it had before its newest change. Raises NotTheNewestChange."""
    newest = changes_of_contact(session, change.contact, only_standing=True)
    if not newest or newest[0] is not change:
        raise NotTheNewestChange("this entry has been changed since; undo that first")
    contact, before = change.contact, change.before
    contact.kind, contact.on = ContactKind(before["kind"]), date.fromisoformat(before["on"])
    contact.minutes, contact.words = before["minutes"], before["words"]
    if change.did is ContactDid.REMOVED:
        contact.removed_at = None
    change.undone_at, change.undone_by_id = at, user.id if user else None
    session.flush()


def changes_of_contact(session: Session, contact: Contact, *, only_standing: bool = False) -> list[ContactChange]:
    """The changes of an entry, the newest first; those that were undone are left out if asked."""
    of_contact = select(ContactChange).where(ContactChange.contact_id == contact.id)
    if only_standing:
        of_contact = of_contact.where(ContactChange.undone_at.is_(None))
    return list(session.scalars(of_contact.order_by(ContactChange.id.desc())))


def _write(contact: Contact, kind: ContactKind, on: date, minutes: int, words: str) -> None:
    if not 0 <= minutes <= LONGEST:
        raise BadContact(f"{minutes} minutes cannot be meant; type 0 to {LONGEST}")
    contact.kind, contact.on, contact.minutes, contact.words = kind, on, minutes, words.strip()


def _values(contact: Contact) -> dict[str, Any]:
    return {
        "kind": contact.kind.value,
        "on": contact.on.isoformat(),
        "minutes": contact.minutes,
        "words": contact.words,
    }


def _keep(
    session: Session, contact: Contact, did: ContactDid, before: dict[str, Any], at: datetime, user: User | None
) -> ContactChange:
    change = ContactChange(contact=contact, did=did, before=before, at=at, user_id=user.id if user else None)
    session.add(change)
    session.flush()
    return change
