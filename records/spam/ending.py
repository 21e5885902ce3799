"""The end of what is held back: after a time, or when staff say so, what the person wrote is erased and the rest stays.

The row stays with its form, its times, the signs that were found and who said what of it.
"""

from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from records.contacts import email_key
from records.db import locked_by_name
from records.shredding import shredding
from records.spam.held import HELD, HeldStep, HeldSubmission, Place
from records.users import User

KEPT_DAYS = 90
"""For so many days after it came, or after the last time that somebody said something of it, it is kept."""
_AT_ONCE = 200


def kept_until(held: HeldSubmission) -> datetime:
    """When the time of something that is held back ends."""
    last = held.last_step
    return (last.at if last else held.held_at) + timedelta(days=KEPT_DAYS)


def end(session: Session, held: HeldSubmission, at: datetime, user: User | None = None) -> None:
    """Erase what was sent, for good; what was let in or is erased already stays as it is."""
    locked_by_name(session, held.identity, f"held {held.id}")
    session.refresh(held)
    if held.place not in HELD:
        return
    shredding(session)
    held.sent, held.taken = {}, None
    held.email_key = held.phone_key = held.words_key = None
    # The digest of few words can be found by trying.
    held.digest = f"erased {token_hex(16)}"
    held.place = Place.ENDED
    held.steps.append(HeldStep(place=Place.ENDED, user=user, at=at))
    session.flush()


def end_what_is_over(session: Session, at: datetime) -> int:
    """Erase a batch of those whose time is over; returns how many, 0 when none is left."""
    last = func.coalesce(
        select(func.max(HeldStep.at)).where(HeldStep.held_id == HeldSubmission.id).scalar_subquery(), 0
    )
    over = at - timedelta(days=KEPT_DAYS)
    those = select(HeldSubmission).where(HeldSubmission.place.in_(HELD), HeldSubmission.held_at <= over, last <= over)
    found = list(session.scalars(those.order_by(HeldSubmission.id).limit(_AT_ONCE)))
    for held in found:
        end(session, held, at)
    return len(found)


def held_of(session: Session, email: str, phone: str | None = None) -> list[HeldSubmission]:
    """What is held back of whoever gave this address, or this phone in its folded form; the oldest first."""
    ways = []
    if key := email_key(email):
        ways.append(HeldSubmission.email_key == key)
    if phone:
        ways.append(HeldSubmission.phone_key == phone)
    those = select(HeldSubmission).where(HeldSubmission.place.in_(HELD), or_(*ways))
    return list(session.scalars(those.order_by(HeldSubmission.id))) if ways else []
