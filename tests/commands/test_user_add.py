"""``flask user add``: the first owner, and everybody after."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from records.db import db
from records.staff.users import User, UserRole, user_by_password

PASSWORD = "a long enough password"


def test_an_owner_is_added_by_a_prompt(app: Flask, runner: FlaskCliRunner) -> None:
    result = runner.invoke(
        args=["user", "add", "Olive@Firm.example", "--role", "owner"], input=f"{PASSWORD}\n{PASSWORD}\n"
    )
    assert result.exit_code == 0, result.output
    assert "olive@firm.example can sign in now, as owner." in result.stdout
    with app.app_context():
        user = user_by_password(db.session(), "olive@firm.example", PASSWORD)
        assert user
        assert user.role is UserRole.OWNER


def test_a_password_can_come_on_standard_input(app: Flask, runner: FlaskCliRunner) -> None:
    arguments = ["user", "add", "colin@firm.example", "--role", "staff", "--password-stdin"]
    assert runner.invoke(args=arguments, input=f"{PASSWORD}\n").exit_code == 0
    with app.app_context():
        assert user_by_password(db.session(), "colin@firm.example", PASSWORD)


def test_the_prompt_asks_again_until_both_are_the_same(runner: FlaskCliRunner) -> None:
    typed = f"{PASSWORD}\nanother one\n{PASSWORD}\n{PASSWORD}\n"
    result = runner.invoke(args=["user", "add", "vera@firm.example", "--role", "viewer"], input=typed)
    assert result.exit_code == 0
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["vera@firm.example", "--role", "viewer"], "too short", "at least 10 characters; this one has 9"),
        (["vera@firm.example", "--role", "viewer"], "", "at least 10 characters"),
        (["vera", "--role", "viewer"], PASSWORD, "'vera' is not an e-mail address"),
        (["vera@firm.example", "--role", "queen"], PASSWORD, "'queen' is not one of"),
        (["vera@firm.example"], PASSWORD, "Missing option '--role'"),
    ],
)
def test_what_cannot_be_is_refused_with_status_2(
    app: Flask, runner: FlaskCliRunner, arguments: list[str], password: str, says: str
) -> None:
    result = runner.invoke(args=["user", "add", *arguments, "--password-stdin"], input=f"{password}\n")
    assert result.exit_code == 2
    assert says in result.stderr
    with app.app_context():
        assert db.session.scalars(select(User)).all() == []


def test_a_second_account_of_the_same_address_is_refused(runner: FlaskCliRunner) -> None:
    arguments = ["user", "add", "vera@firm.example", "--role", "viewer", "--password-stdin"]
    assert runner.invoke(args=arguments, input=f"{PASSWORD}\n").exit_code == 0
    result = runner.invoke(args=arguments, input=f"{PASSWORD}\n")
    assert result.exit_code == 2
    assert "vera@firm.example has an account already." in result.stderr
