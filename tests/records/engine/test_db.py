"""The engine's settings: durable, in the right order, and never written by a page that only reads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from records.db import db
from records.engine import write_lock
from records.engine.column_types import UTCDateTime
from records.engine.many_values import among
from records.engine.reading import WroteWhileReading, reading
from records.firm import Firm, the_firm
from records.importing import ShortTurns
from records.totals import look_up


def test_sqlite_is_set_up_to_keep_what_was_committed(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL's durability is a setting of its server.
    pragmas = {name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_postgresql_compiles_nothing_and_reads_totals_alone(session: Session) -> None:
    if session.get_bind().dialect.name != "postgresql":
        return  # SQLite does neither for anybody.
    helpers = select(func.current_setting("max_parallel_workers_per_gather"))
    usual = session.scalar(helpers)
    assert usual != "0"
    assert [tuple(row) for row in look_up(session, helpers)] == [("0",)]
    assert session.scalar(helpers) == usual
    assert session.scalar(text("SHOW jit")) == "off"


def test_only_batches_in_passing_do_not_wait_for_the_disk_however_they_end(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(asked: Session | Connection = session) -> bool:
        said = str(asked.scalar(text("PRAGMA synchronous" if is_sqlite else "SHOW synchronous_commit")))
        asked.commit()
        return {"2": True, "on": True, "1": False, "off": False}[said]

    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        # The server of the tests waits for no disk at all; here it does, as one does that keeps somebody's records.
        session.execute(text(f"ALTER DATABASE {db.engine.url.database} SET synchronous_commit TO on"))
        session.commit()
        db.engine.dispose()
    assert waits()
    with ShortTurns(session).in_passing():
        assert not waits()
        # Of a server's threads only that of the import.
        with ThreadPoolExecutor(1) as others, db.engine.connect() as theirs:
            assert others.submit(waits, theirs).result()
    assert waits()
    with suppress(ZeroDivisionError), ShortTurns(session).in_passing():
        assert not waits()
        session.execute(text("UPDATE firm SET name = 'Half of it'"))
        raise ZeroDivisionError
    session.rollback()
    assert waits()
    monkeypatch.setattr(write_lock, "_IN_PASSING", ("synchronous=NORMAL", "cache_size="))
    with suppress(OperationalError), ShortTurns(session).in_passing():
        waits()
    session.rollback()
    with db.engine.connect() as reused:
        assert waits()
        assert waits(reused)


def test_a_column_is_asked_for_many_values_at_once(session: Session) -> None:
    the_firm(session).name = "Ärzte\x00 'n' \"Söhne\""
    session.commit()
    named = among(session, Firm.name, ["", "other", "\ud800", "Ärzte\x00 'n' \"Söhne\"", *map(str, range(40_000))])
    assert session.scalars(select(Firm.id).where(named)).all() == [the_firm(session).id]
    for numbers, found in (([the_firm(session).id, 7], 1), ([7], 0), ([], 0)):
        assert len(session.scalars(select(Firm.id).where(among(session, Firm.id, numbers))).all()) == found


def test_a_page_that_only_reads_cannot_write(session: Session) -> None:
    with reading():
        the_firm(session).name = "Changed"
        with pytest.raises(WroteWhileReading):
            session.flush()


def test_two_writers_that_read_first_wait_for_each_other(app: Flask) -> None:
    failures: list[Exception] = []
    # Both would have read before either writes, if both were let in: then one of them could only fail.
    both_have_read = threading.Barrier(2)

    def bump() -> None:
        try:
            with app.app_context():
                firm = db.session.execute(text("SELECT directory_version FROM firm")).scalar_one()
                with suppress(threading.BrokenBarrierError):
                    both_have_read.wait(timeout=0.2)
                db.session.execute(text("UPDATE firm SET first_weekday = :day"), {"day": firm % 7})
                db.session.commit()
        except Exception as problem:
            failures.append(problem)

    threads = [threading.Thread(target=bump) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UTCDateTime().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001
