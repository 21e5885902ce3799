"""The second factor of a sign-in: a secret that somebody's phone makes codes of (TOTP, RFC 6238), and recovery codes.

The secret is sealed with the application's key. Recovery codes are kept as hashes: each is 80 bits drawn by chance, so
that a quick hash of it tells nothing, and none needs a key, because they are what helps when the key is lost.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import pyotp
from sqlalchemy import ForeignKey, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.db import Base, instant, key
from records.firm import Firm, the_firm
from records.sealing import CannotOpen, opened, sealed
from records.staff.user_changes import UserDid, alone_with, note_change
from records.staff.users import LETTERS, User

SETTING_UP = timedelta(minutes=30)
"""So long a new secret waits for its first code; after that another one is made."""
RECOVERY_CODES = 10
_GROUPS, _GROUP = 4, 4


class SecondFactor(Base):
    """What a user signs in with beside the password; it counts from ``on_since`` on, when a code first confirmed it.

    ``last_step`` is the last span of thirty seconds whose code was taken, so that a code counts once. ``wrong`` counts
    the wrong codes since the last right one, ``wrong_at`` is when the last of them came.
    """

    __tablename__ = "second_factors"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[str]
    begun_at: Mapped[instant]
    on_since: Mapped[instant | None]
    last_step: Mapped[int] = mapped_column(default=0)
    wrong: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[instant | None]

    def is_being_set_up(self, at: datetime) -> bool:
        """Whether it waits for its first code."""
        return self.on_since is None and at - self.begun_at < SETTING_UP


class RecoveryCode(Base):
    """A code to sign in with once when the phone is not at hand, as its hash."""

    __tablename__ = "recovery_codes"

    id: Mapped[key]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    hashed: Mapped[str]
    made_at: Mapped[instant]
    used_at: Mapped[instant | None]


class AlreadyOn(Exception):
    """The user has a second factor that counts."""


class NotOn(Exception):
    """The user has none that counts, or none that waits for its first code."""


class WrongCode(ValueError):
    """A code that does not count; the message says why and what to do."""


def second_factor(session: Session, user_id: int) -> SecondFactor | None:
    """A user's second factor if it counts."""
    found = select(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.on_since.is_not(None))
    # Read anew: how often it was tried meanwhile is not what it was before the wait for a lock.
    return session.scalars(found.execution_options(populate_existing=True)).first()


def being_set_up(session: Session, user_id: int, at: datetime) -> SecondFactor | None:
    """A user's second factor if it waits for its first code."""
    found = session.get(SecondFactor, user_id)
    return found if found is not None and found.is_being_set_up(at) else None


def who_has_one(session: Session) -> set[int]:
    """The numbers of all users whose second factor counts."""
    return set(session.scalars(select(SecondFactor.user_id).where(SecondFactor.on_since.is_not(None))))


def who_cannot_use_it(session: Session, app_key: str) -> list[str]:
    """The addresses of those whose secret was sealed with another key, so that no code of theirs can be checked."""
    kept = select(User.email, SecondFactor).join(User, User.id == SecondFactor.user_id).order_by(User.email)
    counts = kept.where(SecondFactor.on_since.is_not(None), User.may_sign_in())
    return [email for email, factor in session.execute(counts) if not can_be_read(factor, app_key)]


def secret_of(factor: SecondFactor, app_key: str) -> str:
    """The secret in letters of base 32. Raises sealing.CannotOpen if the application has another key by now."""
    return opened(factor.sealed, app_key)


def can_be_read(factor: SecondFactor, app_key: str) -> bool:
    """Whether codes can be checked: not after SECRET_KEY was lost or changed."""
    try:
        secret_of(factor, app_key)
    except CannotOpen:
        return False
    return True


def recovery_codes_left(session: Session, user_id: int) -> int:
    """How many recovery codes of a user are not used yet."""
    unused = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused) or 0


def recovery_codes_made_at(session: Session, user_id: int) -> datetime | None:
    """When the recovery codes of a user were made, all of them together; None if there are none."""
    return session.scalar(select(RecoveryCode.made_at).where(RecoveryCode.user_id == user_id).limit(1))


