"""Firms that many tests begin with: made once by the real verbs, then put in again as the rows that they came to.

A firm of a dozen clients takes a quarter of a second to make, and hundreds of tests begin with the same one. Where a
test has changed anything that the firm was made from, the firm is made anew instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import Flask
from sqlalchemy import Table, event
from sqlalchemy.engine import Connection, Engine

from records.db import db

Rest = ParamSpec("Rest")

# Of each table its rows, every value as it is written in a statement.
_Rows = dict[str, list[tuple[str, ...]]]

_MOST_BEGINNINGS = 3


@dataclass(frozen=True)
class _Made:
    """What a firm was made from, and the statements that make the same."""

    before: _Rows
    statements: str


def made_once(fill: Callable[Concatenate[Flask, Rest], None]) -> Callable[Concatenate[Flask, Rest], None]:
    """A function that fills a test's database, which after the first time puts in again what came of it.

    What it makes must hang on nothing but the database that it finds.
    """
    made: dict[str, list[_Made]] = {}

    @wraps(fill)
    def filled(app: Flask, /, *rest: Rest.args, **words: Rest.kwargs) -> None:
        with app.app_context():
            engine = db.engine
            known = made.setdefault(engine.dialect.name, [])
            with engine.connect() as connection:
                fitting = next((each for each in known if _is_as_before(connection, each.before)), None)
                before = {} if fitting else _rows(connection, db.metadata.sorted_tables)
        if fitting:
            _run(engine, fitting.statements)
            return
        seen: list[str] = []

        def note(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        fill(app, *rest, **words)
        event.remove(engine, "before_cursor_execute", note)
        if len(known) < _MOST_BEGINNINGS:
            with engine.connect() as connection:
                known.append(_made(connection, before, set(re.findall(r"\w+", " ".join(seen)))))

    return filled


def _made(connection: Connection, before: _Rows, mentioned: set[str]) -> _Made:
    after = _rows(connection, db.metadata.sorted_tables)
    changed = {name for name, rows in after.items() if rows != before[name]}
    tables = [table for table in db.metadata.sorted_tables if table.name in mentioned | changed]
    statements = [
        statement
        for table in tables
        for statement in (*_changes(table, before, after), *_additions(table, before, after))
    ]
    if connection.dialect.name == "postgresql":
        counters = "SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
        statements += [f"SELECT setval('{name}', {last})" for name, last in connection.exec_driver_sql(counters)]
    return _Made({table.name: before[table.name] for table in tables}, ";\n".join(statements))


def _is_as_before(connection: Connection, before: _Rows) -> bool:
    """Whether the tables hold what they held then; most held nothing, which is asked of all together."""
    empty = [f"EXISTS (SELECT 1 FROM {name})" for name, rows in before.items() if not rows]  # noqa: S608  # names of our tables
    if connection.exec_driver_sql(f"SELECT {' OR '.join(empty)}").scalar():
        return False
    filled = {name: rows for name, rows in before.items() if rows}
    return _rows(connection, [db.metadata.tables[name] for name in filled]) == filled


def _rows(connection: Connection, tables: list[Table]) -> _Rows:
    as_written = "quote({})" if connection.dialect.name == "sqlite" else "quote_nullable(CAST({} AS text))"
    return {
        table.name: [
            tuple(row)
            for row in connection.exec_driver_sql(
                f"SELECT {', '.join(as_written.format(name) for name in _names(table))} FROM {table.name}"  # noqa: S608
            )
        ]
        for table in tables
    }


def _names(table: Table) -> list[str]:
    return [f'"{column.name}"' for column in table.columns]


def _key(table: Table, row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for column, value in zip(table.columns, row, strict=True) if column.primary_key)


def _additions(table: Table, before: _Rows, after: _Rows) -> list[str]:
    present = {_key(table, row) for row in before[table.name]}
    rows = [f"({', '.join(row)})" for row in after[table.name] if _key(table, row) not in present]
    into = f"{table.name} ({', '.join(_names(table))})"
    return [f"INSERT INTO {into} VALUES {', '.join(rows)}"] if rows else []  # noqa: S608  # as above


def _changes(table: Table, before: _Rows, after: _Rows) -> list[str]:
    present = {_key(table, row): row for row in before[table.name]}
    left = {_key(table, row): row for row in after[table.name]}
    if gone := present.keys() - left.keys():
        raise ValueError(f"A firm that is made once takes nothing away: {table.name} {gone}")
    keys = [f'"{column.name}"' for column in table.primary_key]
    return [
        f"UPDATE {table.name} SET {_said(_names(table), row, ', ')} WHERE {_said(keys, key, ' AND ')}"  # noqa: S608
        for key, row in left.items()
        if key in present and row != present[key]
    ]


def _said(names: list[str], values: tuple[str, ...], between: str) -> str:
    return between.join(f"{name} = {value}" for name, value in zip(names, values, strict=True))


def _run(engine: Engine, statements: str) -> None:
    """All in one transaction and in one go."""
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            connection.driver_connection.executescript(f"BEGIN IMMEDIATE;\n{statements};\nCOMMIT")  # type: ignore[union-attr]
        else:
            connection.cursor().execute(statements)
            connection.commit()
    finally:
        connection.close()
