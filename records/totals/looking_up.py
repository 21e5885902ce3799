"""Reading and summing a few rows by their keys, where PostgreSQL would go through whole tables or call for help."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session

_BY_KEYS = {"max_parallel_workers_per_gather": "0", "random_page_cost": "1.1"}
"""PostgreSQL takes every look by a key for a look at a turning disk, and finds it worth while to start several
processes, or to go through a whole table, for a few hundred rows that are in memory or on a disk without arms. To
start the processes takes ten times as long as all of the rows."""


def look_up(session: Session, statement: Executable) -> Sequence[Any]:
    """The rows of a statement that reads rows by their keys."""
    with looking_up(session):
        return session.execute(statement).all()


@contextmanager
def looking_up(session: Session) -> Iterator[None]:
    """As long as this lasts, PostgreSQL looks rows up by their keys, in the one process that has it."""
    by_keys(session)
    yield
    _set(session, dict.fromkeys(_BY_KEYS, "DEFAULT"))


def by_keys(session: Session) -> None:
    """Until the transaction ends, PostgreSQL looks rows up by their keys, in the one process that has it."""
    _set(session, _BY_KEYS)


def _set(session: Session, settings: dict[str, str]) -> None:
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("; ".join(f"SET LOCAL {name} TO {value}" for name, value in settings.items()))
