"""The secrets with which other programs sign what they send to the webhook."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.sealing import CannotOpen, opened, sealed
from records.staff.users import User

_SEEN_AGAIN = timedelta(minutes=1)
"""``last_used_at`` is not written more often: each delivery would wait for the one before it."""


class Origin(StrEnum):
    """Whose way of signing and of telling a delivery has."""

    WHENCE = "whence"
    STRIPE = "stripe"


class HookSecret(Base):
    """A secret, sealed with the application's key. ``ending`` are its last characters, to tell it by."""

    __tablename__ = "hook_secrets"
    __table_args__ = (Index(None, "origin", "revoked_at"),)

    id: Mapped[key]
    origin: Mapped[Origin]
    name: Mapped[str]
    sealed: Mapped[str]
    ending: Mapped[str]
    made_at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    last_used_at: Mapped[instant | None]
    revoked_at: Mapped[instant | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    revoked_by: Mapped[User | None] = relationship(foreign_keys=[revoked_by_id])


def new_text() -> str:
    """The text of a secret that nobody guesses."""
    return f"whk_{secrets.token_urlsafe(32)}"


class KeptAlready(ValueError):
    """A secret of ours has one program: revoked for one, it would be good for the other."""


def make_secret(
    session: Session, origin: Origin, name: str, app_key: str, at: datetime, user: User, given: str = ""
) -> tuple[HookSecret, str]:
    """A new secret and its text: the one that is given (Stripe gives its own, ``whsec_…``), else one made here.

    Ours of the same name sent twice is the one that is there. Raises KeptAlready if it is another program's or revoked.
    """
    text = given.strip() or new_text()
    if origin is Origin.WHENCE:
        locked_by_name(session, "secrets of the webhook")
        kept = _kept_as(session, text, app_key)
        if kept is not None and (kept.revoked_at or kept.name != name.strip()):
            raise KeptAlready(f"“{kept.name}” had this secret already")
        if kept is not None:
            return kept, text
    made = HookSecret(
        origin=origin, name=name.strip(), sealed=sealed(text, app_key), ending=text[-4:], made_at=at, user=user
    )
    session.add(made)
    session.flush()
    return made, text


def _kept_as(session: Session, text: str, app_key: str) -> HookSecret | None:
    for each in session.scalars(select(HookSecret).where(HookSecret.ending == text[-4:])):
        try:
            if text_of(each, app_key) == text:
                return each
        except CannotOpen:
            continue
    return None


def revoke_secret(session: Session, secret: HookSecret, at: datetime, user: User) -> None:
    """Let nothing that is signed with a secret be taken any more."""
    if secret.revoked_at is None:
        secret.revoked_at, secret.revoked_by_id = at, user.id
        session.flush()


def secrets_in_force(session: Session, origin: Origin) -> list[HookSecret]:
    """The secrets that are not revoked, the newest first; several while one is being replaced."""
    valid = select(HookSecret).where(HookSecret.origin == origin, HookSecret.revoked_at.is_(None))
    return list(session.scalars(valid.order_by(HookSecret.id.desc())))


def text_of(secret: HookSecret, app_key: str) -> str:
    """The secret itself. Raises sealing.CannotOpen if the application has another key by now."""
    return opened(secret.sealed, app_key)


def can_be_opened(secret: HookSecret, app_key: str) -> bool:
    """Whether signatures can be checked with it: not after SECRET_KEY was lost or changed."""
    try:
        text_of(secret, app_key)
    except CannotOpen:
        return False
    return True


def used(secret: HookSecret, at: datetime) -> None:
    """Remember when something was last signed with a secret, to the minute."""
    if secret.last_used_at is None or at - secret.last_used_at >= _SEEN_AGAIN:
        secret.last_used_at = at
