"""The job that goes on with mailings to past clients: as many a day as each may send, in short transactions."""

from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.jobs.failing import JobFailed
from records.coverage.campaigns import Standing
from records.coverage.sending import ask_next, running
from records.db import held_while_alive


def go_on_with_campaigns(session: Session, now: datetime) -> str | None:
    """Queue the mails of all mailings that run and have room today.

    A run that is killed leaves nothing half done: the next one goes on where it was. Raises JobFailed where nobody has
    said under which address the links lead.
    """
    numbers = running(session)
    session.commit()
    if not numbers:
        return None
    base = str(current_app.config["BASE_URL"])
    if not base:
        raise JobFailed("past clients wait to be asked, and BASE_URL is not set, so that no link can be written")
    asked, left_out = 0, 0
    with held_while_alive(session, "campaigns") as alone:
        for number in numbers if alone else ():
            while member := ask_next(session, number, now, base, str(current_app.secret_key)):
                asked += member.standing is Standing.ASKED
                left_out += member.standing is Standing.LEFT_OUT
                session.commit()
            session.commit()
    parts = [f"{counted(asked, 'past clients')} asked"] if asked else []
    parts += [f"{left_out:,} left out"] if left_out else []
    return ", ".join(parts) or None
