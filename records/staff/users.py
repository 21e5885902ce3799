"""Staff: who may sign in, and as what."""

import secrets
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from hashlib import sha256
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask_login import UserMixin
from sqlalchemy import ColumnElement, ForeignKey, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.db import Base, instant, key

# Argon2id with the library's own parameters (RFC 9106, low-memory profile).
_hasher = PasswordHasher()
# Each takes 64 MB and keeps all processors busy by itself.
_one_at_a_time = Lock()
# Kept instead of a hash; it is none, so no password fits it.
_NO_PASSWORD = ""
SHORTEST_PASSWORD = 10
# Without those that are easily taken for each other when they are read out: 12 of these are 59 bits.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""What codes are made of that people read and type."""


class UserRole(StrEnum):
    """What a member of staff may do: owners everything, staff the daily work, viewers only look."""

    OWNER = "owner"
    STAFF = "staff"
    VIEWER = "viewer"


class User(UserMixin, Base):
    """A member of staff. ``session_key`` is part of the session, so a new one signs out everywhere.

    ``single_keys`` says that a key alone decides on the page of an answer (WCAG 2.1.4 asks for a switch).
    """

    __tablename__ = "users"

    id: Mapped[key]
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[UserRole]
    password_hash: Mapped[str]
    session_key: Mapped[str]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"))
    created_at: Mapped[instant]
    single_keys: Mapped[bool] = mapped_column(server_default=true(), default=True)

    def get_id(self) -> str:
        """What the session remembers: the row and its present session key."""
        return f"{self.id}.{self.session_key}"

    @property
    def may_change(self) -> bool:
        """Whether the user may change records, not only look at them."""
        return self.role is not UserRole.VIEWER

    def set_password(self, password: str) -> None:
        """Keep a new password as its Argon2id hash, and end all sessions of the old one."""
        self.password_hash = hashed(password)
        self.end_sessions()

    def end_sessions(self) -> None:
        """Sign the user out everywhere: a cookie that somebody kept is worth nothing any more."""
        self.session_key = secrets.token_urlsafe(12)

    def shut_out(self) -> None:
        """Let no password fit any longer, and end all sessions."""
        self.password_hash = _NO_PASSWORD
        self.session_key = secrets.token_urlsafe(12)

    @property
    def is_shut_out(self) -> bool:
        """Whether no password fits."""
        return self.password_hash == _NO_PASSWORD

    @property
    def password_state(self) -> str:
        """What changes with the password, and with being taken away; it says nothing of the password."""
        return sha256(self.password_hash.encode()).hexdigest()

    @classmethod
    def may_sign_in(cls) -> ColumnElement[bool]:
        """The condition that somebody can sign in at all."""
        return cls.password_hash != _NO_PASSWORD


def add_user(session: Session, email: str, role: UserRole, password: str, name: str = "") -> User:
    """A new member of staff. The address is taken in lower case; a second one of it is refused.

    Raises ValueError if the address is taken.
    """
    address = email.strip().lower()
    if session.scalars(select(User).where(User.email == address)).first():
        raise ValueError(f"{address} has an account already")
    user = User(email=address, name=name or address.partition("@")[0], role=role, created_at=datetime.now(UTC))
    user.set_password(password)
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError as error:
        # Sent twice at once: the other one was first.
        raise ValueError(f"{address} has an account already") from error
    return user


def user_by_email(session: Session, email: str) -> User:
    """The account of this address, in any case of letters. Raises LookupError if there is none."""
    address = email.strip().lower()
    user = session.scalars(select(User).where(User.email == address)).first()
    if user is None:
        raise LookupError(f"{address} has no account")
    return user


def first_password() -> str:
    """A password that nobody guesses, to be read out or copied once: ``k7tq-m2xv-9hdp``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def replace_password(session: Session, number: int, known: str, made: str) -> bool:
    """Keep the hash of a new password of an account whose hash is still ``known``, and end all sessions of the old one.

    False if it is another one by now: somebody was given a new password, or taken away, at the same moment.
    """
    values = {"password_hash": made, "session_key": secrets.token_urlsafe(12)}
    changed = session.execute(update(User).where(User.id == number, User.password_hash == known).values(values))
    return bool(changed.rowcount)  # type: ignore[attr-defined]


@cache
def _nobodys_hash() -> str:
    """Compared against when the address is unknown. Made at the first sign-in, whoever it is: commands need none."""
    return hashed(secrets.token_urlsafe(16))


def hashed(password: str) -> str:
    """A password as its Argon2id hash, which takes a while on purpose."""
    with _one_at_a_time:
        return _hasher.hash(password)


def fits(known: str, password: str) -> bool:
    """Whether a password is that of a hash."""
    try:
        with _one_at_a_time:
            return _hasher.verify(known, password)
    except (Argon2Error, InvalidHashError):
        return False


def user_by_password(session: Session, email: str, password: str) -> User | None:
    """The user with this address and password, else None, after the same time in every case.

    It ends the transaction, so that nobody waits for the database while the password is hashed, and reads anew: who is
    taken away, or given another password, in the meantime does not come in.
    """
    account = select(User.id, User.password_hash).where(User.email == email.strip().lower())
    number, known = session.execute(account).tuples().first() or (0, _NO_PASSWORD)
    session.rollback()
    # An account that was removed has no hash, and is answered after the same time as well.
    if not fits(known or _nobodys_hash(), password):
        return None
    return session.scalars(select(User).where(User.id == number, User.password_hash == known)).first()


def user_by_session(session: Session, session_id: str) -> User | None:
    """The user that a session remembers, unless the password changed since."""
    number, _, session_key = session_id.partition(".")
    user = session.get(User, int(number)) if number.isdigit() else None
    if user and secrets.compare_digest(user.session_key, session_key):
        return user
    return None
