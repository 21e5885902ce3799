"""Clients found by name, e-mail, company or phone, also by those of whoever was joined with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client
from records.clients.contacts import email_key, phone_key
from records.firm import the_firm
from records.joining.rows import ClientJoin

_OF_A_NUMBER = frozenset("+()-./ \t")
_FEWEST_DIGITS = 4
"""So many digits at least are looked for in phone numbers; fewer are part of hundreds."""
_NEWEST = (Client.came_on.desc(), Client.id.desc())


@dataclass(frozen=True, slots=True)
class Found:
    """One page of clients, and how many there are in all."""

    clients: Sequence[Client]
    in_all: int


def clients_found(session: Session, wanted: str, page: int = 1, size: int = 50) -> Found:
    """Clients whose name, e-mail or company has the wanted words in it, or whose phone number the wanted digits; the
    newest first. Nothing finds everybody."""
    those = _those(session, wanted)
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    newest = those.order_by(*_NEWEST).limit(size).offset((page - 1) * size)
    return Found(list(session.scalars(newest)), in_all)


def digits_of(wanted: str) -> str:
    """The digits of what may be a phone number or a part of one; "" of anything else."""
    digits = "".join(each for each in wanted if each.isdecimal())
    number = len(digits) >= _FEWEST_DIGITS and all(each.isdecimal() or each in _OF_A_NUMBER for each in wanted)
    return digits if number else ""


def _those(session: Session, wanted: str) -> Select[tuple[Client]]:
    return select(Client).where(called(session, wanted))


def called(session: Session, wanted: str) -> ColumnElement[bool]:
    """The condition of these clients."""
    if not email_key(wanted):
        return true()
    number = phone_key(wanted, the_firm(session).country) if digits_of(wanted) else None
    joined = select(ClientJoin.keep_id).where(_has(ClientJoin, wanted, number))
    return or_(_has(Client, wanted, number), Client.id.in_(joined))


def _has(of: type[Client] | type[ClientJoin], wanted: str, number: str | None) -> ColumnElement[bool]:
    address, name = email_key(wanted) or "", fold(wanted)
    ways = [of.email_key.contains(address, autoescape=True), of.company.icontains(wanted, autoescape=True)]
    ways += [of.name_key.contains(name, autoescape=True)] if name else []
    if number is not None:
        # A part of a number may begin with the nought that is dialled only within the country.
        part = digits_of(wanted).lstrip("0") or digits_of(wanted)
        ways += [of.phone_key == number, of.phone_key.contains(part, autoescape=True)]
    return or_(*ways)
