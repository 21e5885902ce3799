"""``flask person``: what is kept of a person, and erasing it."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.counting import counted
from commands.running import BadCommand, on_records
from commands.writing import write_for_oneself
from records.clients import Client
from records.db import db
from records.engine.shredding import swept
from records.erasing import Gone, clients_with_email, erase, erasure_of, has_email
from records.joining.rows import meant_by_numbers
from records.spam.ending import end, held_of
from reports.clients.person import as_json, kept_of

NOBODY = 1


@click.group()
def person() -> None:
    """Privacy requests: what is kept of a person, and erasing it."""


_of_client = click.option(
    "--client", "numbers", type=int, multiple=True, help="only this client, where several share the address"
)


@person.command("export")
@click.argument("email")
@_of_client
@click.option("-o", "file", type=click.Path(path_type=Path, dir_okay=False), help="write to this file")
@on_records
def export(email: str, numbers: Sequence[int], file: Path | None) -> None:
    """Write everything that is kept of the person of an e-mail address, as one JSON object."""
    numbers = _who_they_are(numbers)
    _refuse_strangers(clients_with_email(db.session(), _address(email)), email, numbers)
    found = kept_of(db.session(), email, numbers)
    if found is None:
        _nobody(email)
    elif file is None:
        click.echo(as_json(found))
    else:
        write_for_oneself(f"{as_json(found)}\n".encode(), file)


@person.command("erase")
@click.argument("email")
@_of_client
@click.option("--yes", is_flag=True, help="do not ask")
@on_records
def erase_person(email: str, numbers: Sequence[int], yes: bool) -> None:
    """Erase the person of an e-mail address: words, name, contacts, visits and what was learned from their words.

    Amounts, days and credits stay under "Erased client", so that every ranking still adds up. This cannot be undone.
    Copies in backups stay; they are yours to delete.
    """
    session, numbers = db.session(), _who_they_are(numbers)
    clients = list(clients_with_email(session, _address(email)))
    if numbers:
        clients = [client for client in clients if client.id in set(numbers)]
    held = [] if numbers else held_of(session, email)
    if not clients and not held:
        _nobody(email)
        return
    _refuse_strangers(clients, email, numbers)
    _say_whom(clients)
    if held:
        click.echo(f"{counted(len(held), 'submissions')} of this address held back as spam", err=True)
    if not yes and sys.stdin.isatty() and not click.confirm("Erase for good?", err=True):
        raise BadCommand("Nothing was erased.")
    for each in held:
        end(session, each, datetime.now(UTC))
    gone = [erase(session, client, datetime.now(UTC)) for client in clients]
    db.session.commit()
    db.session.remove()
    emptied = swept(db.engine)
    for erased in gone:
        _say_gone(erased)
    if not emptied:
        click.echo("Others were reading: the log of writes is emptied by the next write or restart.", err=True)


def _who_they_are(numbers: Sequence[int]) -> Sequence[int]:
    """The numbers of clients; of whoever was joined with another it is that of who they are now."""
    meant = meant_by_numbers(db.session(), numbers)
    return [meant.get(number, number) for number in numbers]


def _address(email: str) -> str:
    if "@" not in email.strip():
        raise BadCommand(f"{email!r} is not an e-mail address.")
    return email


def _refuse_strangers(clients: Sequence[Client], email: str, numbers: Sequence[int]) -> None:
    """Anybody can send a form with a client's name and phone and another address: it is not theirs for that.

    Nor is the address that somebody has corrected: mistyped, it may be another's.
    """
    session = db.session()
    for client in clients:
        if not numbers and not has_email(session, client, email):
            raise BadCommand(
                f"Client {client.id} ({client.name}) has another address now; {email.strip()} stands in a form, which "
                f"anybody can send, or was corrected. Make sure that it is they who ask, and add --client {client.id}."
            )


def _nobody(email: str) -> None:
    click.echo(f"Nobody is known by {email.strip()!r}.", err=True)
    click.get_current_context().exit(NOBODY)


def _say_whom(clients: Sequence[Client]) -> None:
    session = db.session()
    for client in clients:
        again = " (erased before)" if erasure_of(session, client.id) else ""
        click.echo(f"Client {client.id}: {client.name}, came {client.came_on}{again}", err=True)


def _say_gone(gone: Gone) -> None:
    click.echo(f"Client {gone.client_id} is erased, with {counted(gone.answers, 'answers')}.", err=True)
    for table, number in gone.still_named:
        click.echo(
            f"The name stands on in {table}, number {number}: it may be somebody else's. Change it there if not.",
            err=True,
        )
