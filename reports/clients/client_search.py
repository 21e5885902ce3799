"""Clients found by name, e-mail or company, also by those of whoever was joined with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client
from records.clients.contacts import email_key
from records.joining.rows import ClientJoin
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
        joined = select(ClientJoin.keep_id).where(_has(ClientJoin, wanted, address, name))
        those = those.where(or_(_has(Client, wanted, address, name), Client.id.in_(joined)))
    return those


def _has(of: type[Client] | type[ClientJoin], wanted: str, address: str, name: str) -> ColumnElement[bool]:
    ways = [of.email_key.contains(address, autoescape=True), of.company.icontains(wanted, autoescape=True)]
    ways += [of.name_key.contains(name, autoescape=True)] if name else []
    return or_(*ways)
