"""Which client a payment's cell names: by ref, e-mail, telephone number, then name. Sure, or asked.

What fits exactly one client is sure. A name that two have, or that is only like one, is a question for a person: a
payment given to the wrong client is worse than a question.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.clients import Client
from records.clients.contacts import email_key, phone_key
from records.importing.lines.likely_clients import Candidate, likely_clients
from records.importing.lines.planning import values_found_by
from records.joining.rows import ClientJoin

# Most cells are none, and reading a number takes long.
_MAY_BE_A_NUMBER = re.compile(r"(?=(?:\D*\d){5})[+\d\s()./-]{5,40}")
_REMEMBERED = 50_000
_LOOKED_INTO = 200
"""So many names of a file that nobody has are looked into; others when somebody asks (``likely_clients``)."""
_NAMED = 5
_WAYS = {"ref": "this ref", "email_key": "this e-mail", "phone_key": "this number", "name_key": "exactly this name"}


class Meant(NamedTuple):
    """Whom a cell means: the client's number if it is sure, else who it may be and whether a name fits exactly."""

    client_id: int | None = None
    candidates: tuple[Candidate, ...] = ()
    fits: int = 0

    def question(self, cell: str) -> str:
        """What is asked of a person."""
        if self.fits:
            return f"{cell[:80]!r} fits {self.fits} clients: {_named(self.candidates)}"
        if self.candidates:
            return f"there is no client {cell[:80]!r}, but there are similar ones: {_named(self.candidates)}"
        return f"there is no client with the ref, e-mail or name {cell[:80]!r}"

    def refusal(self, cell: str) -> str:
        """Why a row is refused where nobody can be asked, and what to do."""
        if self.fits:
            return f"{self.question(cell)}; write the ref or e-mail that only one of them has"
        if self.candidates:
            return f"{self.question(cell)}; write the ref or e-mail of the one who is meant, or import the client first"
        return f"{self.question(cell)}; correct it, or import the client first"


@dataclass(slots=True)
class WhoPaid:
    """Finds whom cells mean, many at a time."""

    session: Session
    country: str
    remembered: dict[str, Meant] = field(default_factory=dict)
    looked_into: int = 0

    def meant_by(self, cells: Iterable[str]) -> Mapping[str, Meant]:
        """Whom each of the cells means."""
        wanted = set(cells)
        if len(self.remembered) > _REMEMBERED:
            self.remembered.clear()
        # A set less a dictionary's keys would go through all of what is remembered each time.
        unknown = {cell for cell in wanted if cell not in self.remembered}
        for way in (_refs, _emails, self._phones, _names, _turned):
            if unknown:
                found = dict(self._exactly(unknown, *way(unknown)))
                self.remembered.update(found)
                unknown -= found.keys()
        for cell in sorted(unknown):
            self.remembered[cell] = self._similar(cell)
        return self.remembered

    def _exactly(self, cells: set[str], column: Any, keys: dict[str, str]) -> Iterator[tuple[str, Meant]]:
        """The cells whose key some client has in this column."""
        having: dict[str, int] = {}
        several: dict[str, list[Candidate]] = {}
        for key, number in values_found_by(self.session, select(column, Client.id), column, sorted(set(keys.values()))):
            if having.setdefault(key, number) != number:
                several[key] = []
        # Who was joined with another client is that one.
        joined = getattr(ClientJoin, column.key)
        for key, number in values_found_by(
            self.session, select(joined, ClientJoin.keep_id), joined, sorted(set(keys.values()))
        ):
            if having.setdefault(key, number) != number:
                several[key] = []
        # Who they are is asked only of those of whom there are two.
        named = select(column, Client.id, Client.name, Client.ref, Client.email_key).order_by(Client.id)
        for key, number, name, ref, email in values_found_by(self.session, named, column, sorted(several)):
            several[key].append(Candidate(number, name, ref, email, f"has {_WAYS[column.key]}"))
        named = select(joined, Client.id, Client.name, Client.ref, Client.email_key).select_from(ClientJoin)
        named = named.join(Client, Client.id == ClientJoin.keep_id).order_by(Client.id)
        for key, number, name, ref, email in values_found_by(self.session, named, joined, sorted(several)):
            if all(number != each.id for each in several[key]):
                several[key].append(Candidate(number, name, ref, email, f"had {_WAYS[column.key]}"))
        for cell in cells:
            key = keys.get(cell)
            if key in several:
                yield cell, Meant(None, tuple(several[key][:_NAMED]), len(several[key]))
            elif key in having:
                yield cell, Meant(having[key])

    def _phones(self, cells: set[str]) -> tuple[Any, dict[str, str]]:
        numbers = {cell: phone_key(cell, self.country) for cell in cells if _MAY_BE_A_NUMBER.fullmatch(cell)}
        return Client.phone_key, {cell: number for cell, number in numbers.items() if number}

    def _similar(self, cell: str) -> Meant:
        self.looked_into += 1
        if self.looked_into > _LOOKED_INTO:
            return Meant()
        return Meant(None, tuple(likely_clients(self.session, cell, _NAMED)))


def _refs(cells: set[str]) -> tuple[Any, dict[str, str]]:
    return Client.ref, {cell: cell for cell in cells}


def _emails(cells: set[str]) -> tuple[Any, dict[str, str]]:
    return Client.email_key, {cell: email_key(cell) or "" for cell in cells if "@" in cell}


def _names(cells: set[str]) -> tuple[Any, dict[str, str]]:
    names = {cell: fold(cell) for cell in cells}
    return Client.name_key, {cell: name for cell, name in names.items() if name}


def _turned(cells: set[str]) -> tuple[Any, dict[str, str]]:
    """Lists of programs have the family name first: “Smith, Joe” is as sure as “Joe Smith”, in answers as here."""
    names = {cell: fold(" ".join(reversed(cell.split(",")))) for cell in cells if cell.count(",") == 1}
    return Client.name_key, {cell: name for cell, name in names.items() if name}


def _named(candidates: Iterable[Candidate]) -> str:
    return ", ".join(f"{each.name} ({each.ref or each.email or 'no ref, no e-mail'})" for each in candidates)
