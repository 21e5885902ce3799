"""What was sent as a JSON value and back: nothing of it is lost while it is held back."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from attribution import Visit
from records.answers.recording import Filled
from records.answers.submissions import Submission
from records.forming.forms import FormVersion
from records.sources.referral_links import ReferralLink

_INSTANTS = frozenset({"received_at", "visited_at", "first_visited_at"})
_VISITS = frozenset({"visit", "first_visit"})
_ROWS = {"version": FormVersion, "link": ReferralLink}


def as_sent(filled: Filled) -> dict[str, Any]:
    """A filled form as plain JSON values; rows of other tables by their numbers."""
    return {each.name: _plain(getattr(filled, each.name)) for each in fields(filled)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Visit):
        return [value.landing_url, value.referrer]
    if isinstance(value, FormVersion | ReferralLink):
        return value.id
    if isinstance(value, str):
        # A lone half of a surrogate pair cannot be written, and PostgreSQL cannot keep NUL in JSON.
        return value.replace("\x00", "\u2400").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def as_filled(session: Session, sent: dict[str, Any]) -> Filled:
    """The filled form that ``as_sent`` kept."""
    known = {each.name for each in fields(Filled)}
    return Filled(**{name: _value(session, name, value) for name, value in sent.items() if name in known})


def _value(session: Session, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _INSTANTS:
        return datetime.fromisoformat(value)
    if name in _VISITS:
        return Visit(*value)
    return session.get(_ROWS[name], value) if name in _ROWS else value


def sent_of(submission: Submission) -> dict[str, Any]:
    """What a submission says, as ``as_sent`` would have kept it."""
    visits = {touch.which: touch for touch in submission.touches}
    last, first = visits.get("last"), visits.get("first")
    return as_sent(
        Filled(
            identity=submission.identity,
            received_at=submission.received_at,
            name=submission.name,
            email=submission.email,
            phone=submission.phone,
            company=submission.company,
            need=submission.need,
            choice=submission.choice,
            answer=submission.answer,
            searched=submission.searched,
            may_tell=submission.may_tell,
            version=submission.form_version,
            order_shown=submission.order_shown,
            own_answers=submission.own_answers,
            language=submission.language,
            visit=Visit(last.landing_url, last.referrer) if last else None,
            visited_at=last.at if last else None,
            first_visit=Visit(first.landing_url, first.referrer) if first else None,
            first_visited_at=first.at if first else None,
            link=submission.referral_link,
            door=submission.door,
        )
    )
