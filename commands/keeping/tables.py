"""Tables as plain values that both engines and JSON understand: how a database is written out and in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    String,
    TableClause,
    Text,
    TypeDecorator,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeEngine

from commands.keeping.manifest import TableKept
from records.db import db

_KINDS: dict[str, TypeEngine[Any]] = {
    "boolean": Boolean(),
    "integer": BigInteger(),
    "float": Float(),
    "date": Date(),
    "json": JSON(none_as_null=True),
    "text": Text(),
}
_KIND_OF: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "float"),
    (Date, "date"),
    (JSON, "json"),
    (String, "text"),
)
_AT_ONCE = 1000
# Rows may be long, so a batch also ends when it holds about this many characters.
_CHARACTERS_AT_ONCE = 8_000_000


def tables_now() -> list[TableKept]:
    """Every table of this version, in an order in which each comes after those that it points to."""
    return [
        TableKept(each.name, {column.name: _kind_of(column) for column in each.columns})
        for each in db.metadata.sorted_tables
    ]


def tables_there(connection: Connection) -> list[TableKept]:
    """Every table that a database of any version has, but the one that says which version it is."""
    found = inspect(connection)
    return [
        TableKept(name, {str(each["name"]): _kind(each["type"], f"{name}.{each['name']}") for each in columns})
        for (_, name), columns in found.get_multi_columns().items()
        if name != "alembic_version"
    ]


def rows_of(connection: Connection, kept: TableKept) -> Iterator[list[Any]]:
    """All rows of a table in the order of their first column, with days as text."""
    plain = _plain(kept)
    everything = select(plain).order_by(next(iter(plain.columns)))
    days = [place for place, kind in enumerate(kept.columns.values()) if kind == "date"]
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(everything):
        values = list(row)
        for place in days:
            values[place] = values[place].isoformat() if values[place] else None
        yield values


def insert_rows(connection: Connection, kept: TableKept, rows: Iterable[Sequence[Any]]) -> None:
    """Put rows, as ``rows_of`` gives them, into a table.

    What points into the same table is filled in when all its rows are there, as it may point forwards.
    """
    plain, names = _plain(kept), list(kept.columns)
    days = [name for name, kind in kept.columns.items() if kind == "date"]
    within = _points_within(kept.name) & set(names)
    later: list[dict[str, Any]] = []
    for some in _batches(rows):
        batch = [dict(zip(names, row, strict=True)) for row in some]
        for row in batch:
            row.update({name: date.fromisoformat(row[name]) for name in days if row[name]})
            if any(row[name] is not None for name in within):
                later.append({name: row[name] for name in ("id", *within)})
                row.update(dict.fromkeys(within))
        connection.execute(plain.insert(), batch)
    for row in later:
        connection.execute(plain.update().where(plain.c.id == row.pop("id")).values(row))


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    batch: list[Sequence[Any]] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(len(str(value)) for value in row if isinstance(value, str | list | dict))
        if len(batch) == _AT_ONCE or characters > _CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def empty(connection: Connection, kept: Iterable[TableKept]) -> None:
    """Delete all rows of tables, those first that point to others."""
    for each in reversed(list(kept)):
        plain = _plain(each)
        within = _points_within(each.name) & set(each.columns)
        if within:
            connection.execute(plain.update().values(dict.fromkeys(within)))
        connection.execute(plain.delete())


def _plain(kept: TableKept) -> TableClause:
    return table(kept.name, *(column(name, _KINDS[kind]) for name, kind in kept.columns.items()))


def _kind_of(each: Column[Any]) -> str:
    return _kind(each.type.impl_instance if isinstance(each.type, TypeDecorator) else each.type, str(each))


def _kind(of_column: TypeEngine[Any], called: str) -> str:
    for of_engine, name in _KIND_OF:
        if isinstance(of_column, of_engine):
            return name
    raise TypeError(f"backups do not know the kind of {called}")


def _points_within(name: str) -> set[str]:
    """The columns of a table that point into the same table."""
    known = db.metadata.tables.get(name)
    return {key.parent.name for key in known.foreign_keys if key.column.table is known} if known is not None else set()
