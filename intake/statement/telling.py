"""What a partner sends from their statement: the outcome of a referral, and what they are looking for."""

from datetime import UTC, datetime
from typing import TypeVar

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from intake.statement.forms import LookingForm, OutcomeForm
from intake.statement.opened import Opened, opened_to_tell
from intake.statement.shown import statement_page, statements
from intake.statement.ticket import again, identity_in, new_ticket
from intake.statement.wording import asked_tongue, tongue
from records.db import db, lost_a_race
from records.firm import the_firm
from records.relations.given.referrals import Outcome
from records.relations.telling.statement_links import StatementLink
from records.relations.telling.statement_telling import tell
from records.relations.telling.statement_words import Said
from reports.relations.telling.statement import shown_referrals

ONCE_MORE = "This has not been sent yet, because the page is out of date. Please press Send once more."
FormT = TypeVar("FormT", OutcomeForm, LookingForm)


@statements.post("/s/<token>/referrals/<int:number>/outcome")
def outcome(token: str, number: int) -> ResponseReturnValue:
    """What became of somebody whom the firm sent to the partner."""
    session = db.session()
    found, link = opened_to_tell(session, token)
    if number not in {each.id for each in shown_referrals(session, found.partner)}:
        abort(404)
    words = tongue(session)
    form = OutcomeForm.about(number, words, request.form, the_firm(session).currency)
    identity, ticket, is_good = _ticket(link)
    if not form.validate() or not is_good:
        notice = "" if form.errors else ONCE_MORE
        return statement_page(session, found, words, ticket=ticket, notice=notice, outcome=(number, form)), 422
    said = Said(
        identity=identity,
        referral_id=number,
        outcome=Outcome(form.outcome.data),
        value=form.minor,
        currency=form.currency if form.minor is not None else None,
    )
    return _kept(session, found, link, said, "outcome")


@statements.post("/s/<token>/looking-for")
def looking(token: str) -> ResponseReturnValue:
    """What the partner is looking for."""
    session = db.session()
    found, link = opened_to_tell(session, token)
    words = tongue(session)
    form = LookingForm.said_in(words, request.form)
    identity, ticket, is_good = _ticket(link)
    if not form.validate() or not is_good:
        notice = "" if form.errors else ONCE_MORE
        return statement_page(session, found, words, ticket=ticket, notice=notice, looking=form), 422
    return _kept(session, found, link, Said(identity=identity, words=form.words.data or ""), "looking")


def _ticket(link: StatementLink) -> tuple[str, str, bool]:
    """The identity of the page that was sent, a ticket to send it once more with, and whether its own is good."""
    identity, is_good = identity_in(request.form.get("ticket", ""), link)
    if identity is None:
        fresh = new_ticket(link)
        return "", fresh, False
    return identity, again(link, identity), is_good


def _kept(session: Session, found: Opened, link: StatementLink, said: Said, what: str) -> ResponseReturnValue:
    """Keep it and commit; what lost a race is tried once more, and then finds what the winner has kept."""
    number = link.id
    for is_last in (False, True):
        try:
            tell(session, session.get_one(StatementLink, number), said, datetime.now(UTC))
            session.commit()
            break
        except DBAPIError as problem:
            session.rollback()
            if is_last or not lost_a_race(problem):
                raise
    part = "given" if what == "outcome" else "looking"
    return redirect(url_for("statement.page", token=found.token, kept=what, language=_asked(), _anchor=part), code=303)


def _asked() -> str | None:
    words = asked_tongue()
    return words.language if words else None
