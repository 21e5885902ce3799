"""Fresh migrated databases, one per test: migrated once, then copied, which is a hundred times as fast."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.rig.postgresql import server
from tests.rig.scratch import scratch_folder

# Given the address of an empty database, makes all tables in it.
Migrate = Callable[[str], None]


@contextmanager
def sqlite_databases(migrate: Migrate) -> Iterator["SqliteDatabases"]:
    """A folder with a migrated file to copy."""
    with scratch_folder() as folder:
        migrate(f"sqlite:///{folder}/template.sqlite3")
        if any(folder.glob("template.sqlite3-*")):
            raise RuntimeError("A connection to the migrated file was left open, so a copy would be incomplete.")
        yield SqliteDatabases(folder)


class SqliteDatabases:
    """Copies of one migrated SQLite file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a new copy, which is removed at the end with what SQLite keeps beside it."""
        file = self.folder / f"{next(self.numbers)}.sqlite3"
        shutil.copyfile(self.folder / "template.sqlite3", file)
        try:
            yield f"sqlite:///{file}"
        finally:
            for each in self.folder.glob(f"{file.name}*"):
                each.unlink()


@contextmanager
def postgresql_databases(migrate: Migrate) -> Iterator["PostgresqlDatabases"]:
    """The server named by TEST_DATABASE_URL, or one of the tests' own, with a migrated database to copy."""
    given = os.environ.get("TEST_DATABASE_URL")
    with nullcontext(given) if given else server() as address:
        databases = PostgresqlDatabases(address)
        try:
            databases.create(databases.template)
            migrate(databases.address_of(databases.template))
            yield databases
        finally:
            databases.drop(databases.template)
            databases.connection.close()


class PostgresqlDatabases:
    """Copies of one migrated database on a server, on which the account may create databases."""

    def __init__(self, address: str) -> None:
        # Two test runs may share a server, so the names carry this process's number.
        self.prefix = f"whence_test_{os.getpid()}"
        self.template = f"{self.prefix}_template"
        self.url = make_url(address).set(drivername="postgresql")
        self.numbers = itertools.count(1)
        # One for all: the server starts a process for each, which takes half as long as to copy a database.
        self.connection = psycopg.connect(self.url.render_as_string(hide_password=False), autocommit=True)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a new copy, which is dropped at the end."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self.create(name, self.template)
        try:
            yield self.address_of(name)
        finally:
            self.drop(name)

    def address_of(self, name: str) -> str:
        """The address of a database on this server, as SQLAlchemy takes it."""
        url = self.url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create(self, name: str, template: str = "template0") -> None:
        """Copy the files of a database: the usual way writes every page to the log as well, twice as slow."""
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)

    def drop(self, name: str) -> None:
        """Drop a database, also if the test left a connection open."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        self.connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
