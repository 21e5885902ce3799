"""Reading kept totals: a few rows by their keys, for which PostgreSQL is not to call other processes to help."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session


def look_up(session: Session, statement: Executable) -> Sequence[Any]:
    """The rows of a statement that reads totals by their keys.

    PostgreSQL thinks that several processes would be faster, because it takes every row for a look at the disk; to
    start them takes ten times as long as all of the rows.
    """
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        return session.execute(statement).all()
    connection.exec_driver_sql("SET LOCAL max_parallel_workers_per_gather TO 0")
    rows = session.execute(statement).all()
    connection.exec_driver_sql("SET LOCAL max_parallel_workers_per_gather TO DEFAULT")
    return rows
