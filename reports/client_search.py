"""Clients found by name, e-mail or company."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client
from records.contacts import email_key
from reports.batches import batched

_NEWEST = (Client.came_on.desc(), Client.id.desc())


@dataclass(frozen=True, slots=True)
class Found:
    """One page of clients, and how many there are in all."""

    clients: Sequence[Client]
    in_all: int


def clients_found(session: Session, wanted: str, page: int = 1, size: int = 50) -> Found:
    """Clients whose name, e-mail or company has the wanted words in it, the newest first; nothing finds everybody."""
    those = _those(wanted)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    newest = those.order_by(*_NEWEST).limit(size).offset((page - 1) * size)
    return Found(list(session.scalars(newest)), in_all)


def every_client_found(session: Session, wanted: str) -> Iterator[Client]:
    """All of them in the same order, read a few hundred at a time."""
    numbers = list(session.scalars(_those(wanted).with_only_columns(Client.id).order_by(*_NEWEST)))
    for some in batched(numbers):
        yield from session.scalars(select(Client).where(Client.id.in_(some)).order_by(*_NEWEST))


def _those(wanted: str) -> Select[tuple[Client]]:
    those = select(Client)
    address, name = email_key(wanted), fold(wanted)
    if address:
        ways = [Client.email_key.contains(address, autoescape=True), Client.company.icontains(wanted, autoescape=True)]
        ways += [Client.name_key.contains(name, autoescape=True)] if name else []
        those = those.where(or_(*ways))
    return those
