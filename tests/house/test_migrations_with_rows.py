"""Every migration meets rows: a firm that has something in each table is brought up to date and loses none of it."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import flask_migrate
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Boolean, Column, Connection, Date, Float, Integer, MetaData, Table, func, inspect, select

from records.db import db
from records.engine.soundness import file_problems
from tests.conftest import dispose, make_app


def test_a_firm_with_a_row_in_every_table_is_brought_up_to_date(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/old.sqlite3", tmp_path)
    filled: set[str] = set()

    def fill(ctx: MigrationContext, **_: Any) -> None:
        assert ctx.connection is not None
        fill_new_tables(ctx.connection, filled)

    with app.app_context():
        app.extensions["migrate"].configure_args["on_version_apply"] = fill
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            wrong = file_problems(connection)
            emptied = [each.name for each in tables(connection, filled) if not has_rows(connection, each)]
    dispose(app)
    assert {"submissions", "form_versions", "clients", "mails"} <= filled
    assert wrong == []
    assert emptied == []


def fill_new_tables(connection: Connection, filled: set[str]) -> None:
    """Give each table that has come, and is empty, a row with the number 1, which points to such rows of others."""
    new = set(inspect(connection).get_table_names()) - filled - {"alembic_version"}
    for table in tables(connection, new):
        filled.add(table.name)
        if not has_rows(connection, table):
            connection.execute(table.insert(), {each.name: something(each) for each in table.columns})


def tables(connection: Connection, names: Collection[str]) -> list[Table]:
    found = MetaData()
    there = set(inspect(connection).get_table_names())
    found.reflect(connection, only=sorted(there & set(names)), resolve_fks=False)
    return list(found.tables.values())


def has_rows(connection: Connection, table: Table) -> bool:
    return bool(connection.scalar(select(func.count()).select_from(table)))


def something(column: Column[Any]) -> object:
    """A value of the column's kind; of whole numbers the one that every first row has."""
    kinds: dict[type, object] = {Boolean: False, Integer: 1, Float: 1.0, Date: date(2026, 1, 31), JSON: {}}
    return next((value for kind, value in kinds.items() if isinstance(column.type, kind)), "x")
