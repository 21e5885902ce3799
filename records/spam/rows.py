"""Taking rows out of the records as JSON values, and putting them back as they were.

A row gets its old number back. On SQLite the last number of a table may have been given again meanwhile; then the row
has a new one, and so has what points to it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Date, inspect
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import Session

from records.db import Base
from records.engine.column_types import UTCDateTime

Row = dict[str, Any]
Moved = dict[tuple[str, int], int]
"""The new number of each row, by its table and its old number."""


def rows_of(found: Iterable[Base]) -> list[Row]:
    """Each row's columns as plain JSON values."""
    return [
        {column.key: _plain(getattr(each, column.key)) for column in inspect(type(each)).column_attrs} for each in found
    ]


def put_back(
    session: Session, model: type[Base], rows: Iterable[Row], moved: Moved, taken: Collection[int] = ()
) -> list[Base]:
    """Add rows again, pointing to where ``moved`` says that others are by now, and note there where these are.

    The numbers ``taken`` are not given, although no row has them.
    """
    table: Any = model.__table__
    added = []
    for row in rows:
        values = {name: _value(table.c[name], value, moved) for name, value in row.items() if name in table.c}
        number = row.get("id")
        if number is not None and (number in taken or session.get(model, number) is not None):
            del values["id"]
        found = model(**values)
        session.add(found)
        session.flush()
        if number is not None:
            moved[table.name, number] = found.id  # type: ignore[attr-defined]  # It has one, because its row had one.
        added.append(found)
    return added


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _value(column: Any, value: Any, moved: Moved) -> Any:
    kind = column.type
    if value is None:
        return None
    for pointed in column.foreign_keys:
        return moved.get((pointed.column.table.name, value), value)
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, EnumType) and kind.enum_class is not None:
        return kind.enum_class(value)
    return value
