"""A firm with many clients and no payments, and a bare bulk insert of payments to compare an import with."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

from flask import Flask
from sqlalchemy import Table, insert

from attribution import WHOLE, Channel, Kind, Role, fold
from commands.migrating import migrate
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage, StageChange
from records.db import db, number_after
from records.money.payments import Payment, PaymentKind
from records.sources import Source
from records.totals import rebuild_all

ROOT = Path(__file__).parents[2]
CLIENTS = 100_000
SOURCES = 60
_AT_ONCE = 10_000
FIRST_DAY = date(2023, 1, 1)
DAYS = 1_000


@contextmanager
def records(url: str) -> Iterator[Flask]:
    """The application on a database."""
    from app import create_app

    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "only for measuring"})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def make_firm(url: str, clients: int = CLIENTS) -> None:
    """Migrate an empty database and fill it with clients, each at the stage of an enquiry."""
    now = datetime.now(UTC)
    with records(url):
        migrate(url)
        for start in range(1, clients + 1, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, clients + 1))
            stages = [{"client_id": number, "stage": Stage.ENQUIRY, "at": now} for number in numbers]
            with db.engine.begin() as connection:
                if start == 1:
                    connection.execute(insert(Source), [_source(number, now) for number in range(SOURCES)])
                connection.execute(insert(Client), [_client(number, now) for number in numbers])
                connection.execute(insert(StageChange), stages)
                connection.execute(insert(Credit), [_credit(number) for number in numbers])
        with db.engine.begin() as connection:
            # The numbers were given by hand, and whoever sends a form is to get the next one.
            for table in (Client, Source):
                number_after(connection, cast(Table, table.__table__))
        rebuild_all(db.session(), db.session.commit)


def _client(number: int, now: datetime) -> dict[str, object]:
    name = name_of(number)
    return {
        "id": number,
        "office_id": 1,
        "ref": f"C{number}",
        "name": name,
        "name_key": fold(name),
        "email": email_of(number),
        "email_key": email_of(number),
        "phone": "",
        "company": "",
        "came_on": FIRST_DAY + timedelta(days=number % DAYS),
        "door": "import",
        "stage": Stage.ENQUIRY,
        "created_at": now,
    }


def _source(number: int, now: datetime) -> dict[str, object]:
    name = f"Source {number}"
    named = {"name": name, "name_key": fold(name), "kind": Kind.WEBSITE, "website": ""}
    return {"id": 1_000 + number, "created_at": now, "is_noted": True} | named


def _credit(number: int) -> dict[str, object]:
    told = {"role": Role.INTRODUCED_BY, "standing": Standing.CREDITED, "channel": Channel.WEBSITE}
    why = {"confidence": 1.0, "rule": "measured", "reason": "", "position": 0, "share": WHOLE}
    return {"client_id": number, "source_id": 1_000 + number % SOURCES} | told | why


def name_of(number: int) -> str:
    """A name that one client has."""
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(4))
    return f"Anna Q{letters}"


def email_of(number: int) -> str:
    """A client's address."""
    return f"client{number}@mail.example"


def bare_insert(url: str, rows: int, clients: int = CLIENTS) -> float:
    """Seconds that a Core bulk insert of as many payments takes, nothing checked, in one transaction."""
    now, chance = datetime.now(UTC), Random(1)
    with records(url):
        begun = time.perf_counter()
        connection = db.engine.connect()
        for start in range(0, rows, _AT_ONCE):
            connection.execute(
                insert(Payment),
                [
                    {
                        "client_id": chance.randrange(1, clients + 1),
                        "ref": f"P{number}" if number % 4 else None,
                        "amount": chance.randrange(100, 100_000),
                        "currency": "USD",
                        "paid_on": FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
                        "kind": PaymentKind.RECEIVED,
                        "nth": 1,
                        "import_id": None,
                        "user_id": None,
                        "created_at": now,
                    }
                    for number in range(start, min(start + _AT_ONCE, rows))
                ],
            )
        connection.commit()
        connection.close()
        return time.perf_counter() - begun
