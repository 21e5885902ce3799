"""Running what is due, each job by itself."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from flask import current_app
from sqlalchemy.orm import Session

from commands.jobs.failing import JobFailed
from commands.jobs.listed import Job
from records.job_runs import JobRun, begin_run, end_run

Clock = Callable[[], datetime]
LONGEST = 300


def now_utc() -> datetime:
    """The time."""
    return datetime.now(UTC)


def run_jobs(session: Session, jobs: Iterable[Job], clock: Clock = now_utc) -> Iterator[JobRun]:
    """Run each job that is due, and give its run with what came of it; one that fails does not stop the others."""
    for job in jobs:
        run = begin_run(session, job.name, clock(), every=job.every, alone=job.alone)
        session.commit()
        if run is None:
            continue
        try:
            outcome, failed = job.run(session, run.started_at) or "", False
            session.commit()
        except JobFailed as problem:
            session.rollback()
            outcome, failed = str(problem), True
        except Exception as problem:
            session.rollback()
            # The whole story is for the log. What the run keeps is the kind alone: a message could quote a client.
            current_app.logger.exception("The job %s failed", job.name)
            outcome, failed = f"{type(problem).__name__}; the log of this run says where", True
        end_run(session, run, clock(), outcome[:LONGEST], failed=failed)
        session.commit()
        yield run
