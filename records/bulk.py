"""Very many rows at once, handed to the driver as it takes them."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Date, Enum, Table
from sqlalchemy.orm import Session

from records.column_types import Words, need_nothing
from records.db import Base

_PLACEHOLDERS = {"qmark": "?", "pyformat": "%s"}
_OF_FEW = (Enum, Date)
"""Types of which the rows have the same few values again and again."""


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
    # A column that no row has anything for is left out.
    columns_of_rows = zip(names, zip(*rows, strict=True), strict=True)
    told = [(name, found) for name, found in columns_of_rows if any(value is not None for value in found)]
    kept = [_as_kept(table, name, found, dialect) for name, found in told]
    columns = ", ".join(quote(name) for name, _ in told)
    values = ", ".join([_PLACEHOLDERS[dialect.paramstyle]] * len(told))
    # Nothing of it but the names of a table and its columns is put into the words of the statement.
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})"  # noqa: S608
    connection.exec_driver_sql(statement, list(zip(*kept, strict=True)))


def _as_kept(table: Table, name: str, values: Sequence[Any], dialect: Any) -> Sequence[Any]:
    """The values of a column as the driver is to have them."""
    kind = table.columns[name].type
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None or (isinstance(kind, Words) and need_nothing(values)):
        return values
    if isinstance(kind, _OF_FEW):
        known = {value: process(value) for value in set(values)}
        return [known[value] for value in values]
    return list(map(process, values))
