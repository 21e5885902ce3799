"""``flask demo``: a firm with 18 months of clients, made and served on this machine."""

import os
import secrets
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from commands.demo.filling import fill
from commands.demo.serving import HOST, port_is_free, serve
from commands.demo.stories import ZONE
from commands.migrating import NotMigrated, migrate
from commands.progress import Bar
from commands.running import BadCommand
from records.clients import Client
from records.engine.connecting import connect_settings
from records.firm import the_firm
from records.staff.second_factors import NotOn, take_away
from records.staff.users import User, UserRole, add_user

_EMAIL = "demo@millbrook-accounting.example"
_ABOUT = 400
# So many days without a new client say that the firm was made for another day.
_FRESH = 14


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="where it is served")
@click.option("--reset", is_flag=True, help="throw the demo firm away and make it anew")
@click.option("--no-serve", is_flag=True, help="make the firm, print how to use it, and stop")
@click.option("--today", metavar="DATE", help="the day up to which the firm's story goes; today if left out")
@with_appcontext
def demo(port: int, reset: bool, no_serve: bool, today: str | None) -> None:
    """Make a firm with 18 months of clients in instance/demo.sqlite3 and serve it on this machine.

    A second start finds the firm as it was left. The same --today makes the same firm.
    """
    last_day = _day(today)
    if not no_serve and not port_is_free(port):
        raise BadCommand(f"Port {port} is taken. Stop what runs there, or choose another: flask demo --port {port + 1}")
    folder = Path(current_app.config["INSTANCE_PATH"])
    file = (Path(current_app.root_path) / folder / "demo.sqlite3").resolve()
    url = f"sqlite:///{file}"
    if reset:
        for each in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
    root = Path(current_app.root_path)
    try:
        migrate(url)
    except NotMigrated as problem:
        raise BadCommand(f"{file} cannot be used: {problem}\nStart with --reset to make the firm anew.") from problem
    password = secrets.token_urlsafe(9)
    clients, newest = _prepare(url, last_day, password)
    click.echo(f"Millbrook Accounting, a made-up firm with {clients} clients, is in {file}.")
    if newest and abs((last_day - newest).days) > _FRESH:
        click.echo(f"It was made before; its newest client came on {newest}. --reset makes it anew up to {last_day}.")
    click.echo()
    address = f"http://{HOST}:{port}"
    click.echo(f"  The form         {address}/f/new-client")
    click.echo(f"  The staff pages  {address}/admin/")
    click.echo(f"  Sign in as       {_EMAIL}")
    click.echo(f"  with password    {password}   (made for this start)\n")
    click.echo(f"Other commands work on this firm with\n  export DATABASE_URL={url}")
    if not no_serve:
        serve(port, {**os.environ, "DATABASE_URL": url, "INSTANCE_PATH": str(file.parent)}, root)


def _day(today: str | None) -> date:
    if not today:
        return datetime.now(UTC).astimezone(ZONE).date()
    try:
        return date.fromisoformat(today)
    except ValueError as problem:
        raise BadCommand(f"--today is {today!r}; write a day like 2026-03-31.") from problem


def _prepare(url: str, today: date, password: str) -> tuple[int, date | None]:
    """Fill the database if it is empty, and give it this start's password.

    Returns how many clients it has, and the day on which the newest one came.
    """
    engine = create_engine(url)
    connect_settings(engine)
    try:
        with Session(engine) as session:
            if not the_firm(session).is_demo:
                with Bar("Making the firm") as bar:
                    bar.begin(_ABOUT)
                    fill(session, today, bar.step)
            user = session.scalars(select(User).where(User.email == _EMAIL)).first()
            user = user or add_user(session, _EMAIL, UserRole.OWNER, password, "Demo")
            user.set_password(password)
            # What is printed is all that one needs, whatever was tried in the demo before.
            the_firm(session).needs_second_factor = False
            with suppress(NotOn):
                take_away(session, user, datetime.now(UTC), None)
            session.commit()
            clients, newest = session.execute(select(func.count(), func.max(Client.came_on))).one()
            return clients, newest
    finally:
        engine.dispose()
