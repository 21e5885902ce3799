"""The mail by which the firm's people hear that somebody has filled in a form.

It says who came and how to reach them, and what the form asked; nothing of what was decided or is known besides.
"""

import logging
from collections.abc import Iterator

from flask import current_app
from sqlalchemy.orm import Session

from records.mail import BadMail, send_later
from records.submissions import Submission
from reports.own_answers import own_answers

KIND = "form filled in"
_log = logging.getLogger(__name__)


def notify(session: Session, submission: Submission) -> None:
    """Queue a mail to each address that the form's version names; an address that wants no mail gets none."""
    version = submission.form_version
    for address in (version.definition.get("notify") or []) if version else []:
        # By its page and its instant, and not by its number: SQLite gives that of one called spam to the next.
        once = f"{KIND} {submission.identity} {submission.received_at.isoformat()} {address.strip().casefold()}"
        try:
            send_later(
                session,
                KIND,
                address,
                f"{submission.name} filled in “{version.form.name}”" if version else submission.name,
                "\n".join(_lines(submission)) + "\n",
                submission.received_at,
                about=submission,
                once=once,
            )
        except BadMail as problem:
            # A client's form is kept whatever becomes of the mail about it.
            _log.warning("No mail about a form was queued: %s", problem)


def _lines(submission: Submission) -> Iterator[str]:
    if submission.corrects_id:
        yield "This corrects what they sent before."
        yield ""
    told = [
        ("Name", submission.name),
        ("E-mail", submission.email),
        ("Phone", submission.phone),
        ("Company", submission.company),
        ("What they need", submission.need),
        *((each.label, each.words) for each in own_answers(submission)),
        ("What brought them", submission.choice_label),
        ("In their own words", submission.answer),
        ("Searched for", submission.searched),
    ]
    for label, words in told:
        if words.strip():
            yield f"{' '.join(label.split())}: {_indented(words)}"
    base = str(current_app.config["BASE_URL"]).rstrip("/")
    if base:
        yield ""
        yield f"{base}/admin/clients/{submission.client_id}"


def _indented(words: str) -> str:
    """Lines of one answer below each other, so that none can be taken for the next question."""
    return "\n    ".join(words.strip().splitlines())
