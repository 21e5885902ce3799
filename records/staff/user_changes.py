"""What somebody was let do, and by whom: an account is added, may do more or less, is taken away and comes back.

Each is a row with who and when, and so is what is done with its second factor. Whoever changes their own password
changes nothing that they may do.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User, UserRole, add_user, hashed


class LastOwner(Exception):
    """Nobody would be left who may do everything."""


class UserDid(StrEnum):
    """What was done to an account."""

    ADDED = "added"
    ROLE = "role"
    REMOVED = "removed"
    BACK = "back"
    PASSWORD = "password"  # noqa: S105  # what was done, and no password
    SECOND_FACTOR_ON = "second factor on"
    SECOND_FACTOR_OFF = "second factor off"
    SECOND_FACTOR_TAKEN = "second factor taken away"
    RECOVERY_CODES_MADE = "recovery codes made"
    RECOVERY_CODE_USED = "recovery code used"
    SECOND_FACTOR_REQUIRED = "second factor required of all"
    SECOND_FACTOR_LEFT = "second factor left to each"


class UserChange(Base):
    """One change of an account: what it could do ``before`` and ``after``, None where nobody could sign in with it.

    ``user_id`` is who did it; without one it was the command line. The role of who is taken away can change as well.
    """

    __tablename__ = "user_changes"

    id: Mapped[key]
    account_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    did: Mapped[UserDid]
    before: Mapped[UserRole | None]
    after: Mapped[UserRole | None]
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    account: Mapped[User] = relationship(foreign_keys=[account_id])
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])


def take_on(
    session: Session, email: str, role: UserRole, password: str, at: datetime, by: User | None, name: str = ""
) -> User:
    """A new member of staff. Raises ValueError if the address is taken."""
    user = add_user(session, email, role, password, name)
    note_change(session, user, UserDid.ADDED, None, role, at, by)
    return user


def change_role(session: Session, user: User, role: UserRole, at: datetime, by: User | None) -> None:
    """Let a user do more, or less. Raises LastOwner if nobody would be left who may do everything."""
    if role is not UserRole.OWNER:
        _leave_an_owner(session, user)
    alone_with(session, user)
    if user.role is not role:
        note_change(session, user, UserDid.ROLE, user.role, role, at, by)
        user.role = role
        session.flush()


def give_password(session: Session, user: User, password: str, at: datetime, by: User | None) -> None:
    """Let a user sign in with another password only; who was taken away is back with it. All their sessions end."""
    made = hashed(password)
    alone_with(session, user)
    did, before = (UserDid.BACK, None) if user.is_shut_out else (UserDid.PASSWORD, user.role)
    note_change(session, user, did, before, user.role, at, by)
    user.password_hash = made
    user.end_sessions()
    session.flush()


def remove_user(session: Session, user: User, at: datetime, by: User | None) -> None:
    """Let a user no longer sign in; what they decided stays. Raises LastOwner for the only owner who can sign in."""
    _leave_an_owner(session, user)
    alone_with(session, user)
    if not user.is_shut_out:
        note_change(session, user, UserDid.REMOVED, user.role, None, at, by)
        user.shut_out()
        session.flush()


def changes_of_users(session: Session, limit: int, of: User | None = None) -> Sequence[UserChange]:
    """What was done to accounts, or to one of them, the newest first."""
    those = select(UserChange).options(joinedload(UserChange.account), joinedload(UserChange.user))
    if of is not None:
        those = those.where(UserChange.account_id == of.id)
    return session.scalars(those.order_by(UserChange.at.desc(), UserChange.id.desc()).limit(limit)).all()


def note_change(
    session: Session,
    account: User,
    did: UserDid,
    before: UserRole | None,
    after: UserRole | None,
    at: datetime,
    by: User | None,
) -> None:
    """Write down what was done to an account, when and by whom."""
    session.add(
        UserChange(account_id=account.id, did=did, before=before, after=after, at=at, user_id=by.id if by else None)
    )


def _leave_an_owner(session: Session, user: User) -> None:
    # Two owners who take each other away at once come one after the other.
    owners = select(User.id).where(User.role == UserRole.OWNER, User.may_sign_in()).order_by(User.id)
    if session.scalars(owners.with_for_update()).all() == [user.id]:
        raise LastOwner(f"{user.email} is the only owner who can sign in; add another owner first")


def alone_with(session: Session, user: User) -> None:
    """What is written down as before is what it was, also where another owner has just changed it."""
    session.refresh(user, with_for_update=True)