def begin(session: Session, user: User, app_key: str, at: datetime) -> None:
    """Make a new secret that does not count yet. Raises AlreadyOn if one counts."""
    alone_with(session, user)
    factor = session.get(SecondFactor, user.id, populate_existing=True)
    if factor is not None and factor.on_since is not None:
        raise AlreadyOn
    session.merge(SecondFactor(user_id=user.id, sealed=sealed(pyotp.random_base32(), app_key), begun_at=at))
    session.flush()


def switch_on(session: Session, user: User, typed: str, app_key: str, at: datetime) -> list[str]:
    """Let the secret count, now that a code shows that the phone has it; all sessions of the user end.

    Returns the recovery codes, which are never to be had again. Raises WrongCode if the code does not fit, NotOn if
    none waits for its first code.
    """
    alone_with(session, user)
    factor = session.get(SecondFactor, user.id, populate_existing=True)
    if factor is None or not factor.is_being_set_up(at) or not can_be_read(factor, app_key):
        raise NotOn
    step = step_that_fits(secret_of(factor, app_key), typed, at)
    if step is None:
        raise WrongCode(
            "This code is not right. Type the one that your app shows now; if none fits, let your phone set its clock "
            "by itself"
        )
    factor.on_since, factor.last_step = at, step
    note_change(session, user, UserDid.SECOND_FACTOR_ON, user.role, user.role, at, user)
    user.end_sessions()
    return _new_codes(session, user, at)


def renew_recovery_codes(session: Session, user: User, at: datetime) -> list[str]:
    """Recovery codes in place of those that there were. Raises NotOn without a second factor."""
    alone_with(session, user)
    if second_factor(session, user.id) is None:
        raise NotOn
    note_change(session, user, UserDid.RECOVERY_CODES_MADE, user.role, user.role, at, user)
    return _new_codes(session, user, at)


def take_away(session: Session, user: User, at: datetime, by: User | None) -> None:
    """Let the password alone be enough again; all sessions of the user end. Raises NotOn where it is already."""
    alone_with(session, user)
    if second_factor(session, user.id) is None:
        raise NotOn
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    is_own = by is not None and by.id == user.id
    did = UserDid.SECOND_FACTOR_OFF if is_own else UserDid.SECOND_FACTOR_TAKEN
    note_change(session, user, did, user.role, user.role, at, by)
    user.end_sessions()
    session.flush()


def require_of_all(session: Session, required: bool, at: datetime, by: User) -> None:
    """Ask every user for a second factor, or leave it to each; a row beside whoever said so."""
    changed = update(Firm).where(Firm.needs_second_factor.is_not(required)).values(needs_second_factor=required)
    if session.execute(changed).rowcount:  # type: ignore[attr-defined]  # an update has one
        did = UserDid.SECOND_FACTOR_REQUIRED if required else UserDid.SECOND_FACTOR_LEFT
        note_change(session, by, did, by.role, by.role, at, by)
        session.flush()


def has_to_switch_on(session: Session, user: User) -> bool:
    """Whether the firm asks everybody for a second factor, and this user has none."""
    return the_firm(session).needs_second_factor and second_factor(session, user.id) is None


def step_that_fits(secret: str, typed: str, at: datetime) -> int | None:
    """The span of thirty seconds whose code was typed: the present one, or one beside it, for clocks that differ."""
    codes = pyotp.TOTP(secret)
    now = codes.timecode(at)
    # As bytes, because text of other scripts is not compared in even time.
    code = typed.encode()
    steps = (now - 1, now, now + 1)
    fitting = [step for step in steps if secrets.compare_digest(codes.generate_otp(step).encode(), code)]
    return max(fitting, default=None)


def hash_of(recovery_code: str) -> str:
    """What is kept of a recovery code, written in small letters and without what is between its groups."""
    return sha256(recovery_code.encode()).hexdigest()


def _new_codes(session: Session, user: User, at: datetime) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(_GROUPS * _GROUP)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(user_id=user.id, hashed=hash_of(each), made_at=at) for each in codes)
    session.flush()
    return ["-".join(each[place : place + _GROUP] for place in range(0, len(each), _GROUP)) for each in codes]
