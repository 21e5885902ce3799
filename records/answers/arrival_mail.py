"""The mail by which the firm's people hear that somebody has filled in a form."""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.mail import BadMail, send_later

KIND = "form filled in"
_log = logging.getLogger(__name__)


def notify(session: Session, submission: Submission, subject: str, text: str, at: datetime) -> None:
    """Queue a mail to each address that the form's version names, once; an address that wants no mail gets none.

    ``at`` is when they are told: at once when it comes, later when it was held back and somebody has let it in.
    """
    version = submission.form_version
    for address in (version.definition.get("notify") or []) if version else []:
        # By its page and its instant, and not by its number: SQLite gives that of one called spam to the next.
        once = f"{KIND} {submission.identity} {submission.received_at.isoformat()} {address.strip().casefold()}"
        try:
            send_later(
                session,
                KIND,
                address,
                subject,
                text,
                # By this instant the mail is found again when its words have to go.
                submission.received_at,
                not_before=at,
                about=submission,
                once=once,
            )
        except BadMail as problem:
            # A client's form is kept whatever becomes of the mail about it.
            _log.warning("No mail about a form was queued: %s", problem)
