"""Writers of one SQLite file queue up: who waits gets the lock although somebody else hardly ever leaves it alone."""

import threading
import time

from flask import Flask
from sqlalchemy import text

from records.db import db
from records.engine.at_once import AtOnce
from records.engine.waiting_writers import give_way, is_waited_for
from records.importing import ShortTurns

TURNS = 400
LONGEST = 0.05
"""Seconds for which long work gives way to somebody who does not get in all the same."""


def test_a_moment_between_two_batches_is_enough_for_those_who_wait(app: Flask) -> None:
    turns_until_in: list[int] = []
    turns, has_begun = 0, threading.Event()

    def bump() -> None:
        has_begun.wait()
        with app.app_context():
            db.session.execute(text("UPDATE firm SET first_weekday = first_weekday + 1"))
            db.session.commit()
        turns_until_in.append(turns)

    waiting = [threading.Thread(target=bump) for _ in range(8)]
    for thread in waiting:
        thread.start()
    with app.app_context():
        leave = ShortTurns(db.session())
        while turns < TURNS and len(turns_until_in) < len(waiting):
            db.session.execute(text("UPDATE firm SET website = website"))
            has_begun.set()
            # The batch's own work; the first one is long, and whoever looks less and less often would do so by then.
            time.sleep(0.02 if turns else 0.4)
            leave()
            turns += 1
        for thread in waiting:
            thread.join()
        assert db.session.scalar(text("SELECT first_weekday FROM firm")) == len(waiting)
    # Each moment lets several of them in.
    assert max(turns_until_in) < len(waiting)


def test_long_work_gives_way_while_somebody_waits_and_only_then(app: Flask) -> None:
    def wait() -> None:
        with app.app_context():
            db.session.execute(text("UPDATE firm SET first_weekday = 3"))
            db.session.commit()

    def given_way() -> float:
        begun = time.monotonic()
        give_way(file)
        return time.monotonic() - begun

    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return  # Only SQLite has one lock for all who write.
        file = str(db.engine.url.database)
        db.session.execute(text("UPDATE firm SET website = website"))
        waiting = threading.Thread(target=wait)
        waiting.start()
        # It never gets in while this transaction holds the lock, so long work waits as long as it ever does.
        assert any(given_way() >= LONGEST for _ in range(1_000))
        db.session.commit()
        waiting.join()
        assert min(given_way() for _ in range(20)) < LONGEST / 2
        assert db.session.scalar(text("SELECT first_weekday FROM firm")) == 3


def test_less_is_done_in_one_transaction_while_somebody_waits(app: Flask) -> None:
    def wait() -> None:
        with app.app_context():
            db.session.execute(text("UPDATE firm SET first_weekday = 3"))
            db.session.commit()

    def works() -> None:
        with at_once:
            until = time.thread_time() + 0.03
            while time.thread_time() < until:
                pass

    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return
        file = str(db.engine.url.database)
        at_once = AtOnce(db.session(), few=100, most=100, short=0.02)
        db.session.execute(text("UPDATE firm SET website = website"))
        works()
        assert at_once.number == 100, "as much as ever, where nobody waits"
        waiting = threading.Thread(target=wait)
        waiting.start()
        while not is_waited_for(file):
            pass
        works()
        assert at_once.number == 50
        db.session.commit()
        waiting.join()
        works()
        assert at_once.number == 25, "whoever comes next has as little to wait for"
