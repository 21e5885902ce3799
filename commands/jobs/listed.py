"""Every job that ``flask jobs run`` runs, in the order in which it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from commands.jobs.campaigns import go_on_with_campaigns
from commands.jobs.held import end_held
from commands.jobs.imports import go_on_with_imports
from commands.jobs.mail import send_mail
from commands.jobs.monthly_report import queue_reports
from commands.jobs.reminders import remind_clients
from commands.jobs.retention import end_retention
from commands.jobs.statements import make_totals
from commands.totals import nightly_check


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work that is due again and again.

    ``run`` is given a session and the time, and says in a sentence what it did, or None if there was nothing to do.
    What it leaves uncommitted is committed when it returns; whatever it raises undoes that and counts as failed. It is
    due ``every`` so often, and again at the next run after it has failed. ``alone``: never twice at once.
    """

    name: str
    run: Callable[[Session, datetime], str | None]
    every: timedelta = timedelta(0)
    alone: bool = True


JOBS: list[Job] = [
    Job("totals", nightly_check, every=timedelta(days=1)),
    Job("imports", go_on_with_imports),
    Job("retention", end_retention, every=timedelta(days=1)),
    Job("held back", end_held, every=timedelta(days=1)),
    Job("report", queue_reports),
    Job("reminders", remind_clients, every=timedelta(hours=1)),
    # Who is at it holds a lock that ends with the process, so that a killed run is gone on with at once.
    Job("mailings", go_on_with_campaigns, alone=False),
    Job("statements", make_totals, every=timedelta(days=1)),
    # Last, so that what the others queue goes out in the same run. Mails are claimed one by one, so two may send.
    Job("mail", send_mail, alone=False),
]
