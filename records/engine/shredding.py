"""Taking what was erased out of the database's files, in each engine's own way."""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine
from sqlalchemy.orm import Session


def shredding(session: Session) -> None:
    """Have what is overwritten from now on be overwritten in the file as well, where the engine can (SQLite).

    ``swept`` then empties the log of writes, in which it stands a second time.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA secure_delete=ON")


def swept(engine: Engine) -> bool:
    """Take what was erased out of the files: the log of writes is emptied, or dead rows are freed.

    False where other processes were reading all the while, so that the log stays until one writes or closes. The space
    of PostgreSQL's dead rows is freed for new ones, and not overwritten.
    """
    if engine.dialect.name == "sqlite":
        # Outside of any transaction, which the engine's own connections always have.
        with closing(sqlite3.connect(str(engine.url.database))) as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")
    return True
