"""``flask jobs run``: each job that is due once, one that fails alone, and a row of each run."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from commands.jobs.failing import JobFailed
from commands.jobs.listed import JOBS, Job
from commands.jobs.running import run_jobs
from records.db import db
from records.firm import the_firm
from records.job_runs import RUNS_KEPT, JobRun, last_run, last_runs
from records.mail import send_later

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def well(session: Session, now: datetime) -> str:
    the_firm(session).name = "Renamed"
    return "renamed"


def badly(session: Session, now: datetime) -> str:
    the_firm(session).name = "Half done"
    session.flush()
    raise ValueError("Ana Adams, ana@client.example")


def sadly(session: Session, now: datetime) -> str:
    raise JobFailed("the server is away")


def runs(jobs: list[Job], now: datetime = NOON) -> list[tuple[str, str, bool]]:
    return [(run.job, run.outcome, run.failed) for run in run_jobs(db.session(), jobs, lambda: now)]


def test_one_that_fails_stops_no_other_and_leaves_nothing_half_done(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        assert runs([Job("badly", badly), Job("sadly", sadly), Job("well", well)]) == [
            ("badly", "ValueError; the log of this run says where", True),
            ("sadly", "the server is away", True),
            ("well", "renamed", False),
        ]
        assert the_firm(db.session()).name == "Renamed"
        assert [run.job for run in last_runs(db.session())] == ["badly", "sadly", "well"]
    assert "The job badly failed" in caplog.text


def test_a_job_is_due_every_so_often_and_again_after_it_failed(app: Flask) -> None:
    daily = [Job("daily", well, every=timedelta(days=1)), Job("failing", sadly, every=timedelta(days=1))]
    with app.app_context():
        assert len(runs(daily)) == 2
        assert [name for name, _, _ in runs(daily, NOON + timedelta(hours=23))] == ["failing"]
        assert len(runs(daily, NOON + timedelta(hours=24))) == 2


def test_a_job_is_not_begun_a_second_time_while_it_runs_unless_it_was_killed(app: Flask) -> None:
    alone = [Job("alone", well)]
    with app.app_context():
        db.session.add(JobRun(job="alone", started_at=NOON, failed=False, outcome=""))
        db.session.commit()
        assert runs(alone, NOON + timedelta(hours=5)) == []
        assert len(runs(alone, NOON + timedelta(hours=6))) == 1


def test_the_oldest_runs_are_forgotten(app: Flask) -> None:
    with app.app_context():
        for minute in range(RUNS_KEPT + 5):
            runs([Job("well", well), Job("other", well)], NOON + timedelta(minutes=minute))
        kept = select(func.count(), func.min(JobRun.started_at)).where(JobRun.job == "well")
        number, oldest = db.session.execute(kept).one()
        assert (number, oldest) == (RUNS_KEPT, NOON + timedelta(minutes=5))
        newest = last_run(db.session(), "well")
        assert newest is not None
        assert newest.started_at == NOON + timedelta(minutes=RUNS_KEPT + 4)


def test_the_command_says_what_was_done_and_fails_if_a_job_did(
    runner: FlaskCliRunner, request: pytest.FixtureRequest
) -> None:
    for job in (Job("well", well), Job("sadly", sadly)):
        JOBS.insert(0, job)
        request.addfinalizer(partial(JOBS.remove, job))
    result = runner.invoke(args=["jobs", "run"])
    assert result.exit_code == 1
    assert result.stdout == "well: renamed\n"
    assert result.stderr == "sadly: failed: the server is away\n"


def test_mail_is_the_last_job_so_that_what_others_queue_goes_out_too() -> None:
    assert JOBS[-1].name == "mail"
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_doctor_tells_of_the_last_runs_and_of_mails_that_nothing_sends(app: Flask, runner: FlaskCliRunner) -> None:
    assert "`flask jobs run` has not run yet" in runner.invoke(args=["doctor"]).output
    with app.app_context():
        send_later(db.session(), "test", "ann@client.example", "Hello", "Words.", NOON)
        db.session.commit()
    assert "never ran, and there is mail to send (1)" in runner.invoke(args=["doctor"]).output
    with app.app_context():
        runs([Job("sadly", sadly)], datetime.now(UTC) - timedelta(days=2))
    said = runner.invoke(args=["doctor"]).output
    assert "warning  `flask jobs run`: ran last on" in said
    assert "failed: the server is away" in said
