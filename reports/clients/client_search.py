"""Clients found by name, e-mail, company or phone, also by those of whoever was joined with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true
from sqlalchemy.orm import Session

from records.clients import Client
from records.clients.contacts import email_key
from records.firm import the_firm
from records.joining.rows import ClientJoin
from reports.typed_words import Typed, has_all, how_well, typed_words

_NEWEST = (Client.came_on.desc(), Client.id.desc())


@dataclass(frozen=True, slots=True)
class Found:
    """The first clients, and how many there are in all."""

    clients: Sequence[Client]
    in_all: int


def clients_found(session: Session, wanted: str, size: int = 50) -> Found:
    """Clients of whom each wanted word is in name, company or e-mail, or whose phone number has the wanted digits; the
    newest first. Nothing finds everybody."""
    those = _those(session, wanted)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    newest = those.order_by(*_NEWEST).limit(size)
    return Found(list(session.scalars(newest)), in_all)


def best_clients(session: Session, typed: Typed) -> Select[tuple[int]]:
    """The numbers of the same clients, those whom it fits best first, and of these the newest."""
    country = the_firm(session).country
    number, address = typed.number(country), email_key(typed.words)
    exactly: list[ColumnElement[bool]] = []
    for of in (Client, ClientJoin):
        whole = or_(of.email_key == address, of.phone_key == number) if number else of.email_key == address
        exactly.append(whole if of is Client else Client.id.in_(select(ClientJoin.keep_id).where(whole)))
    ends = [Client.phone_key.endswith(part, autoescape=True) for part in typed.parts_of_number(country)]
    fit = how_well(typed, Client.name_key, Client.company_key)
    best = case((or_(*exactly), 0), *([(or_(*ends), 2)] if ends else []), else_=fit)
    return _those(session, typed.words).with_only_columns(Client.id).order_by(best, *_NEWEST)


def joined_found(session: Session, typed: Typed, clients: Sequence[int]) -> Sequence[ClientJoin]:
    """Who was joined with these clients and has the words, the oldest first: why a client of another name is found."""
    has = _has(ClientJoin, typed, the_firm(session).country)
    those = select(ClientJoin).where(ClientJoin.keep_id.in_(clients), has).order_by(ClientJoin.id)
    return session.scalars(those).all() if clients else []


def _those(session: Session, wanted: str) -> Select[tuple[Client]]:
    return select(Client).where(called(session, wanted))


def called(session: Session, wanted: str) -> ColumnElement[bool]:
    """The condition of these clients."""
    typed = typed_words(wanted)
    if not email_key(typed.words):
        return true()
    country = the_firm(session).country
    joined = select(ClientJoin.keep_id).where(_has(ClientJoin, typed, country))
    return or_(_has(Client, typed, country), Client.id.in_(joined))


def _has(of: type[Client] | type[ClientJoin], typed: Typed, country: str) -> ColumnElement[bool]:
    ways = [has_all(typed.keys, of.name_key, of.company_key, of.email_key)]
    ways += [of.email_key.contains(email_key(typed.words) or "", autoescape=True)]
    ways += [of.phone_key.contains(part, autoescape=True) for part in typed.parts_of_number(country)]
    number = typed.number(country)
    return or_(*ways, *([of.phone_key == number] if number else []))
