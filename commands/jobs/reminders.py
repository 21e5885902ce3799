"""The job that reminds clients who were asked by mail a week ago and have not answered: once, politely."""

from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.jobs.failing import JobFailed
from records.coverage.mailing import to_remind
from records.coverage.reminding import remind


def remind_clients(session: Session, now: datetime) -> str | None:
    """Queue the reminders that are due. Raises JobFailed where nobody has said under which address the links lead."""
    clients = to_remind(session, now)
    if not clients:
        return None
    base = str(current_app.config["BASE_URL"])
    if not base:
        raise JobFailed("clients wait for a reminder, and BASE_URL is not set, so that no link can be written")
    queued = 0
    for client in clients:
        queued += remind(session, client, now, base, str(current_app.secret_key)) is not None
        session.commit()
    return f"{counted(queued, 'reminders')} queued" if queued else None
