"""What becomes of queued mail: claimed, sent, put off, given up, tried again.

A mail is claimed in a transaction of its own before it is sent, so that two senders never send the same one at once. A
claim of a process that was killed ends after a while, and the mail is sent again: **at least once**. Its Message-ID is
the same then, by which a receiver can know the second one.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from records.db import locked_by_name
from records.mail import MAY_BE_TRIED, GivenUp, Mail, on_one_line
from records.staff.users import User

_HOURS = (5 / 60, 15 / 60, 0.5, 1, 2, 4, 8, 16, 24, 24, 24, 16)
WAITS = tuple(timedelta(hours=hours) for hours in _HOURS)
"""How long a mail waits after each attempt: five days in all, the least that RFC 5321 (4.5.4.1) asks for."""
CLAIMED_FOR = timedelta(minutes=15)
"""After so long a sender that has not said what became of a mail is taken for dead."""
LONGEST_ERROR = 500
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this process sends, as plain values: no transaction is open while it is sent."""

    id: int
    mark: str
    message_id: str
    to: str
    to_name: str
    subject: str
    text: str
    html: str | None
    headers: dict[str, str]
    dated: datetime


def _always(_session: Session, _mail: Mail) -> None:
    return None


def claim_next(
    session: Session,
    now: datetime,
    domain: str,
    per_day: int = 0,
    why_not: Callable[[Session, Mail], GivenUp | None] = _always,
) -> Claimed | None:
    """The mail that has been due for longest, marked as being sent; None if none is, or ``per_day`` have gone out.

    ``domain`` stands in the Message-ID of a mail that has none yet. ``why_not`` is asked of each mail whether it may
    still be sent; one that may not is given up for the reason that it gives.
    """
    if per_day:
        locked_by_name(session, "mails of a day")
        if _gone_out(session, now) >= per_day:
            return None
    due = select(Mail).where(Mail.due_at <= now).order_by(Mail.due_at, Mail.id).limit(1)
    mail = session.scalars(due.with_for_update(skip_locked=True)).first()
    while mail:
        # One that was tried so often: whoever tried it was killed each time; it is not tried for ever.
        reason = GivenUp.TOO_LONG if mail.attempts > len(WAITS) else why_not(session, mail)
        if reason is None:
            break
        _give_up(mail, now, reason)
        session.flush()
        mail = session.scalars(due.with_for_update(skip_locked=True)).first()
    if mail is None:
        return None
    mail.claim = secrets.token_hex(8)
    mail.due_at = now + CLAIMED_FOR
    mail.attempts += 1
    mail.message_id = mail.message_id or f"<{secrets.token_hex(16)}@{domain}>"
    session.flush()
    return Claimed(
        mail.id,
        mail.claim,
        mail.message_id,
        mail.to,
        mail.to_name,
        mail.subject,
        mail.text,
        mail.html,
        dict(mail.headers),
        max(mail.made_at, mail.not_before),
    )


def sent(session: Session, claimed: Claimed, at: datetime) -> None:
    """The server has taken the mail. True whoever holds the claim by now."""
    done = {"sent_at": at, "due_at": None, "claim": None, "last_error": "", "given_up_at": None}
    session.execute(update(Mail).where(Mail.id == claimed.id).values(done | {"given_up_because": None}))


def put_off(session: Session, claimed: Claimed, at: datetime, error: str) -> None:
    """It could not be sent now: try again after a wait that grows, or give up after the last one."""
    mail = _still_claimed(session, claimed)
    if mail is None:
        return
    mail.last_error = on_one_line(error)[:LONGEST_ERROR]
    if mail.attempts > len(WAITS):
        _give_up(mail, at, GivenUp.TOO_LONG)
    else:
        mail.due_at, mail.claim = at + WAITS[mail.attempts - 1], None
    session.flush()


def refused(session: Session, claimed: Claimed, at: datetime, error: str, *, address: bool) -> None:
    """The server will never take it; ``address`` says that it is the address that it refuses."""
    mail = _still_claimed(session, claimed)
    if mail is None:
        return
    mail.last_error = on_one_line(error)[:LONGEST_ERROR]
    _give_up(mail, at, GivenUp.ADDRESS_REFUSED if address else GivenUp.REFUSED)
    session.flush()


