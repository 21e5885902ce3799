"""Databases that cannot do their work, and get well again."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, text

from records.db import db


@contextmanager
def without_table(app: Flask, table: str) -> Iterator[None]:
    """A database that cannot do its work: one of its tables is away."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO away"))
    yield
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE away RENAME TO {table}"))


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """A database that somebody else keeps to himself, and whose patience is short."""
    with app.app_context():
        engine = db.engine

    def be_impatient(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # either driver's connection
        sqlite = engine.dialect.name == "sqlite"
        cursor.execute("PRAGMA busy_timeout=20" if sqlite else "SET lock_timeout = 20")
        cursor.close()
        if not sqlite:
            connection.commit()  # type: ignore[attr-defined]  # as above

    engine.dispose()
    event.listen(engine, "connect", be_impatient)
    with engine.connect() as other:
        other.execute(text("SELECT 1" if engine.dialect.name == "sqlite" else "LOCK TABLE submissions"))
        yield
