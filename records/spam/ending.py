"""The end of what is held back: after a time, or when staff say so, what the person wrote is erased and the rest stays.

The row stays with its form, its times, the signs that were found and who said what of it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from attribution import same_person
from records.answers.credits import Credit
from records.answers.submissions import Submission
from records.clients import Client
from records.clients.contacts import email_key
from records.clients.correcting import addresses_before
from records.db import locked_by_name
from records.engine.shredding import shredding
from records.joining.rows import joins_of
from records.keywords import keywords_called
from records.keywords.search_totals import SearchTotal
from records.mail import GivenUp, Mail
from records.spam.held import HELD, HeldStep, HeldSubmission, Place, taken_of
from records.staff.users import User

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
    _forget_phrases(session, held.taken or {})
    _forget_mails(session, held.taken or {}, at)
    held.sent, held.taken = {}, None
    held.email_key = held.phone_key = held.words_key = None
    # The digest of few words can be found by trying.
    held.digest = f"erased {token_hex(16)}"
    held.place = Place.ENDED
    held.steps.append(HeldStep(place=Place.ENDED, user=user, at=at))
    session.flush()


def _forget_phrases(session: Session, taken: dict[str, Any]) -> None:
    """What they alone had searched for loses its words, as when a client is erased."""
    phrases = {str(row["result"].get("keyword") or "") for row in taken.get("decisions", [])} - {""}
    for keyword in keywords_called(session, sorted(phrases)).values():
        known = exists().where(Credit.keyword_id == keyword.id), exists().where(SearchTotal.keyword_id == keyword.id)
        if not session.scalar(select(or_(*known))):
            keyword.phrase = keyword.phrase_key = keyword.search_key = f"erased {keyword.id}"


def _forget_mails(session: Session, taken: dict[str, Any], at: datetime) -> None:
    """The mails that told of it when it came lose their words; one that waits is not sent.

    They were made at the instant in which it came: its number may be another's by now.
    """
    for row in taken.get("submissions", []):
        about = and_(Mail.about_table == Submission.__tablename__, Mail.about_id == row["id"])
        came = Mail.made_at == datetime.fromisoformat(row["received_at"])
        for mail in session.scalars(select(Mail).where(about, came)).all():
            mail.forget()
            if mail.due_at is not None:
                mail.due_at = mail.claim = None
                mail.given_up_at, mail.given_up_because = at, GivenUp.BY_STAFF


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


def held_of(session: Session, email: str) -> list[HeldSubmission]:
    """What is held back of whoever gave this address; the oldest first."""
    key = email_key(email)
    those = select(HeldSubmission).where(HeldSubmission.place.in_(HELD), HeldSubmission.email_key == key)
    return list(session.scalars(those.order_by(HeldSubmission.id))) if key else []


def held_of_client(session: Session, client: Client, told: Iterable[Submission]) -> list[HeldSubmission]:
    """What is held back of a client: what was sent with their address, or with their phone and a name like theirs.

    So is what has such a name and the address that they had until somebody corrected it, which may be another's; and
    what was taken out of their own answers, whatever address they had then.
    """
    joined = joins_of(session, client)
    addresses = {client.email, *(each.email for each in told), *(each.email for each in joined)}
    found = {held.id: held for email in sorted(addresses) for held in held_of(session, email)}
    names = [client.name, *(each.name for each in joined)]
    may_be = [held for email in addresses_before(session, client) for held in held_of(session, email)]
    phones = {each for each in (client.phone_key, *(each.phone_key for each in joined)) if each}
    same = select(HeldSubmission).where(HeldSubmission.place.in_(HELD), HeldSubmission.phone_key.in_(phones))
    may_be += session.scalars(same) if phones else []
    found |= {
        held.id: held for held in may_be if any(same_person(name, str(held.sent.get("name") or "")) for name in names)
    }
    for number in (client.id, *(join.gone_id for join in joined)):
        found |= {held.id: held for held in taken_of(session, number)}
    return [found[number] for number in sorted(found)]
