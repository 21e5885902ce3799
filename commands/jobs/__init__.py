"""``flask jobs run``: what has to be done again and again, for cron or a timer."""

import click

from commands.jobs.listed import JOBS
from commands.jobs.running import run_jobs
from commands.running import on_records
from records.db import db


@click.group("jobs")
def jobs_group() -> None:
    """Work that is due again and again, such as sending mail."""


@jobs_group.command("run")
@on_records
def run() -> None:
    """Run every job that is due once, say what each did, and end. Exit status 1 if one failed."""
    failed = False
    for done in run_jobs(db.session(), JOBS):
        failed |= done.failed
        if done.outcome:
            click.echo(f"{done.job}: {'failed: ' if done.failed else ''}{done.outcome}", err=done.failed)
    if failed:
        click.get_current_context().exit(1)
