"""What only reads asks a question once in a transaction; whoever may write gets the present answer."""

from collections.abc import Iterator
from itertools import count

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from records.db import db
from records.engine.once import once
from records.engine.reading import may_write, reading


def test_what_only_reads_asks_once_and_anew_in_the_next_transaction(app: Flask) -> None:
    numbers = count(1)
    with app.app_context(), reading():
        session = db.session()
        assert [_next(session, numbers), _next(session, numbers)] == [1, 1]
        assert once(session, "something else", lambda: next(numbers)) == 2
        session.rollback()
        assert [_next(session, numbers), _next(session, numbers)] == [3, 3]
        session.close()
        assert _next(session, numbers) == 4


def test_whoever_may_write_asks_each_time(app: Flask) -> None:
    numbers = count(1)
    with app.app_context():
        session = db.session()
        assert [_next(session, numbers), _next(session, numbers)] == [1, 2]
        # A transaction that was begun to write sees what is written in it, whatever is said later.
        with reading():
            assert [_next(session, numbers), _next(session, numbers)] == [3, 4]


def test_what_was_kept_while_reading_is_not_told_to_a_writing_transaction(app: Flask) -> None:
    numbers = count(1)
    with app.app_context(), reading():
        session = db.session()
        assert [_next(session, numbers), _next(session, numbers)] == [1, 1]
        session.rollback()
        may_write()
        assert [_next(session, numbers), _next(session, numbers)] == [2, 3]


def _next(session: Session, numbers: Iterator[int]) -> int:
    def ask() -> int:
        session.execute(text("SELECT 1"))
        return next(numbers)

    return once(session, "next", ask)
