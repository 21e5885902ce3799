"""``flask doctor``: whether everything is well, and what to do where it is not."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, exists, func, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from attribution import WHOLE, BadList, Role, read_lists
from commands.keeping.finding import Finding
from commands.keeping.mail_checks import jobs_and_queue, mail_route
from records.answers.credits import Credit, Decision
from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.delivered.hook_secrets import Origin, can_be_opened, secrets_in_force
from records.engine.reading import reading
from records.engine.revisions import what_is_wrong_with_tables
from records.engine.soundness import durability_problems, file_problems
from records.erasing.retention import overdue
from records.staff.second_factors import who_cannot_use_it, who_has_one
from records.staff.users import User, UserRole

# With less than this a growing database may fill the disk before anybody looks again.
_LEAST_FREE = 500 * 1024 * 1024
_LATE = timedelta(days=2)

_OTHERS = "cannot be used by this account; run the command as the account that the application runs as"

_NO_PROXIES = (
    "is 0 although BASE_URL begins with https:, so that whatever takes HTTPS in front of the application is taken for "
    "the visitor and all clients have one address; say how many proxies of your own there are, such as 1"
)

_NO_BASE_URL = (
    "is missing, so lines for websites and partners' links have whatever address staff open the pages under; set it to "
    "the public one, such as https://clients.example.com"
)


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check the settings, the instance folder and the database, and say what to do about each problem."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # a proxy's own method
    problems = 0
    for check in (_settings, _instance_folder, _room_on_disk, _database, mail_route):
        for finding in check(app):
            problems += bool(finding.problem)
            mark = "problem" if finding.problem else "warning" if finding.warning else "ok     "
            said = finding.problem or finding.warning
            click.echo(f"{mark}  {finding.what}" + (f": {said}" if said else ""))
    if problems:
        click.get_current_context().exit(1)


def _settings(app: Flask) -> Iterator[Finding]:
    key = app.config["SECRET_KEY"]
    short = "has fewer than 16 characters; take it away, and one is made in instance/secret_key"
    yield Finding("the setting SECRET_KEY", short if key and len(key) < 16 else "")
    yield Finding("the setting BASE_URL", warning="" if app.config["BASE_URL"] else _NO_BASE_URL)
    if not app.config["TRUSTED_PROXIES"] and app.config["BASE_URL"].startswith("https:"):
        yield Finding("the setting TRUSTED_PROXIES", warning=_NO_PROXIES)
    folder = app.config["REFERRER_LISTS"]
    if folder:
        try:
            read_lists(Path(folder))
        except (BadList, OSError) as problem:
            yield Finding("the setting REFERRER_LISTS", f"{problem}; correct the list, or take the setting away")
        else:
            yield Finding("the setting REFERRER_LISTS")


def _instance_folder(app: Flask) -> Iterator[Finding]:
    folder = _instance(app)
    if not folder.is_dir():
        yield Finding(f"the instance folder {folder}", "" if _writable_above(folder) else "cannot be made; make it")
        return
    writable = os.access(folder, os.W_OK | os.X_OK)
    yield Finding(f"the instance folder {folder}", "" if writable else "cannot be written to; change its owner or mode")
    own = folder / "whence.toml"
    if own.exists() and own.stat().st_mode & stat.S_IROTH:
        told = f"everybody on this machine can read it, with whatever passwords are in it; run chmod o-rwx {own}"
        yield Finding("the settings in whence.toml", warning=told)
    key = folder / "secret_key"
    if key.exists():
        open_to_others = stat.S_IMODE(key.stat().st_mode) & 0o077
        wrong = f"others can read it; run chmod 600 {key}" if open_to_others else ""
        yield Finding("the secret key", wrong if os.access(key, os.R_OK) else f"{key} {_OTHERS}")


def _writable_above(folder: Path) -> bool:
    there = next(each for each in folder.parents if each.is_dir())
    return os.access(there, os.W_OK | os.X_OK)


def _room_on_disk(app: Flask) -> Iterator[Finding]:
    folder = next(each for each in (_instance(app), *_instance(app).parents) if each.is_dir())
    free = shutil.disk_usage(folder).free
    room = f"{free // 2**20:,} MB free on the disk of the instance folder"
    yield Finding(room, "that is little; make room" if free < _LEAST_FREE else "")
    file = _file(db.engine)
    if file and file.exists() and _disk_of(file) != _disk_of(folder):
        free = shutil.disk_usage(file.parent).free
        room = f"{free // 2**20:,} MB free on the disk of the database"
        yield Finding(room, "that is little; make room" if free < _LEAST_FREE else "")


def _database(app: Flask) -> Iterator[Finding]:
    engine = db.engine
    name = f"the database {engine.url.render_as_string(hide_password=True)}"
    try:
        with reading(), engine.connect() as connection:
            wrong = what_is_wrong_with_tables(connection, Path(app.root_path)) or _about_what_is_there(connection)
            yield Finding(name)
            yield Finding("its tables", wrong)
            yield Finding("its file", _about_file(file_problems(connection)))
            yield Finding("its durability", "; ".join(durability_problems(connection)))
        if not wrong:
            with reading():
                yield from _records(db.session())
                yield from jobs_and_queue(app, db.session())
    except DatabaseError as problem:
        yield Finding(name, f"{str(problem).splitlines()[0]}; {_what_to_do(engine, problem)}")


def _disk_of(path: Path) -> int:
    return path.stat().st_dev


def _file(engine: Engine) -> Path | None:
    is_file = engine.dialect.name == "sqlite" and engine.url.database not in {None, "", ":memory:"}
    return Path(str(engine.url.database)) if is_file else None


def _what_to_do(engine: Engine, problem: DatabaseError) -> str:
    file = _file(engine)
    if file is None:
        return "check DATABASE_URL, and that the server runs"
    # SQLite writes beside its file as well.
    if file.exists() and not (os.access(file, os.R_OK | os.W_OK) and os.access(file.parent, os.W_OK | os.X_OK)):
        return f"{file} {_OTHERS}"
    if isinstance(problem, OperationalError):
        # It is away, locked or without room, and nothing says that it is damaged.
        return "check DATABASE_URL, and that there is room on its disk"
    return "check DATABASE_URL; if it is right, stop the application and restore the newest backup"


def _about_what_is_there(connection: Connection) -> str:
    missing = sorted(db.metadata.tables.keys() - set(inspect(connection).get_table_names()))
    return (
        f"are not all there ({', '.join(missing[:5])}); restore the newest backup, and report this" if missing else ""
    )


def _about_file(problems: list[str]) -> str:
    return f"{'; '.join(problems[:5])}. Stop the application and restore the newest backup" if problems else ""


def _records(session: Session) -> Iterator[Finding]:
    for role in Role:
        wrong = _first_of(session, _clients_whose_credits_do_not_add_up(role))
        told = f"do not add up for client {', '.join(wrong)}; run `flask rematch --visits`, and report this"
        yield Finding(f"the credits ({role.value.replace('_', ' ')})", told if wrong else "")
    undecided = select(Submission.id).where(~exists().where(Decision.submission_id == Submission.id))
    wrong = _first_of(session, undecided)
    told = f"is missing for submission {', '.join(wrong)}; restore a backup, and report this"
    yield Finding("a decision for each submission", told if wrong else "")
    late = overdue(session, datetime.now(UTC) - _LATE)
    told = f"are kept longer than their forms say ({late:,}); have cron or a timer run `flask jobs run`"
    yield Finding("the words of answers", warning=told if late else "")
    yield from _second_factors(session)
    yield from _secrets(session)
    owners = session.scalar(select(func.count()).select_from(User).where(User.role == UserRole.OWNER))
    yield Finding("staff" if owners else "staff: nobody can sign in yet; run `flask user add EMAIL --role owner`")


def _second_factors(session: Session) -> Iterator[Finding]:
    # Without any, no key is asked for, which would make one.
    if who_has_one(session):
        locked = who_cannot_use_it(session, str(current_app.secret_key))
        told = (
            f"cannot be checked for {', '.join(locked)}, because SECRET_KEY is another one; they sign in with a "
            "recovery code and set it up anew, or run `flask user unpair EMAIL`"
        )
        yield Finding("the codes of two-factor sign-in", told if locked else "")


def _secrets(session: Session) -> Iterator[Finding]:
    kept = [secret for origin in Origin for secret in secrets_in_force(session, origin)]
    if kept:
        locked = [secret.name for secret in kept if not can_be_opened(secret, str(current_app.secret_key))]
        told = (
            f"cannot be read ({', '.join(locked)}), because SECRET_KEY is another one, and what these programs send is "
            "refused; make new secrets on the page Firm"
        )
        yield Finding("the secrets of webhooks", told if locked else "")


def _clients_whose_credits_do_not_add_up(role: Role) -> Select[tuple[int]]:
    of_client: ColumnElement[bool] = and_(Credit.client_id == Client.id, Credit.role == role)
    shares = select(func.coalesce(func.sum(Credit.share), 0)).where(of_client).scalar_subquery()
    return select(Client.id).where(shares != WHOLE)


def _first_of(session: Session, numbers: Select[tuple[int]]) -> list[str]:
    """The first few numbers, as text."""
    found = list(session.scalars(numbers.limit(6)))
    return [str(number) for number in found[:5]] + (["…"] if len(found) > 5 else [])


def _instance(app: Flask) -> Path:
    return Path(app.root_path) / Path(app.config["INSTANCE_PATH"])
