"""What a token opens: a partner's statement by their link, or a preview of it for staff."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, current_app, request
from sqlalchemy.orm import Session

from intake.statement.limits import asks_too_often
from records.relations.telling.statement_links import StatementLink, link_opened_by, previewed_by
from records.relations.telling.statements_on import statements_are_on
from records.sources import Source


@dataclass(frozen=True, slots=True)
class Opened:
    """The partner whose statement is shown; ``link`` is None in a preview."""

    token: str
    partner: Source
    link: StatementLink | None


def opened(session: Session, token: str) -> Opened:
    """What a token opens now. Whatever opens nothing is answered 404, for whatever reason, and too much of it 429."""
    if asks_too_often(request.remote_addr or ""):
        abort(429)
    now, key = datetime.now(UTC), str(current_app.secret_key)
    previewed = previewed_by(session, token, key, now)
    if previewed is not None:
        return Opened(token, previewed, None)
    link = link_opened_by(session, token, key, now)
    if link is None or not statements_are_on(session):
        abort(404)
    return Opened(token, link.partner, link)


def opened_to_tell(session: Session, token: str) -> tuple[Opened, StatementLink]:
    """The same for something that is sent; a preview sends nothing."""
    found = opened(session, token)
    return found, found.link or abort(404)
