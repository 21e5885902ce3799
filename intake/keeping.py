"""From a form that is filled in rightly to records: the words, the visits that led to it, and the partner's link."""

from datetime import UTC, datetime
from typing import Any

from flask import Request
from sqlalchemy.exc import DBAPIError

from attribution import Visit
from attribution.web.bots import is_bot
from intake.filling.form import IntakeForm
from intake.filling.ticket import Ticket
from intake.spam.arriving import arrive
from intake.visits.claim import FIELD, NOTHING, read_claim
from records.db import db, lost_a_race
from records.forming.forms import FormVersion
from records.sources.referral_links import ReferralLink, link_that_led


def keep(request: Request, form: IntakeForm, ticket: Ticket, language: str) -> None:
    """Keep a form and commit. What lost a race is tried once more, and then finds what the winner has kept.

    ``language`` is the one in which the page was asked for, "" where that was the form's own.
    """
    visits = visits_of(request, ticket)
    for is_last in (False, True):
        try:
            session = db.session()
            version = session.get_one(FormVersion, ticket.version_id)
            filled = form.filled(ticket, version, link=_link_of(ticket), language=language, **visits)
            arrive(session, request, ticket, filled)
            session.commit()
        except DBAPIError as problem:
            db.session.rollback()
            if is_last or not lost_a_race(problem):
                raise
        else:
            return


def visits_of(request: Request, ticket: Ticket) -> dict[str, Any]:
    """The visits to keep, as the arguments of ``Filled``: those that the website's script claims, else the page's own.

    A program's visit is not counted. Whoever asks not to be followed (Global Privacy Control, the header ``Sec-GPC``)
    is taken at their word by the script, and here once more.
    """
    if is_bot(request.headers.get("User-Agent", "")):
        return {}
    asks_not = request.headers.get("Sec-GPC") == "1"
    claim = NOTHING if asks_not else read_claim(request.form.get(FIELD, ""), datetime.now(UTC))
    if claim.last is None:
        seen = {"visit": ticket.visit, "visited_at": datetime.fromtimestamp(ticket.opened_at, UTC)}
        return seen if ticket.visit != Visit() else {}
    visits: dict[str, Any] = {"visit": claim.last.visit, "visited_at": claim.last.at}
    if claim.first:
        visits |= {"first_visit": claim.first.visit, "first_visited_at": claim.first.at}
    return visits


def _link_of(ticket: Ticket) -> ReferralLink | None:
    """The partner's link that led to the page, unless it was revoked before that, or since and the page is old."""
    if not ticket.code:
        return None
    opened_at = datetime.fromtimestamp(ticket.opened_at, UTC)
    return link_that_led(db.session(), ticket.code, opened_at, still_counts=not ticket.is_old)
