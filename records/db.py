"""The database engine, the column types that repeat, and the one base class of every table.

Everything that only one of the two engines understands lives here; what each connection is told, in ``connecting``, how
SQLite's writers queue up, in ``write_lock``, and how a column is asked for very many values, in ``many_values``.
"""

import enum
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, cast
from zlib import crc32

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Engine,
    Enum,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry
from sqlalchemy.sql.functions import GenericFunction

from records.engine.column_types import UTCDateTime, Words
from records.engine.locked_files import locked_file
from records.engine.reading import reading


class days_between(GenericFunction[int]):
    """How many days the second of two calendar days is after the first; below 0 if it is before."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtract_days(element: Any, compiler: Any, **words: Any) -> str:
    first, second = (compiler.process(day, **words) for day in element.clauses)
    return f"(({second}) - ({first}))"


@compiles(days_between, "sqlite")
def _subtract_days_of_sqlite(element: Any, compiler: Any, **words: Any) -> str:
    # SQLite keeps days as text; a Julian day begins at noon, so the difference of two is whole.
    first, second = (compiler.process(day, **words) for day in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


class month_of_day(GenericFunction[int]):
    """The month that a calendar day is in, counted from the year 0: each is one more than the one before it."""

    type = Integer()
    inherit_cache = True


@compiles(month_of_day)
def _take_month(element: Any, compiler: Any, **words: Any) -> str:
    (day,) = (compiler.process(each, **words) for each in element.clauses)
    return f"CAST(EXTRACT(year FROM {day}) * 12 + EXTRACT(month FROM {day}) - 1 AS INTEGER)"


@compiles(month_of_day, "sqlite")
def _take_month_of_sqlite(element: Any, compiler: Any, **words: Any) -> str:
    # A day is kept as 2026-03-31; cutting its text is three times as quick as SQLite's own reading of dates.
    (day,) = (compiler.process(each, **words) for each in element.clauses)
    return f"(substr({day}, 1, 4) * 12 + substr({day}, 6, 2) - 1)"


class by_code_point(GenericFunction[str]):
    """A text that is ordered by the numbers of its letters, whatever the language of the database."""

    type = String()
    inherit_cache = True


@compiles(by_code_point)
def _order_letters(element: Any, compiler: Any, **words: Any) -> str:
    (text_,) = (compiler.process(each, **words) for each in element.clauses)
    return f'({text_}) COLLATE "C"'


@compiles(by_code_point, "sqlite")
def _order_letters_of_sqlite(element: Any, compiler: Any, **words: Any) -> str:
    # SQLite compares texts so by itself.
    (text_,) = (compiler.process(each, **words) for each in element.clauses)
    return f"({text_})"


key = Annotated[int, mapped_column(primary_key=True)]
instant = Annotated[datetime, mapped_column(UTCDateTime)]
money = Annotated[int, mapped_column(BigInteger)]
"""Integer minor units of the currency beside it (ISO 4217)."""
currency_code = Annotated[str, mapped_column(String(3))]


def _values(words: type[enum.Enum]) -> list[str]:
    return [str(word.value) for word in words]


class Base(DeclarativeBase):
    """The typed base of every table; names of constraints follow one pattern so that migrations can find them."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            str: Words,
            # Words of a fixed list are kept as those words, so that a new word needs no change of the table.
            enum.Enum: Enum(enum.Enum, native_enum=False, length=40, values_callable=_values),
        },
    )


CLUSTERED = {"sqlite_with_rowid": False}
"""Argument of a table that is only ever found by its key: SQLite then keeps the rows in the key's index itself."""

db = SQLAlchemy(model_class=Base)


