"""Whether outgoing mail gets out, and whether the jobs run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.keeping.finding import Finding
from commands.mailing import Unusable, try_server
from records.job_runs import last_runs
from records.mail.mail_queue import failed_count, waiting_count

_WHAT = "outgoing mail"
_LATE = timedelta(days=1)


def mail_route(app: Flask) -> Iterator[Finding]:
    """Go to the mail server as far as one can without sending."""
    route, sender = app.config["MAIL_URL"], app.config["MAIL_FROM"]
    if route is None:
        yield Finding(f"{_WHAT}: MAIL_URL is not set, so mails stay in the queue")
        return
    if sender is None:
        yield Finding(_WHAT, "MAIL_FROM is missing, so mails stay in the queue; set it to the firm's address")
        return
    try:
        try_server(route, sender.domain)
    except Unusable as problem:
        yield Finding(_WHAT, f"{route} cannot be used now: {problem}; check MAIL_URL, and that the server runs")
    else:
        yield Finding(f"{_WHAT}: {route} takes it")


def jobs_and_queue(app: Flask, session: Session) -> Iterator[Finding]:
    """When the jobs ran last, and what waits."""
    runs = last_runs(session)
    last = max((run.started_at for run in runs), default=None)
    waiting = waiting_count(session)
    if last is None:
        waits = f"never ran, and there is mail to send ({waiting:,}); have cron or a timer run `flask jobs run`"
        yield Finding(
            "`flask jobs run`" if waiting else "`flask jobs run` has not run yet", warning=waits * bool(waiting)
        )
    else:
        late = f"ran last on {last:%Y-%m-%d %H:%M} UTC; have cron or a timer run it every few minutes"
        yield Finding("`flask jobs run`", warning=late if datetime.now(UTC) - last > _LATE else "")
    for run in runs:
        ran = f"the job {run.job}, begun {run.started_at:%Y-%m-%d %H:%M} UTC"
        yield Finding(ran, warning=f"failed: {run.outcome}" if run.failed else "")
    failed = failed_count(session)
    if failed:
        yield Finding(f"{counted(failed, 'mails')} given up", warning="look at the page Mail what is to be done")
