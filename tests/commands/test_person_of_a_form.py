"""An address that only a form has opens nobody's records by itself: whoever knows a name and a phone can send one."""

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from records.clients import Client
from records.db import db
from tests.commands.test_person import filled_in

NAME, PHONE = "Jane Doe", "+1 617 555 0142"


@pytest.mark.parametrize("what", ["export", "erase"])
def test_a_strangers_form_does_not_open_a_clients_records(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, what: str
) -> None:
    filled_in(client, name=NAME, email="jane@mail.example", phone=PHONE, answer="a secret")
    filled_in(client, name=NAME, email="stranger@mail.example", phone=PHONE)
    asked = runner.invoke(args=["person", what, "stranger@mail.example"])
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "--client 1" in asked.stderr
    with app.app_context():
        assert db.session.get_one(Client, 1).name == NAME
    assert runner.invoke(args=["person", what, "stranger@mail.example", "--client", "1"]).exit_code == 0
    assert runner.invoke(args=["person", "export", "jane@mail.example"]).exit_code == (0 if what == "export" else 1)
