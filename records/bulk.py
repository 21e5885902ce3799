"""Very many rows at once, handed to the driver as it takes them."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from records.db import Base

_PLACEHOLDERS = {"qmark": "?", "pyformat": "%s"}


def insert_many(session: Session, into: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows into a table: of each the values of these columns, in this order. All of the session is written first.

    It goes past what follows changes, so no total may sum this table up.
    """
    if not rows:
        return
    session.flush()
    connection = session.connection()
    table, dialect = cast(Table, into.__table__), connection.dialect
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    values = ", ".join([_PLACEHOLDERS[dialect.paramstyle]] * len(names))
    kept = [_as_kept(table, name, found, dialect) for name, found in zip(names, zip(*rows, strict=True), strict=True)]
    # Nothing of it but the names of a table and its columns is put into the words of the statement.
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})"  # noqa: S608
    connection.exec_driver_sql(statement, list(zip(*kept, strict=True)))


def _as_kept(table: Table, name: str, values: Sequence[Any], dialect: Any) -> Sequence[Any]:
    """The values of a column as the driver is to have them."""
    process = table.columns[name].type.dialect_impl(dialect).bind_processor(dialect)
    if process is None or all(value is None for value in values):
        return values
    return list(map(process, values))
