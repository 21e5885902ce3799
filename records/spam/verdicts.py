"""What people say of a submission: that it is spam, that it is not, and that they take this back.

``mark_spam`` takes a submission out of everything that counts and ``not_spam`` brings it back as it was; what the
machine has held back becomes an ordinary submission by ``not_spam``, decided as if it had come so at its own instant.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.recording import record_submission
from records.answers.submissions import Submission
from records.clients.contacts import email_key, phone_key
from records.db import locked_by_name
from records.firm import the_firm
from records.spam.held import HeldStep, HeldSubmission, Place
from records.spam.same_words import words_key
from records.spam.sent import as_filled, sent_of
from records.spam.taking_out import CannotBeSpam, Sending, bring_back, sendings, take_out
from records.staff.users import User

__all__ = ["CannotBeSpam", "NotHeld", "mark_spam", "not_spam", "still_spam", "undo_verdict"]


class NotHeld(ValueError):
    """It is not held back any more, or somebody has said something else meanwhile; the message says so."""


def mark_spam(session: Session, submissions: Iterable[Submission], user: User, at: datetime) -> list[HeldSubmission]:
    """Take submissions out of all counts, each with its corrections, and with its client if they came by it alone.

    Returns where they are kept. Raises CannotBeSpam, and has changed nothing, if one of them cannot be taken out:
    something rests on it, such as a payment or a decision of a person.
    """
    held = [_hold(session, sending, at) for sending in sendings(session, submissions)]
    for each in held:
        _step(session, each, Place.SPAM, user, at)
    return held


def not_spam(session: Session, held: HeldSubmission, user: User, at: datetime) -> Submission:
    """Let a held-back submission in: as it was before it was marked, or as if it had come in when it was sent.

    One that is in already stays as it is. Returns the submission, of several corrections the last. Raises NotHeld if
    its time has ended.
    """
    _lock(session, held)
    if held.place is Place.LET_IN and held.submission:
        return held.submission
    if held.place is Place.ENDED:
        raise NotHeld("What was sent is erased by now: its time had ended.")
    if held.taken is not None:
        submission = bring_back(session, held.taken, at)[-1]
    else:
        submission = record_submission(session, as_filled(session, held.sent))
    held.submission = submission
    # It stands in the submission now; a copy would be one more place to forget it from.
    held.sent, held.taken = {}, None
    held.email_key = held.phone_key = held.words_key = None
    _step(session, held, Place.LET_IN, user, at)
    return submission


def still_spam(session: Session, held: HeldSubmission, user: User, at: datetime) -> None:
    """Say that what the machine held back is spam: it stays where it is. Said already, it stays as it was said.

    Raises NotHeld if it is held back no more.
    """
    _lock(session, held)
    if held.place is Place.SPAM:
        return
    if held.place is not Place.WAITS:
        raise NotHeld("It is not held back any more.")
    _step(session, held, Place.SPAM, user, at)


def undo_verdict(session: Session, held: HeldSubmission, user: User, at: datetime) -> None:
    """Take back the last thing that a person has said of it.

    Raises NotHeld if nobody has said anything or its time has ended, and CannotBeSpam if something rests by now on
    what was let in.
    """
    _lock(session, held)
    last = held.last_step
    if last is None or held.place not in {Place.SPAM, Place.LET_IN}:
        raise NotHeld("There is nothing to undo.")
    before = held.steps[-2].place if len(held.steps) > 1 else _first_place(held)
    if last.place is Place.LET_IN and held.submission:
        (sending,) = sendings(session, [held.submission])
        _step(session, _hold(session, sending, at), before, user, at)
    elif before is Place.LET_IN:
        not_spam(session, held, user, at)
    else:
        _step(session, held, before, user, at)


def _first_place(held: HeldSubmission) -> Place:
    """Where it was before anybody had said anything: among what counts, if the machine has not held it back."""
    return Place.WAITS if held.score is not None else Place.LET_IN


def _hold(session: Session, sending: Sending, at: datetime) -> HeldSubmission:
    """Keep a sending where it was held back before, else in a place of its own."""
    last = sending.submissions[-1]
    held = _kept_before(session, sending) or HeldSubmission(score=None, reasons=[], held_at=at)
    held.place, held.received_at, held.sent = Place.SPAM, last.received_at, sent_of(last)
    held.form_version_id, held.identity, held.digest = last.form_version_id, last.identity, last.digest
    held.email_key = email_key(last.email)
    held.phone_key = phone_key(last.phone, the_firm(session).country)
    held.words_key = words_key(last.need, last.answer)
    held.taken = take_out(session, sending, at)
    session.add(held)
    session.flush()
    return held


def _kept_before(session: Session, sending: Sending) -> HeldSubmission | None:
    """Where the sending was before it was let in. Several that were let in one by one are one sending by now."""
    numbers = [each.id for each in sending.submissions]
    known = select(HeldSubmission).where(HeldSubmission.submission_id.in_(numbers)).order_by(HeldSubmission.id)
    places = list(session.scalars(known))
    for each in places[:-1]:
        places[-1].steps[:0] = each.steps
        session.flush()
        session.delete(each)
    for each in places[-1:]:
        each.submission = None
    session.flush()
    return places[-1] if places else None


def _step(session: Session, held: HeldSubmission, place: Place, user: User, at: datetime) -> None:
    held.place = place
    held.steps.append(HeldStep(place=place, user=user, at=at))
    session.flush()


def _lock(session: Session, held: HeldSubmission) -> None:
    """Two people who judge the same one queue up, and the second sees what the first has said."""
    locked_by_name(session, held.identity, f"held {held.id}")
    session.refresh(held)
