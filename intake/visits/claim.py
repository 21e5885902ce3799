"""The visits that the script of the firm's website remembers of a visitor, sent along with a form.

Anybody can send anything here, so it is a claim: read in a bounded size, checked part by part, and kept as what
somebody said. What does not fit is left out; nothing is raised and no form is refused for it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from attribution import Visit
from intake.visits.visit import fitting

FIELD = "visit"
"""The field that the page's script adds to the form; without script it is not there."""

LONGEST = 16_384
"""How many characters of a claim are read: two visits of two addresses each, all of it escaped, are less."""

OLDEST = timedelta(days=31)
"""The script remembers no visit for longer than 30 days, so an older time is not its own."""

_SKEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claimed:
    """One visit as it was claimed, with its time if that can be true."""

    visit: Visit
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The first and the last visit; ``first`` is None where there was only one."""

    first: Claimed | None = None
    last: Claimed | None = None


NOTHING = Claim()


def read_claim(text: str, now: datetime) -> Claim:
    """The visits that a text claims."""
    if not text or len(text) > LONGEST:
        return NOTHING
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return NOTHING
    if not isinstance(said, dict):
        return NOTHING
    first, last = (_claimed(said.get(which), now) for which in ("first", "last"))
    if last is None:
        return Claim(None, first)
    return Claim(first if first and first.visit != last.visit else None, last)


def _claimed(said: Any, now: datetime) -> Claimed | None:
    if not isinstance(said, dict):
        return None
    landing, referrer = (said.get(name) for name in ("url", "ref"))
    visit = Visit(
        fitting(landing) if isinstance(landing, str) else "", fitting(referrer) if isinstance(referrer, str) else ""
    )
    return Claimed(visit, _time(said.get("at"), now)) if visit != Visit() else None


def _time(said: Any, now: datetime) -> datetime | None:
    """An instant in milliseconds since 1970, as JavaScript counts them; None if the visit cannot have been then."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        at = datetime.fromtimestamp(said / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if now - OLDEST <= at <= now + _SKEW else None
