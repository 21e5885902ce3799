"""While a file is read, checked and let in on the pages, forms of the public go on being kept."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.access import csrf
from records.importing import ShortTurns
from records.importing.payments import read_payment
from records.importing.tables_of_files import table_in
from tests.admin.sending_files import ANA, HEADER, IMPORTS, clients_of, give, lines, payments, press
from tests.admin.test_exports_meanwhile import Neighbour


def test_forms_are_kept_while_a_file_arrives_is_read_checked_and_let_in(
    app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients_of(app, ANA)
    neighbour = Neighbour(app)
    # A file arrives when the token of its form is looked for, after it is known who sends it.
    monkeypatch.setattr(csrf, "protect", neighbour.before(csrf.protect))
    monkeypatch.setattr("records.importing.as_kept.table_in", neighbour.before(table_in))
    monkeypatch.setattr("records.importing.sheet.table_in", neighbour.before(table_in))
    monkeypatch.setattr("records.importing.staging_payments.read_payment", neighbour.before(read_payment))
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
    assert owner.get(f"{IMPORTS}/1").status_code == 200
