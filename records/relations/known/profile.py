"""What the firm keeps in mind of a partner: whose they are, notes, what they look for, the next step, their sphere.

Each verb writes down what was before, who changed it and when.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from records.relations.known.partner_changes import note_change
from records.sources import Partner
from records.staff.users import User


class BadProfile(ValueError):
    """What cannot be meant of a partner; the message says why and what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What staff write down of a relationship. ``sphere`` is their own estimate of how many people it reaches."""

    owner: User | None = None
    notes: str = ""
    looking_for: str = ""
    looking_for_on: date | None = None
    next_step: str = ""
    next_step_on: date | None = None
    sphere: int | None = None
    sphere_note: str = ""


def change_profile(session: Session, partner: Partner, profile: Profile, at: datetime, user: User | None) -> None:
    """Replace what is kept in mind of a partner. Raises BadProfile."""
    if profile.sphere is not None and profile.sphere < 0:
        raise BadProfile("a sphere of influence is a number of people; type 0 or more")
    source = partner.source
    before = partner.owner.name if partner.owner else ""
    note_change(session, source, "owner", before, profile.owner.name if profile.owner else "", at, user)
    note_change(session, source, "notes", partner.notes, profile.notes, at, user)
    was = _estimate(partner.sphere, partner.sphere_note)
    note_change(session, source, "sphere of influence", was, _estimate(profile.sphere, profile.sphere_note), at, user)
    partner.owner, partner.notes = profile.owner, profile.notes
    partner.sphere, partner.sphere_note = profile.sphere, profile.sphere_note
    if (profile.looking_for, profile.looking_for_on) != (partner.looking_for, partner.looking_for_on):
        _look_for(session, partner, profile.looking_for, profile.looking_for_on, at, user)
    set_next_step(session, partner, profile.next_step, profile.next_step_on, at, user)


def say_looking_for(
    session: Session, partner: Partner, words: str, on: date, *, at: datetime | None = None, user: User | None = None
) -> None:
    """Keep what a partner is looking for, in their own words, as of a day; no words say that it is nothing any more.

    Without a user the partner has said it themselves.
    """
    _look_for(session, partner, words.strip(), on, at or datetime.now(UTC), user)


def set_next_step(
    session: Session, partner: Partner, words: str, on: date | None, at: datetime, user: User | None
) -> None:
    """What is to be done next, and by which day; no words, no step. Raises BadProfile for a step without a day."""
    words = words.strip()
    if words and on is None:
        raise BadProfile("a next step needs the day on which it is due")
    on = on if words else None
    was, now = _dated(partner.next_step, partner.next_step_on), _dated(words, on)
    note_change(session, partner.source, "next step", was, now, at, user)
    partner.next_step, partner.next_step_on = words, on
    session.flush()


def finish_next_step(session: Session, partner: Partner, at: datetime, user: User | None) -> None:
    """The next step is done, and none is due. Raises BadProfile if there was none."""
    if not partner.next_step:
        raise BadProfile("no next step is written down, so none can be done")
    was = _dated(partner.next_step, partner.next_step_on)
    note_change(session, partner.source, "next step", was, "done", at, user)
    partner.next_step, partner.next_step_on = "", None
    session.flush()


def _look_for(session: Session, partner: Partner, words: str, on: date | None, at: datetime, user: User | None) -> None:
    if words and on is None:
        raise BadProfile("what they look for needs the day on which they said so")
    on = on if words else None
    was, now = _dated(partner.looking_for, partner.looking_for_on), _dated(words, on)
    note_change(session, partner.source, "looking for", was, now, at, user)
    partner.looking_for, partner.looking_for_on = words, on
    session.flush()


def _dated(words: str, on: date | None) -> str:
    return f"{words} ({on})" if words and on else words


def _estimate(sphere: int | None, note: str) -> str:
    return ", ".join(part for part in (f"about {sphere}" if sphere is not None else "", note) if part)