def locked_by_name(session: Session, *names: str) -> None:
    """Hold a lock on each name until the transaction ends, so that two of the same name queue up.

    SQLite needs none: its writing transactions exclude each other from their first statement on.
    """
    if session.get_bind().dialect.name == "postgresql":
        # A name may come from outside, with halves of characters in it.
        for number in sorted({crc32(name.encode("utf-8", "replace")) for name in names}):
            session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def locked_together(session: Session, *names: str) -> None:
    """Hold locks on names, in this order, together with others until the transaction ends; ``locked_by_name`` waits
    for them all."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock_shared(each) FROM unnest(CAST(:numbers AS bigint[])) AS each"),
            {"numbers": [crc32(name.encode()) for name in names]},
        )


def add_up(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add numbers to the rows that have these keys, made where there are none; a row that comes to nothing goes.

    What is not of the primary key is a number. Rows are locked in the order in which they are given.
    """
    if not rows:
        return
    numbers = [column for column in table.columns if not column.primary_key]
    new: Any = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)
    sums = {each.name: each + new.excluded[each.name] for each in numbers}
    session.execute(new.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums), rows)
    less = [row for row in rows if any(row[each.name] < 0 for each in numbers)]
    if less:
        same = [each == bindparam(f"key_{each.name}") for each in table.primary_key]
        nothing = [each == 0 for each in numbers]
        keys = [{f"key_{each.name}": row[each.name] for each in table.primary_key} for row in less]
        session.execute(delete(table).where(*same, *nothing), keys)


def put_in(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put very many rows into a table: of each the values of these columns, as the driver takes them."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, names))})"
    # Nothing but the names of a table and its columns is put into the words of a statement.
    if connection.dialect.name == "sqlite":
        if values := list(rows):
            connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({', '.join('?' * len(names))})", values)  # noqa: S608
        return
    # The driver's own cursor, because SQLAlchemy has no word for what PostgreSQL takes in best.
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def held_while_alive(session: Session, name: str) -> Iterator[bool]:
    """Hold a name until the block ends or this process dies, however it dies; False if somebody else holds it.

    It outlasts transactions. PostgreSQL frees it with the connection; for SQLite, which only processes of one machine
    share, the system frees the lock on a file beside the database.
    """
    engine = session.get_bind()
    if isinstance(engine, Engine) and engine.dialect.name == "postgresql":
        lock = {"number": crc32(name.encode())}
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            held = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), lock))
            try:
                yield held
            finally:
                if held:
                    connection.execute(text("SELECT pg_advisory_unlock(:number)"), lock)
        return
    with locked_file(Path(f"{engine.engine.url.database}-{name}")) as held:
        yield held


def beginning_with(session: Session, column: ColumnElement[str] | Any, prefix: str) -> ColumnElement[bool]:
    """Whether a folded key (digits and small letters) begins with something, asked so that an index can answer.

    SQLite's LIKE looks at every row; PostgreSQL's order of letters depends on its locale, so a range may miss some.
    """
    if session.get_bind().dialect.name == "sqlite":
        return and_(column >= prefix, column < prefix + "\x7f")
    found: ColumnElement[bool] = column.startswith(prefix, autoescape=True)
    return found


def gives_numbers_again(session: Session) -> bool:
    """Whether the highest number of a table is given again once its row has gone; PostgreSQL counts on."""
    return session.get_bind().dialect.name == "sqlite"


def lost_a_race(problem: DBAPIError) -> bool:
    """Whether a transaction failed only because another one was faster, so that it may be tried once more."""
    # PostgreSQL's codes (SQLSTATE) for a failed serialisation and for a deadlock; on SQLite writers queue up.
    return isinstance(problem, IntegrityError) or getattr(problem.orig, "sqlstate", None) in {"40001", "40P01"}


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection on which every statement sees the database as it was at the first one; it only reads."""
    # SQLite gives this to every reader; PostgreSQL shows each statement what is there by then, unless asked.
    isolation = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with reading(), engine.connect().execution_options(**isolation) as connection:
        yield connection


def number_after(connection: Connection, table: Table) -> None:
    """Let new rows of a table get numbers after the largest that is there.

    SQLite looks by itself; PostgreSQL counts apart from the rows, so after a restore it must be told.
    """
    numbered = table.autoincrement_column
    if connection.dialect.name == "postgresql" and numbered is not None:
        largest = connection.scalar(select(func.max(numbered)))
        name = connection.dialect.identifier_preparer.quote(table.name)
        sequence = func.pg_get_serial_sequence(name, numbered.name)
        connection.execute(select(func.setval(sequence, largest or 1, largest is not None)))


def overwrite_sqlite(engine: Engine, file: Path) -> None:
    """Replace everything in an engine's SQLite database by another file's content, in one transaction.

    Connections of other processes stay valid and see either all of it or nothing (SQLite's online backup).
    """
    with closing(sqlite3.connect(file)) as source, closing(engine.raw_connection()) as target:
        source.backup(cast(sqlite3.Connection, target.driver_connection))
