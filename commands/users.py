"""``flask user``: who may sign in."""

import sys
from datetime import UTC, datetime

import click

from commands.running import BadCommand, on_records
from records.db import db
from records.staff.second_factors import NotOn, take_away
from records.staff.taking_codes import count_anew
from records.staff.user_changes import LastOwner, change_role, give_password, remove_user, take_on
from records.staff.users import SHORTEST_PASSWORD, User, UserRole, user_by_email

_on_stdin = click.option("--password-stdin", is_flag=True, help="read the password from standard input, one line")


@click.group()
def user() -> None:
    """Staff accounts."""


@user.command("add")
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice([role.value for role in UserRole]),
    required=True,
    help="owners may do everything, staff the daily work, viewers only look",
)
@_on_stdin
@on_records
def add(email: str, role: str, password_stdin: bool) -> None:
    """Give somebody an account. Asks for the password twice unless it comes on standard input."""
    address = email.strip()
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@") or " " in address:
        raise BadCommand(f"{email!r} is not an e-mail address.")
    password = _new_password(password_stdin)
    try:
        added = take_on(db.session(), address, UserRole(role), password, datetime.now(UTC), None)
    except ValueError as problem:
        raise BadCommand(f"{problem}.") from problem
    db.session.commit()
    click.echo(f"{added.email} can sign in now, as {added.role}.")


@user.command("password")
@click.argument("email")
@_on_stdin
@on_records
def set_password(email: str, password_stdin: bool) -> None:
    """Give an account a new password, which signs it out everywhere.

    Asks for the password twice unless it comes on standard input. An account that was removed can sign in again.
    """
    account = _account(email)
    give_password(db.session(), account, _new_password(password_stdin), datetime.now(UTC), None)
    count_anew(db.session(), account)
    db.session.commit()
    click.echo(f"{account.email} has a new password, and is signed out everywhere.")


@user.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in UserRole]))
@on_records
def set_role(email: str, role: str) -> None:
    """Let an account do more, or less: owners everything, staff the daily work, viewers only look."""
    account = _account(email)
    try:
        change_role(db.session(), account, UserRole(role), datetime.now(UTC), None)
    except LastOwner as problem:
        raise BadCommand(f"{problem}.") from problem
    db.session.commit()
    click.echo(f"{account.email} is {account.role} now.")


@user.command("remove")
@click.argument("email")
@on_records
def remove(email: str) -> None:
    """Let an account no longer sign in, and sign it out everywhere.

    What the person decided stays, with the name. `flask user password EMAIL` lets the account sign in again.
    """
    account = _account(email)
    try:
        remove_user(db.session(), account, datetime.now(UTC), None)
    except LastOwner as problem:
        raise BadCommand(f"{problem}.") from problem
    db.session.commit()
    click.echo(f"{account.email} can no longer sign in. What {account.name} decided stays.")


@user.command("unpair")
@click.argument("email")
@on_records
def unpair(email: str) -> None:
    """Take two-factor sign-in away from an account, for who has neither the phone nor a recovery code.

    The password alone is then enough, and the account is signed out everywhere. Make sure that it is its person who
    asks.
    """
    account = _account(email)
    try:
        take_away(db.session(), account, datetime.now(UTC), None)
    except NotOn as problem:
        raise BadCommand(f"{account.email} has no two-factor sign-in.") from problem
    db.session.commit()
    click.echo(f"{account.email} signs in with the password alone, and is signed out everywhere.")


def _account(email: str) -> User:
    try:
        return user_by_email(db.session(), email)
    except LookupError as problem:
        raise BadCommand(f"{problem.args[0]}.") from problem


def _new_password(from_stdin: bool) -> str:
    password: str
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST_PASSWORD:
        raise BadCommand(f"A password needs at least {SHORTEST_PASSWORD} characters; this one has {len(password)}.")
    return password
