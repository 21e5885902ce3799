"""The job that sends queued mail."""

import time
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.jobs.failing import JobFailed
from commands.mailing import send_due
from records.mail.mail_queue import waiting_count


def send_mail(session: Session, now: datetime) -> str | None:
    """Send what is due. Raises JobFailed if the server cannot be used."""
    route, sender = current_app.config["MAIL_URL"], current_app.config["MAIL_FROM"]
    if not route or not sender:
        waiting = waiting_count(session)
        missing = "MAIL_URL" if not route else "MAIL_FROM"
        return f"{counted(waiting, 'mails')} in the queue; set {missing} to send mail" if waiting else None
    begun = time.monotonic()
    report = send_due(
        session,
        route,
        sender,
        lambda: now + timedelta(seconds=time.monotonic() - begun),
        current_app.config["MAIL_PER_DAY"],
    )
    parts = [(report.sent, "sent"), (report.put_off, "put off"), (report.refused, "refused")]
    said = ", ".join(f"{number:,} {word}" for number, word in parts if number)
    if report.trouble:
        raise JobFailed(f"{said}; {route} cannot be used now: {report.trouble}")
    return said or None
