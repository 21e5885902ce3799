"""The job that queues the report of last month, in the first days of a month."""

from datetime import datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.jobs.failing import JobFailed
from records.db import db, snapshot
from records.firm import the_firm
from records.mail import BadMail, Mail, send_later
from records.staff.report_readers import report_readers
from reports.monthly.figures import last_month, monthly_report
from reports.monthly.letter import Letter, letter_of

UNTIL = 7
"""The last day of a month on which the report of the month before goes out; who switches it on later waits."""
KIND = "monthly report"


def queue_reports(session: Session, now: datetime) -> str | None:
    """Queue the report for everybody who has switched it on, once for a month and an address.

    Raises JobFailed if an address cannot be used; the others have theirs in the queue by then.
    """
    today = the_firm(session).today(now)
    if today.day > UNTIL:
        return None
    month = last_month(today)
    # Addresses are kept in lower case, so the same one never gets two.
    once = {f"{KIND} {month:%Y-%m} {reader.user.email}": reader.user for reader in report_readers(session)}
    done = set(session.scalars(select(Mail.once).where(Mail.once.in_(once))))
    missing = {name: user for name, user in once.items() if name not in done}
    if not missing:
        return None
    # The figures are read at one instant and before anything is locked, so that all get the same ones.
    session.commit()
    with snapshot(db.engine) as connection, Session(connection) as reading:
        letter: Letter = letter_of(monthly_report(reading, month), current_app.config["BASE_URL"])
    queued, bad = 0, []
    for name, user in missing.items():
        try:
            mail = send_later(
                session, KIND, user.email, letter.subject, letter.text, now, name=user.name, html=letter.page, once=name
            )
        except BadMail:
            bad.append(user.email)
            continue
        queued += mail.made_at == now
    said = f"{counted(queued, 'mails')} of {month:%B %Y} queued"
    if bad:
        session.commit()
        raise JobFailed(f"{said}; no mail can be sent to {', '.join(bad)}")
    return said
