"""``flask user``: who may sign in."""

import sys

import click

from commands.running import BadCommand, on_records
from records.db import db
from records.users import UserRole, add_user

SHORTEST = 10


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
@click.option("--password-stdin", is_flag=True, help="read the password from standard input, one line")
@on_records
def add(email: str, role: str, password_stdin: bool) -> None:
    """Give somebody an account. Asks for the password twice unless it comes on standard input."""
    address = email.strip()
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@") or " " in address:
        raise BadCommand(f"{email!r} is not an e-mail address.")
    password = _from_stdin() if password_stdin else _prompt()
    if len(password) < SHORTEST:
        raise BadCommand(f"A password needs at least {SHORTEST} characters; this one has {len(password)}.")
    try:
        added = add_user(db.session(), address, UserRole(role), password)
    except ValueError as problem:
        raise BadCommand(f"{problem}.") from problem
    db.session.commit()
    click.echo(f"{added.email} can sign in now, as {added.role}.")


def _from_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _prompt() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