def try_again(session: Session, mail: Mail, at: datetime) -> bool:
    """Let a mail that waits or was given up be tried anew, with all its attempts.

    False if it is or is being sent, or was given up for a reason that somebody else has given, such as an opt-out.
    """
    if mail.sent_at is not None or is_being_sent(mail, at) or not may_be_tried(mail):
        return False
    mail.due_at, mail.claim, mail.attempts = max(at, mail.not_before), None, 0
    mail.given_up_at = mail.given_up_because = mail.left_by_id = None
    session.flush()
    return True


def leave_it(session: Session, mail: Mail, at: datetime, user: User) -> bool:
    """Stop a mail that waits, or say of one that was given up that it is seen. False if it is sent or being sent."""
    if mail.sent_at is not None or is_being_sent(mail, at):
        return False
    if mail.given_up_at is None:
        _give_up(mail, at, GivenUp.BY_STAFF)
    mail.left_by_id = user.id
    session.flush()
    return True


def came_back(session: Session, mail: Mail, at: datetime, user: User) -> bool:
    """A mail that was sent has come back, as staff see in their own mailbox: its address counts as refused.

    False if it was not sent.
    """
    if mail.sent_at is None:
        return False
    mail.given_up_at, mail.given_up_because, mail.left_by_id = at, GivenUp.ADDRESS_REFUSED, user.id
    session.flush()
    return True


def may_be_tried(mail: Mail) -> bool:
    """Whether a person may let a mail that is not sent be tried again."""
    return mail.given_up_because is None or mail.given_up_because in MAY_BE_TRIED


def is_being_sent(mail: Mail, now: datetime) -> bool:
    """Whether a process has claimed it, and is not taken for dead yet."""
    return mail.claim is not None and mail.due_at is not None and mail.due_at > now


def failed() -> ColumnElement[bool]:
    """The condition that a mail was given up and nobody has looked at it yet.

    One that was not needed any more, because the person has answered, is nothing to look at.
    """
    needs_a_look = Mail.given_up_because.is_distinct_from(GivenUp.ANSWERED)
    return and_(Mail.given_up_at.is_not(None), Mail.left_by_id.is_(None), needs_a_look)


def failed_count(session: Session) -> int:
    """How many mails were given up that nobody has looked at yet."""
    return session.scalar(select(func.count()).select_from(Mail).where(failed())) or 0


def waiting_count(session: Session) -> int:
    """How many mails are to be sent, now or later."""
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.due_at.is_not(None))) or 0


def address_was_refused(session: Session, address: str) -> bool:
    """Whether the last mail to this address of which a server has said something was refused because of the address."""
    answered = or_(Mail.sent_at.is_not(None), Mail.given_up_because.in_((GivenUp.ADDRESS_REFUSED, GivenUp.REFUSED)))
    ended: Select[tuple[GivenUp | None]] = select(Mail.given_up_because).where(Mail.to == address, answered)
    ended = ended.where(Mail.due_at.is_(None)).order_by(func.coalesce(Mail.given_up_at, Mail.sent_at).desc()).limit(1)
    return session.scalars(ended).first() is GivenUp.ADDRESS_REFUSED


def _gone_out(session: Session, now: datetime) -> int:
    """How many went out within a day, with those on their way."""
    gone = or_(Mail.sent_at > now - DAY, and_(Mail.claim.is_not(None), Mail.due_at > now))
    return session.scalar(select(func.count()).select_from(Mail).where(gone)) or 0


def _still_claimed(session: Session, claimed: Claimed) -> Mail | None:
    """The row, unless somebody else has taken the mail over meanwhile and will say what becomes of it."""
    mine = select(Mail).where(Mail.id == claimed.id, Mail.claim == claimed.mark)
    return session.scalars(mine.with_for_update()).first()


def _give_up(mail: Mail, at: datetime, because: GivenUp) -> None:
    mail.given_up_at, mail.given_up_because, mail.due_at, mail.claim = at, because, None, None
