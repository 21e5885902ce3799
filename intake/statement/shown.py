"""The page of a statement."""

from datetime import UTC, date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton
from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from intake.headers import HEADERS, POLICY
from intake.statement.forms import OUTCOMES, LookingForm, OutcomeForm
from intake.statement.opened import Opened, opened
from intake.statement.ticket import new_ticket
from intake.statement.wording import NAMES, Tongue, tongue
from records.clients import Stage
from records.db import db
from records.firm import the_firm
from records.relations.telling.statement_words import looking_for
from reports.relations.telling.statement import statement_of
from reports.written import amount_written

BECAME = {
    Stage.ENQUIRY: "we are in touch",
    Stage.QUALIFIED: "we are in touch",
    Stage.UNQUALIFIED: "we could not help them",
    Stage.WON: "became a client",
    Stage.LOST: "did not become a client",
}
"""What became of a client, as a partner is told with the client's second consent."""
KEPT = {
    "outcome": "Thank you. What you said is kept, and we can see it.",
    "looking": "Thank you. We will keep an eye open for you.",
}

statements = Blueprint("statement", __name__)


@statements.get("/s/<token>")
def page(token: str) -> ResponseReturnValue:
    """The statement as it is now."""
    session = db.session()
    found = opened(session, token)
    return statement_page(session, found, tongue(session), kept=KEPT.get(request.args.get("kept", ""), ""))


def statement_page(
    session: Session,
    found: Opened,
    words: Tongue,
    *,
    ticket: str = "",
    kept: str = "",
    notice: str = "",
    outcome: tuple[int, OutcomeForm] | None = None,
    looking: LookingForm | None = None,
) -> str:
    """The page, with a form as it was sent where something is wrong with one; ``outcome`` is of a referral's number."""
    firm = the_firm(session)
    locale = words.locale(firm.country)
    shown = statement_of(session, found.partner)
    number, sent = outcome or (0, None)
    return current_app.jinja_env.get_template("intake/statement/page.html").render(
        firm=firm,
        statement=shown,
        token=found.token,
        ticket=ticket or new_ticket(found.link),
        is_preview=found.link is None,
        today=firm.today(datetime.now(UTC)),
        until=found.link.expires_at.date() if found.link else None,
        kept=words.say(kept),
        notice=words.say(notice),
        became={stage: words.say(said) for stage, said in BECAME.items()},
        outcomes={outcome: words.say(said) for outcome, said in OUTCOMES.items()},
        forms={
            each.id: sent if sent and each.id == number else OutcomeForm.about(each.id, words) for each in shown.given
        },
        language=words.language,
        t=words.t,
        at=words.at,
        languages=[(code, name) for code, name in NAMES.items() if code != words.language],
        sent_number=number,
        looking=looking or LookingForm.said_in(words),
        looked_for=looking_for(session, found.partner),
        day=lambda value: _day(value, locale),
        month=lambda value: str(format_skeleton("yMMMM", value, locale=locale)),
        amount=lambda minor, currency: amount_written(minor, currency, locale),
    )


@statements.after_request
def add_headers(response: Response) -> Response:
    """Keep the page out of caches, search engines, frames and the address out of what other sites are told.

    Staff see the preview in a frame on their own page.
    """
    policy = POLICY | {"script-src": "'none'", "frame-ancestors": "'self'" if _is_preview() else "'none'"}
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = "; ".join(f"{part} {allowed}" for part, allowed in policy.items())
    # Not even where it was followed from is told to others; "no-referrer" would have forms arrive with "Origin: null".
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _is_preview() -> bool:
    return str((request.view_args or {}).get("token", "")).startswith("preview-")


def _day(value: date, locale: Locale) -> str:
    return str(format_date(value, "medium", locale=locale))
