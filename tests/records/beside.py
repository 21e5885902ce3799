"""Several who work at the same time, each in a thread of its own."""

from collections.abc import Callable
from threading import Thread

from sqlalchemy import text

from records.db import db


def together(*works: Callable[[], None]) -> None:
    """Do all of them at the same time; none may fail."""
    failed = []

    def tries(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as problem:
            failed.append(problem)

    threads = [Thread(target=tries, args=(work,)) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []


def wait_for_one_who_waits(thread: Thread) -> None:
    """Until somebody waits for a lock of PostgreSQL, or the thread has ended without."""
    with db.engine.connect() as looks:
        while not looks.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")) and thread.is_alive():
            looks.rollback()
