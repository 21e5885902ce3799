"""How an engine connects and begins: what each connection is told, and what a transaction that only reads sees."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.exc import OperationalError

from records.engine.lasting import is_in_passing
from records.engine.reading import is_reading
from records.engine.write_lock import PATIENCE, begin_writing


def connect_settings(engine: Engine) -> None:
    """Give an engine its settings at each connection, and make a SQLite file's folder at first use."""
    if engine.dialect.name == "sqlite":
        _make_folder(engine)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "do_connect", _be_patient_for_a_while)
        event.listen(engine, "connect", _compile_nothing)
        event.listen(engine, "handle_error", _leave_out_rows)
        event.listen(engine, "begin", _begin_either)


def _make_folder(engine: Engine) -> None:
    file = engine.url.database
    if file and file != ":memory:":

        def make(*_: Any) -> None:
            try:
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                if not Path(file).exists():
                    # Clients' words are nobody else's business here; SQLite gives its side files the same mode.
                    Path(file).touch(mode=0o600)
            except OSError as problem:
                raise OperationalError("connect", None, problem) from problem

        event.listen(engine, "do_connect", make)


def _set_pragmas(connection: Any, _record: Any) -> None:
    # Transactions are begun by hand below; the driver's own habit of beginning late is switched off.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1_000:.0f}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    if cursor.execute("PRAGMA page_count").fetchone()[0] == 0:
        # WAL is a property of the file, so it is set once, when the file is made.
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _be_patient_for_a_while(_dialect: Any, _record: Any, _words: Any, named: dict[str, Any]) -> None:
    # A server whose machine or network is gone says nothing at all, and each form that is sent would wait for it, for
    # hours by default. What stands in the address of the database counts.
    named.setdefault("connect_timeout", int(PATIENCE))
    named.setdefault("tcp_user_timeout", int(PATIENCE) * 3_000)


def _leave_out_rows(context: ExceptionContext) -> None:
    # Below the first line PostgreSQL repeats the row that it refused, and an error is written to the log.
    if getattr(context.original_exception, "sqlstate", None):
        for each in (context.original_exception, context.sqlalchemy_exception):
            if each is not None:
                each.args = tuple(str(word).partition("\n")[0] for word in each.args)


def _compile_nothing(connection: Any, _record: Any) -> None:
    # PostgreSQL compiles what it thinks dear, and it thinks so of totals that it then reads faster than it compiles.
    with connection.cursor() as cursor:
        cursor.execute("SET jit TO off")
    connection.commit()


def _begin(connection: Connection) -> None:
    # A plain BEGIN that reads and then writes fails at once whenever somebody else wrote in between.
    if is_reading():
        connection.exec_driver_sql("BEGIN")
    else:
        begin_writing(connection)


def _begin_either(connection: Connection) -> None:
    if is_in_passing():
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
        # Or what comes again and again goes on being answered as was best when the tables that it fills were empty.
        connection.exec_driver_sql("SET LOCAL plan_cache_mode TO force_custom_plan")
    # SQLite shows a transaction the database as it was at its first statement. PostgreSQL shows each statement what
    # is there by then, so that the sums of a page could be of two moments: some from before an import, some after it.
    if is_reading() and "isolation_level" not in connection.get_execution_options():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
