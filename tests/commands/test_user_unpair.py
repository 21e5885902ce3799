"""``flask user unpair``: the way back in for who has neither phone nor recovery code, also the only owner."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.admin.reading import visible
from tests.conftest import dispose, make_app
from tests.rig.people import OWNER, Person, signed_in
from tests.rig.phones import Clock, Phone, password_given, send_code, set_up, stopped_clock, wrong_code

KEY = "x" * 40
pytestmark = pytest.mark.settings(SECRET_KEY=KEY)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stopped_clock(monkeypatch)


@pytest.fixture
def phone(owner: FlaskClient, clock: Clock) -> Phone:
    return set_up(owner, OWNER, clock)


def test_the_password_alone_is_enough_again(
    app: Flask, owner: FlaskClient, phone: Phone, runner: FlaskCliRunner
) -> None:
    result = runner.invoke(args=["user", "unpair", "Olive@Firm.example"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "olive@firm.example signs in with the password alone, and is signed out everywhere.\n"
    assert owner.get("/admin/").status_code == 303
    words = visible(signed_in(app, OWNER).get("/admin/users").text)
    assert "olive : Two-factor sign-in was taken away." in words and "on the command line" in words


def test_a_new_password_of_the_command_ends_the_wait_after_wrong_codes(
    app: Flask, phone: Phone, runner: FlaskCliRunner
) -> None:
    guesser = password_given(app, OWNER)
    assert [send_code(guesser, code=wrong_code(phone)).status_code for _ in range(6)] == [422] * 5 + [429]
    again = Person(OWNER.email, "lantern on the third step", OWNER.role)
    command = ["user", "password", OWNER.email, "--password-stdin"]
    assert runner.invoke(args=command, input=again.password).exit_code == 0
    assert send_code(password_given(app, again), code=phone.next_code()).status_code == 303


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("olive@firm.example", "olive@firm.example has no two-factor sign-in."),
        ("nobody@firm.example", "nobody@firm.example has no account."),
    ],
)
def test_without_one_it_is_refused(owner: FlaskClient, runner: FlaskCliRunner, email: str, said: str) -> None:
    result = runner.invoke(args=["user", "unpair", email])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert owner.get("/admin/").status_code == 200


def test_a_restored_backup_asks_for_the_same_code(
    app: Flask, phone: Phone, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = str(tmp_path / "firm.backup")
    assert runner.invoke(args=["backup", file]).exit_code == 0
    assert runner.invoke(args=["user", "unpair", OWNER.email]).exit_code == 0
    assert runner.invoke(args=["restore", file]).exit_code == 0
    assert send_code(password_given(app, OWNER), code=phone.next_code()).status_code == 303
    assert send_code(password_given(app, OWNER), recovery=phone.recovery[9]).status_code == 303


def test_the_doctor_says_whose_codes_cannot_be_checked_with_another_key(
    app: Flask, phone: Phone, database_url: str, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    assert "ok       the codes of two-factor sign-in\n" in runner.invoke(args=["doctor"]).stdout
    moved = make_app(database_url, tmp_path / "moved", SECRET_KEY="y" * 40)
    result = moved.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 1
    assert "cannot be checked for olive@firm.example, because SECRET_KEY is another one" in result.stdout
    assert "`flask user unpair EMAIL`" in result.stdout
    assert moved.test_cli_runner().invoke(args=["user", "unpair", OWNER.email]).exit_code == 0
    assert "codes of two-factor" not in moved.test_cli_runner().invoke(args=["doctor"]).stdout
    dispose(moved)
