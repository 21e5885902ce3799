"""A form that is filled in rightly arrives: it is kept as a client's, or held back with why. The page says neither."""

import time
from dataclasses import asdict

from flask import Request, current_app
from sqlalchemy.orm import Session

from attribution.web.bots import is_bot
from intake.filling.ticket import Ticket
from intake.limits import form_is_flooded, sends_often
from intake.spam.judging import Circumstances, Judged, judge
from records.answers.arrival_mail import notify
from records.answers.recording import Filled, record_submission
from records.spam.holding import heard_before, hold, is_kept
from reports.mail.arrival_words import arrival_words

TRAP = "subject"
"""The field that people do not see. Browsers know nothing to fill into a field of this name by themselves."""


def arrive(session: Session, request: Request, ticket: Ticket, filled: Filled) -> None:
    """Keep what was sent, exactly once, in the place where it belongs; nothing is committed."""
    if is_kept(session, filled):
        return
    judged = _judged(session, request, ticket, filled)
    if judged.is_held:
        hold(session, filled, judged.score, [asdict(each) for each in judged.reasons], filled.received_at)
    else:
        submission = record_submission(session, filled)
        words = arrival_words(submission, str(current_app.config["BASE_URL"]))
        notify(session, submission, *words, filled.received_at)


def _judged(session: Session, request: Request, ticket: Ticket, filled: Filled) -> Judged:
    heard = heard_before(session, filled)
    how = Circumstances(
        seconds=time.time() - ticket.opened_at,
        trap=request.form.get(TRAP, ""),
        is_program=is_bot(request.headers.get("User-Agent", "")),
        is_flooded=form_is_flooded(filled.version.form_id if filled.version else 0),
        is_often=sends_often(),
        others=heard.others,
        is_marked=heard.is_marked,
    )
    return judge(filled, how)
