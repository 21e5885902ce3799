"""``flask user password`` and ``flask user remove``: sessions end, and what somebody decided stays."""

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from records.db import db
from records.staff.users import User, user_by_password
from tests.admin.reading import visible
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, give_account, signed_in

NEW = "a quite different password"
INSIDE = "/admin/"


def is_inside(client: FlaskClient) -> bool:
    response = client.get(INSIDE)
    assert response.status_code == 200 or SIGN_IN in (response.location or "")
    return response.status_code == 200


def password_fits(app: Flask, email: str, password: str) -> bool:
    with app.app_context():
        return user_by_password(db.session(), email, password) is not None


def test_a_new_password_ends_the_sessions_of_the_old_one(
    app: Flask, colleague: FlaskClient, owner: FlaskClient, runner: FlaskCliRunner
) -> None:
    assert is_inside(colleague)
    result = runner.invoke(args=["user", "password", "Colin@Firm.example", "--password-stdin"], input=f"{NEW}\n")
    assert result.exit_code == 0, result.output
    assert not is_inside(colleague)
    assert is_inside(owner)
    assert password_fits(app, COLLEAGUE.email, NEW)
    assert not password_fits(app, COLLEAGUE.email, COLLEAGUE.password)


def test_a_new_password_can_be_typed_twice(app: Flask, colleague: FlaskClient, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["user", "password", COLLEAGUE.email], input=f"{NEW}\n{NEW}\n")
    assert result.exit_code == 0, result.output
    assert NEW not in result.output
    assert password_fits(app, COLLEAGUE.email, NEW)


def test_a_short_password_changes_nothing(app: Flask, colleague: FlaskClient, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["user", "password", COLLEAGUE.email, "--password-stdin"], input="short\n")
    assert result.exit_code == 2
    assert "at least 10 characters; this one has 5" in result.stderr
    assert is_inside(colleague)


def test_who_is_removed_is_signed_out_and_cannot_sign_in(
    app: Flask, colleague: FlaskClient, owner: FlaskClient, runner: FlaskCliRunner
) -> None:
    result = runner.invoke(args=["user", "remove", COLLEAGUE.email])
    assert result.exit_code == 0, result.output
    assert "colin@firm.example can no longer sign in. What colin decided stays." in result.stdout
    assert not is_inside(colleague)
    assert is_inside(owner)
    assert not password_fits(app, COLLEAGUE.email, COLLEAGUE.password)
    assert not password_fits(app, COLLEAGUE.email, "")
    with app.app_context():
        assert db.session.scalars(select(User.name).where(User.email == COLLEAGUE.email)).one() == "colin"


def test_who_was_removed_comes_back_with_a_new_password(
    app: Flask, colleague: FlaskClient, runner: FlaskCliRunner
) -> None:
    runner.invoke(args=["user", "remove", COLLEAGUE.email])
    runner.invoke(args=["user", "password", COLLEAGUE.email, "--password-stdin"], input=f"{COLLEAGUE.password}\n")
    assert not is_inside(colleague)
    assert is_inside(signed_in(app, COLLEAGUE))


def test_the_last_owner_stays(app: Flask, owner: FlaskClient, colleague: FlaskClient, runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["user", "remove", OWNER.email])
    assert result.exit_code == 2
    assert "olive@firm.example is the only owner who can sign in; add another owner first." in result.stderr
    assert is_inside(owner)


def test_a_role_is_changed_but_not_that_of_the_last_owner(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, runner: FlaskCliRunner
) -> None:
    result = runner.invoke(args=["user", "role", OWNER.email, "staff"])
    assert result.exit_code == 2
    assert "olive@firm.example is the only owner who can sign in; add another owner first." in result.stderr
    result = runner.invoke(args=["user", "role", COLLEAGUE.email, "owner"])
    assert (result.exit_code, result.stdout) == (0, "colin@firm.example is owner now.\n")
    assert colleague.get("/admin/firm").status_code == 200
    assert runner.invoke(args=["user", "role", OWNER.email, "viewer"]).exit_code == 0


def test_what_commands_did_is_told_on_the_page(
    owner: FlaskClient, colleague: FlaskClient, runner: FlaskCliRunner
) -> None:
    for arguments in (
        ["add", "ann@firm.example", "--role", "viewer", "--password-stdin"],
        ["role", COLLEAGUE.email, "viewer"],
        ["remove", COLLEAGUE.email],
        ["password", COLLEAGUE.email, "--password-stdin"],
    ):
        assert runner.invoke(args=["user", *arguments], input=f"{NEW}\n").exit_code == 0
    page = visible(owner.get("/admin/users").text)
    for told in (
        "ann : Added as viewer.",
        "colin : Is viewer, was staff.",
        "colin : Taken away, was viewer.",
        "colin : Back as viewer, with a new password.",
    ):
        assert told in page
    assert page.count("on the command line") == 4


def test_an_address_without_an_account_is_refused(app: Flask, runner: FlaskCliRunner) -> None:
    give_account(app, OWNER)
    for arguments in (
        ["remove", "nobody@firm.example"],
        ["role", "nobody@firm.example", "staff"],
        ["password", "nobody@firm.example", "--password-stdin"],
    ):
        result = runner.invoke(args=["user", *arguments], input=f"{NEW}\n")
        assert result.exit_code == 2
        assert "nobody@firm.example has no account." in result.stderr
