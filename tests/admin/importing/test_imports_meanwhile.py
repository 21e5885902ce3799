"""While a file is read, checked and let in on the pages, forms of the public go on being kept."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, text

from admin.staff.access import csrf
from records.db import db
from records.importing import ShortTurns
from records.importing.files.tables_of_files import table_in
from records.importing.lines.payments import read_payment
from tests.admin.sending_files import ANA, HEADER, IMPORTS, clients_of, give, lines, payments, press
from tests.admin.test_exports_meanwhile import Neighbour


def commits_of(app: Flask) -> list[tuple[bool, bool]]:
    """Of each commit from now on whether it is of the thread of the test, and whether it waits for the disk."""
    found: list[tuple[bool, bool]] = []
    mine = threading.get_ident()
    with app.app_context():
        engine = db.engine
        is_sqlite = engine.dialect.name == "sqlite"
        if not is_sqlite:
            # The server of the tests waits for no disk at all; here it does, as one that keeps somebody's records.
            db.session.execute(text(f"ALTER DATABASE {engine.url.database} SET synchronous_commit TO on"))
            db.session.commit()
            engine.dispose()

        def committing(connection: Connection) -> None:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA synchronous" if is_sqlite else "SHOW synchronous_commit")
            (said,) = cursor.fetchone() or ("",)
            found.append((threading.get_ident() == mine, {"2": True, "on": True, "1": False, "off": False}[str(said)]))

        event.listen(engine, "commit", committing)
    return found


def test_forms_are_kept_while_a_file_arrives_is_read_checked_and_let_in(
    app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients_of(app, ANA)
    commits = commits_of(app)
    neighbour = Neighbour(app)
    # A file arrives when the token of its form is looked for, after it is known who sends it.
    monkeypatch.setattr(csrf, "protect", neighbour.before(csrf.protect))
    monkeypatch.setattr("records.importing.files.as_kept.table_in", neighbour.before(table_in))
    monkeypatch.setattr("records.importing.files.sheet.table_in", neighbour.before(table_in))
    monkeypatch.setattr("records.importing.going_in.staging_payments.read_payment", neighbour.before(read_payment))
    # A row at which somebody has to look closely, and many that are plain.
    rows = ["R0,Ana Adams,free,USD,2026-03-04,"]
    rows += [f"R{number},Ana Adams,{number}.00,USD,2026-03-04," for number in range(1, 1_501)]
    page = owner.get(give(owner, lines(HEADER, *rows)).location)
    assert neighbour.answers == [303] * 4
    leave = ShortTurns.__call__

    def left(turns: ShortTurns) -> None:
        leave(turns)
        neighbour.sends(f"bob{len(neighbour.answers)}")

    monkeypatch.setattr(ShortTurns, "__call__", left)
    press(owner, page, "/confirmation")
    assert len(payments(app)) == 1_500
    assert len(neighbour.answers) >= 7
    assert set(neighbour.answers) == {303}
    # The import does not wait for the disk after each batch, but forms that are sent meanwhile do, and all after it.
    assert (True, False) in commits
    assert [lasts for is_import, lasts in commits if not is_import] == [True] * len(neighbour.answers)
    commits.clear()
    assert owner.get(f"{IMPORTS}/1").status_code == 200
    press(owner, owner.get(f"{IMPORTS}/1"), "/undo")
    neighbour.sends("zoe")
    assert commits
    assert all(lasts for _, lasts in commits)
