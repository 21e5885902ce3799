"""When which job ran, and what came of it."""

from datetime import datetime, timedelta

from sqlalchemy import Index, delete, func, select
from sqlalchemy.orm import Mapped, Session

from records.db import Base, instant, key, locked_by_name

RUNS_KEPT = 100
"""So many runs of each job stay."""
DEAD_AFTER = timedelta(hours=6)
"""A run that has not ended after this was killed."""


class JobRun(Base):
    """One run of one job. Without ``ended_at`` it is under way, or its process was killed."""

    __tablename__ = "job_runs"
    __table_args__ = (Index(None, "job", "started_at"),)

    id: Mapped[key]
    job: Mapped[str]
    started_at: Mapped[instant]
    ended_at: Mapped[instant | None]
    failed: Mapped[bool]
    outcome: Mapped[str]


def begin_run(session: Session, job: str, at: datetime, *, every: timedelta, alone: bool) -> JobRun | None:
    """A run that begins now, or None if it is not due yet, or a job that runs ``alone`` is under way elsewhere."""
    locked_by_name(session, f"job {job}")
    last = last_run(session, job)
    if last and alone and last.ended_at is None and at - last.started_at < DEAD_AFTER:
        return None
    if last and not last.failed and last.ended_at and at - last.started_at < every:
        return None
    run = JobRun(job=job, started_at=at, failed=False, outcome="")
    session.add(run)
    session.flush()
    return run


def end_run(session: Session, run: JobRun, at: datetime, outcome: str, *, failed: bool = False) -> None:
    """Write down what came of a run, and forget the oldest ones."""
    run.ended_at, run.outcome, run.failed = at, outcome, failed
    session.flush()
    of_job = select(JobRun.id).where(JobRun.job == run.job)
    oldest_kept = session.scalar(of_job.order_by(JobRun.id.desc()).offset(RUNS_KEPT - 1).limit(1))
    if oldest_kept:
        session.execute(delete(JobRun).where(JobRun.job == run.job, JobRun.id < oldest_kept))


def last_run(session: Session, job: str) -> JobRun | None:
    """The newest run of a job."""
    of_job = select(JobRun).where(JobRun.job == job)
    return session.scalars(of_job.order_by(JobRun.id.desc()).limit(1)).first()


def last_runs(session: Session) -> list[JobRun]:
    """The newest run of each job, by the jobs' names."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.job)
    return list(session.scalars(select(JobRun).where(JobRun.id.in_(newest)).order_by(JobRun.job)))
