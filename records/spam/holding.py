"""Holding a submission back: kept on disk exactly once as it came, and counted nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from records.answers.recording import Filled
from records.answers.submissions import Submission
from records.clients.contacts import email_key, phone_key
from records.db import locked_by_name
from records.firm import the_firm
from records.spam.held import HeldSubmission, Place
from records.spam.same_words import plain_words, words_key
from records.spam.sent import as_sent

OF_LATE = timedelta(days=1)
"""For how long somebody else's words are remembered when the same ones come again."""
_AT_MOST = 100
"""How many of the last submissions are looked at; a flood of more is held back by the limit of its form."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How many other people have sent the same words of late, and whether staff have called these words spam."""

    others: int = 0
    is_marked: bool = False


def is_kept(session: Session, filled: Filled) -> bool:
    """Whether exactly this is kept already, as a submission or held back: the same page with the same content."""
    locked_by_name(session, filled.identity)
    digest = filled.digest()
    same = exists().where(Submission.identity == filled.identity, Submission.digest == digest)
    if session.scalar(select(same)):
        return True
    held = select(HeldSubmission).where(HeldSubmission.identity == filled.identity)
    return any(each.digest == digest or digest in _digests_taken(each) for each in session.scalars(held))


def _digests_taken(held: HeldSubmission) -> list[str]:
    """Those of the corrections that went along."""
    return [row["digest"] for row in (held.taken or {}).get("submissions", [])]


def heard_before(session: Session, filled: Filled) -> Heard:
    """Who else has sent these words; of few words nothing is asked."""
    words, key = plain_words(filled.need, filled.answer), words_key(filled.need, filled.answer)
    if key is None:
        return Heard()
    marked = exists().where(HeldSubmission.words_key == key, HeldSubmission.place == Place.SPAM)
    since = filled.received_at - OF_LATE
    own = {email_key(filled.email), phone_key(filled.phone, the_firm(session).country)} - {None}
    held = select(HeldSubmission.email_key, HeldSubmission.phone_key, HeldSubmission.identity)
    held = held.where(HeldSubmission.words_key == key, HeldSubmission.received_at > since)
    senders = {(email or phone, page) for email, phone, page in session.execute(held.limit(_AT_MOST)).tuples()}
    sent = select(Submission.need, Submission.answer, Submission.email, Submission.phone, Submission.identity)
    newest = sent.where(Submission.received_at > since).order_by(Submission.id.desc()).limit(_AT_MOST)
    for need, answer, email, phone, page in session.execute(newest).tuples():
        if plain_words(need, answer) == words:
            senders.add((email_key(email) or phone_key(phone, the_firm(session).country), page))
    others = {sender for sender, page in senders if sender not in own and page != filled.identity}
    return Heard(len(others), bool(session.scalar(select(marked))))


def hold(
    session: Session, filled: Filled, score: int, reasons: Sequence[dict[str, Any]], at: datetime
) -> HeldSubmission:
    """Keep a submission where it counts nowhere until somebody has looked; ``reasons`` say why, as ``HeldSubmission``.

    Whether it is kept already is for ``is_kept`` to say first.
    """
    held = HeldSubmission(
        place=Place.WAITS,
        form_version_id=filled.version.id if filled.version else None,
        identity=filled.identity,
        digest=filled.digest(),
        received_at=filled.received_at,
        held_at=at,
        score=score,
        reasons=list(reasons),
        sent=as_sent(filled),
        email_key=email_key(filled.email),
        phone_key=phone_key(filled.phone, the_firm(session).country),
        words_key=words_key(filled.need, filled.answer),
    )
    session.add(held)
    session.flush()
    return held
