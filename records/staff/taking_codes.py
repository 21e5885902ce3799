"""A code in the second step of a sign-in: taken once, and not guessed.

Wrong codes are counted in the user's row, so that all processes of all servers count together, from whatever address
they come. Only who knows the password gets as far as that, so that nobody else can keep a user out.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import update
from sqlalchemy.orm import Session

from records.sealing import CannotOpen
from records.staff.second_factors import (
    NotOn,
    RecoveryCode,
    SecondFactor,
    WrongCode,
    hash_of,
    second_factor,
    secret_of,
    step_that_fits,
)
from records.staff.user_changes import UserDid, alone_with, note_change
from records.staff.users import User

AT_ONCE = 5
"""So many wrong codes in a row are answered without a wait; then it doubles with each, from a minute to an hour."""
_LONGEST = timedelta(hours=1)
_DIGITS, _LETTERS = 6, 16


class TooManyWrong(Exception):
    """No code is looked at before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Taken(NamedTuple):
    """That a code was right, whether it was a recovery code, and how many wrong ones came before it."""

    is_recovery: bool
    wrong_before: int


def plain(typed: str) -> str:
    """A code as it is compared: without blanks and what stands between groups, in small letters."""
    return "".join(typed.split()).replace("-", "").lower()


def is_digits(code: str) -> bool:
    """Whether a plain code is one of a phone."""
    return len(code) == _DIGITS and code.isascii() and code.isdecimal()


def can_be_code(typed: str) -> bool:
    """Whether it has the form of a code of a phone or of a recovery code; what has not is a slip, and no guess."""
    return is_digits(plain(typed)) or len(plain(typed)) == _LETTERS


def take_code(session: Session, user: User, typed: str, app_key: str, at: datetime) -> Taken:
    """Take a code of the user's phone or a recovery code, which then counts no more.

    Raises WrongCode, which is counted when that is committed; TooManyWrong before the code is looked at; and NotOn
    if the user has no second factor.
    """
    # One after the other, so that many at once are all counted before the next is looked at.
    alone_with(session, user)
    factor = second_factor(session, user.id)
    if factor is None:
        raise NotOn
    until = waits_until(factor)
    if until is not None and at < until:
        raise TooManyWrong(until)
    wrong_before, code = factor.wrong, plain(typed)
    is_code = is_digits(code)
    secret = _secret(factor, app_key) if is_code else ""
    try:
        if is_code:
            _take_step(session, factor, secret, code, at)
        else:
            _take_recovery_code(session, user, code, at)
    except WrongCode:
        _count_wrong(session, user.id, at)
        raise
    count_anew(session, user)
    return Taken(not is_code, wrong_before)


def count_anew(session: Session, user: User) -> None:
    """Let the wrong codes so far count no more: after a right one, and when somebody else gives a new password.

    Who typed them does not know that one. Not so after one's own new password, or whoever has a session and the
    password could guess on without end.
    """
    values = {"wrong": 0, "wrong_at": None}
    session.execute(update(SecondFactor).where(SecondFactor.user_id == user.id).values(values))


def waits_until(factor: SecondFactor) -> datetime | None:
    """When the next code is looked at, after too many wrong ones."""
    if factor.wrong < AT_ONCE or factor.wrong_at is None:
        return None
    return factor.wrong_at + min(_LONGEST, timedelta(minutes=2 ** min(factor.wrong - AT_ONCE, 10)))


def _secret(factor: SecondFactor, app_key: str) -> str:
    try:
        return secret_of(factor, app_key)
    except CannotOpen as problem:
        raise WrongCode(
            "Codes of your phone cannot be checked: the installation has another SECRET_KEY than when you set it up. "
            "Use a recovery code, or have an owner take the second step away"
        ) from problem


def _take_step(session: Session, factor: SecondFactor, secret: str, code: str, at: datetime) -> None:
    step = step_that_fits(secret, code, at)
    if step is None:
        raise WrongCode("This code is not right. Type the one that your app shows now")
    later = SecondFactor.last_step < step
    taken = update(SecondFactor).where(SecondFactor.user_id == factor.user_id, later).values(last_step=step)
    if not session.execute(taken).rowcount:  # type: ignore[attr-defined]  # an update has one
        raise WrongCode("This code was used already, and each counts once. Wait until your app shows the next one")


def _take_recovery_code(session: Session, user: User, code: str, at: datetime) -> None:
    unused = (RecoveryCode.user_id == user.id, RecoveryCode.hashed == hash_of(code), RecoveryCode.used_at.is_(None))
    used = update(RecoveryCode).where(*unused).values(used_at=at)
    if not session.execute(used).rowcount:  # type: ignore[attr-defined]  # an update has one
        raise WrongCode("This is none of your recovery codes that are left. Each counts once")
    note_change(session, user, UserDid.RECOVERY_CODE_USED, user.role, user.role, at, user)


def _count_wrong(session: Session, user_id: int, at: datetime) -> None:
    values = {"wrong": SecondFactor.wrong + 1, "wrong_at": at}
    session.execute(update(SecondFactor).where(SecondFactor.user_id == user_id).values(values))
