"""Very many rows at once, handed to the driver as it takes them."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Date, Enum, Table
from sqlalchemy.orm import Session

from records.db import Base, put_in
from records.engine.column_types import Words, need_nothing

_OF_FEW = (Enum, Date)
"""Types of which the rows have the same few values again and again."""


def insert_many(session: Session, into: type[Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows into a table: of each the values of these columns, in this order. All of the session is written first.

    It goes past what follows changes, so no total may sum this table up.
    """
    if not rows:
        return
    table, dialect = cast(Table, into.__table__), session.get_bind().dialect
    # A column that no row has anything for is left out.
    columns = zip(names, zip(*rows, strict=True), strict=True)
    told = [(name, found) for name, found in columns if any(value is not None for value in found)]
    kept = [_as_kept(table, name, found, dialect) for name, found in told]
    insert_kept(session, into, [name for name, _ in told], zip(*kept, strict=True))


def insert_kept(session: Session, into: type[Base], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """The same of values that are already as the database has them."""
    session.flush()
    put_in(session.connection(), cast(Table, into.__table__), names, rows)


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
