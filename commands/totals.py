"""``flask totals``: the kept totals against the rows that they sum."""

from datetime import datetime

import click
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.progress import Bar
from commands.running import on_records
from records.db import db, snapshot
from records.engine.reading import reading
from records.importing import ShortTurns
from records.totals import behind, catch_up, differences, rebuild_all

# Enough to see what is wrong; a rebuild mends all of them anyway.
_SHOWN = 50


@click.group("totals")
def totals() -> None:
    """Compare the kept totals with the records, or sum them up anew."""


@totals.command("check")
@on_records
def check() -> None:
    """Say whether every kept total is the sum of its records; exit with 1 if one is not."""
    found = 0
    with snapshot(db.engine) as connection:
        for each in differences(connection):
            found += 1
            if found <= _SHOWN:
                click.echo(str(each))
    if found > _SHOWN:
        click.echo(f"… and {found - _SHOWN:,} more.")
    if found:
        click.echo(f"{counted(found, 'totals')} differ from the records; `flask totals rebuild` mends them.", err=True)
        click.get_current_context().exit(1)
    with reading():
        waits = behind(db.session())
    waiting = " Some days wait to be summed up; `flask totals rebuild` does it now." if waits else ""
    click.echo(f"Every total is the sum of its records.{waiting}")


@totals.command("rebuild")
@on_records
def rebuild() -> None:
    """Sum all totals up anew, a few days at a time; forms may come in meanwhile."""
    with Bar("Summing up") as bar:
        session = db.session()
        days = rebuild_all(session, ShortTurns(session), bar)
    click.echo(f"The totals of {counted(days, 'days')} are summed up anew.")


def nightly_check(session: Session, now: datetime) -> str | None:
    """The job of every night: sum up what waits, compare everything, and mend what differs.

    Returns what it had to do, or None if nothing.
    """
    days = catch_up(session, ShortTurns(session))
    with snapshot(db.engine) as connection:
        wrong = [str(each) for each in differences(connection)]
    said = [f"{counted(days, 'days')} summed up"] if days else []
    if wrong:
        rebuild_all(session, ShortTurns(session))
        said.append(f"{counted(len(wrong), 'totals')} differed from the records and are mended, such as {wrong[0]}")
    return "; ".join(said) or None
