"""Processor time and size of every kind of staff page: the demo firm, and a firm of 100,000 clients.

    python -m bench.staff_pages [--clients N] [--demo FILE] [--runs N]

Each page is asked for by somebody signed in, in this process, so that what else the machine does counts little; what is
printed is the median of several requests after a first one. `--clients 0` leaves out the large firm. `--demo FILE`
takes a database of `flask demo --no-serve` instead of making one. Bars are those of docs/design.md. Pages of rows that
a firm does not have are named at the end.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from attribution import Entity, Kind
from bench.generated_firm import generated, load
from bench.staff_addresses import addresses, kind_of
from bench.totals import migrate_in
from commands.demo.filling import fill
from records.closed.closing import close_month, closure_of
from records.db import db
from records.delivered.hook_secrets import Origin, make_secret
from records.money.costs import Every, record_cost
from records.sources import Partner, Relation, Source
from records.staff.users import User, UserRole, add_user
from records.totals import rebuild_all
from reports.counting.periods import first_of_month
from tests.conftest import dispose, make_app
from tests.rig.databases import sqlite_databases
from tests.rig.forms import fields

DEMO_BAR, LARGE_BAR, SIZE_BAR = 50.0, 2_000.0, 100
PASSWORD = "a password of this run"  # noqa: S105 - the database is made and thrown away here
EMAIL = "pace@firm.example"
Fill = Callable[[Session], object]


def main(arguments: list[str] | None = None) -> int:
    """Print one line for each page; exit with 1 if one is over a bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args(arguments)
    print("\n== Staff pages of the demo firm\n")
    missed = _measure(_demo, asked.runs, DEMO_BAR, asked.demo)
    if asked.clients:
        print(f"\n== Staff pages of a firm of {asked.clients:,} clients and {3 * asked.clients:,} payments\n")
        missed += _measure(lambda session: _large(session, asked.clients), min(asked.runs, 3), LARGE_BAR, None)
    print(f"\n{missed} over a bar" if missed else "\nevery page within its bars")
    return 1 if missed else 0


def _measure(make: Fill, runs: int, bar: float, file: Path | None) -> int:
    with _firm(make, file) as app:
        browser = app.test_client()
        sign_in(browser)
        _give_file(browser)
        with app.app_context():
            asked = addresses(db.session())
            count = _Statements()
            event.listen(db.engine, "before_cursor_execute", count)
        missed = 0
        print(f"{'':<66}{'ms':>8}{'KB':>7}{'statements':>12}")
        for address in list(asked):
            if browser.get(address).status_code == 303:
                # The page has nothing to show, and leads elsewhere.
                asked.remove(address)
                continue
            took, size, statements = _asked(browser, address, runs, count)
            over = took > bar or size > SIZE_BAR
            missed += over
            print(f"{address:<66}{took:>8.1f}{size:>7.1f}{statements:>12}{'  MISSED' if over else ''}", flush=True)
        known = {kind_of(app, address) for address in asked}
        every = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin/")}
        of_get = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        left = sorted(name.removeprefix("admin.") for name in (every & of_get) - known)
        print(f"at most {bar:g} ms and {SIZE_BAR} KB")
        print(f"not asked for, as there is no row: {', '.join(left) or 'none'}")
    return missed


class _Statements:
    """How many statements were sent to the database."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, *_: Any) -> None:
        self.seen += 1


def _asked(browser: FlaskClient, address: str, runs: int, count: _Statements) -> tuple[float, float, int]:
    """Milliseconds of processor time, the median; KB (1,000 bytes) of the page; statements of the last request."""
    times: list[float] = []
    for _ in range(runs):
        count.seen, begun = 0, time.process_time()
        response = browser.get(address)
        times.append(1000 * (time.process_time() - begun))
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    return statistics.median(times), len(response.data) / 1000, count.seen


@contextmanager
def _firm(make: Fill, file: Path | None) -> Iterator[Flask]:
    with tempfile.TemporaryDirectory(prefix="whence-pages-") as kept:
        folder = Path(kept)
        with sqlite_databases(migrate_in(folder)) as databases, databases.fresh() as address:
            if file:
                Path(address.removeprefix("sqlite:///")).write_bytes(file.read_bytes())
            app = make_app(address, folder)
            try:
                with app.app_context():
                    session = db.session()
                    if not file:
                        make(session)
                    _more(session)
                    session.commit()
                yield app
            finally:
                dispose(app)


def _demo(session: Session) -> None:
    fill(session, datetime.now(UTC).date(), lambda: None)
    session.commit()


def _large(session: Session, clients: int) -> None:
    load(db.engine, generated(clients, 3 * clients))
    partners = session.scalars(select(Source).where(Source.kind == Kind.PARTNER))
    # The rest of what is known of a partner is blank.
    blank = dict.fromkeys(("organisation", "occupation", "city", "email", "phone"), "")
    session.add_all(
        [Partner(source=each, entity=Entity.PERSON, relation=Relation.GIVE_AND_TAKE, **blank) for each in partners]
    )
    session.commit()
    rebuild_all(session, session.commit)
    session.commit()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def _more(session: Session) -> None:
    """Somebody who looks, and what the firm's story lacks: a cost, a closed month, a secret of a webhook."""
    now = datetime.now(UTC)
    owner: User = add_user(session, EMAIL, UserRole.OWNER, PASSWORD, "Pace")
    source = session.get_one(Source, 1)
    record_cost(
        session, source, 40_000, "USD", now.date() - timedelta(days=300), None, now, every=Every.MONTH, user=owner
    )
    month = first_of_month(now.date(), -2)
    if closure_of(session, month) is None:
        close_month(session, month, now, now.date(), owner)
    make_secret(session, Origin.WHENCE, "Books", "k" * 32, now, owner)


def sign_in(browser: FlaskClient) -> None:
    page = browser.get("/admin/sign-in")
    sent = fields(page.text) | {"email": EMAIL, "password": PASSWORD}
    if browser.post("/admin/sign-in", data=sent).status_code != 303:
        raise RuntimeError("nobody could sign in")


def _give_file(browser: FlaskClient) -> None:
    """A file of payments, checked and not taken in yet."""
    rows = "\n".join(f"someone{n}@mail.example,2026-01-{n:02},{n}.00" for n in range(1, 29))
    sent: dict[str, Any] = fields(browser.get("/admin/imports/new"), having="kind")
    sent |= {"kind": "payments", "file": (BytesIO(f"email,paid_on,amount\n{rows}\n".encode()), "payments.csv")}
    if browser.post("/admin/imports", data=sent).status_code != 303:
        raise RuntimeError("no file could be given")


if __name__ == "__main__":
    sys.exit(main())
