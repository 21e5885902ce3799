"""Reading and summing a few rows by their keys, where PostgreSQL would go through whole tables or call for help."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session

_BY_KEYS = {"max_parallel_workers_per_gather": "0", "random_page_cost": "1.1"}
"""PostgreSQL takes every look by a key for a look at a turning disk, and finds it worth while to start several
processes, or to go through a whole table, for a few hundred rows that are in memory or on a disk without arms. To
start the processes takes ten times as long as all of the rows."""


def look_up(session: Session, statement: Executable) -> Sequence[Any]:
    """The rows of a statement that reads totals by their keys."""
    by_keys(session)
    rows = session.execute(statement).all()
    _set(session, dict.fromkeys(_BY_KEYS, "DEFAULT"))
    return rows


def by_keys(session: Session) -> None:
    """Until the transaction ends, PostgreSQL looks rows up by their keys, in the one process that has it."""
    _set(session, _BY_KEYS)


def _set(session: Session, settings: dict[str, str]) -> None:
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("; ".join(f"SET LOCAL {name} TO {value}" for name, value in settings.items()))
