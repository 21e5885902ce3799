"""Clients whose name is like a name that nobody has exactly: the order of names, short forms, initials, one letter.

None of them is sure; they are what a person is shown to choose from. Each way is a look into the index of names, so
that it takes the same time in a firm of a million clients.
"""

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from attribution import forms_of, same_person, words_of_person
from records.clients import Client
from records.db import beginning_with

_LONGEST_NAME = 4
"""Words of a name that are put into other orders; of more words there are too many."""
_LOOKED_AT = 2_000
"""So many names are compared; a name that begins like more of them says little."""


class Candidate(NamedTuple):
    """A client who may be meant, and why."""

    id: int
    name: str
    ref: str | None
    email: str | None
    why: str


def likely_clients(session: Session, cell: str, most: int = 5) -> list[Candidate]:
    """The clients whom a cell may mean, the likeliest first; nobody of them is sure."""
    words = words_of_person(cell)
    found: dict[int, Candidate] = {}
    if words:
        for why, condition in _ways(session, words, cell):
            clients = session.execute(_clients().where(condition).order_by(Client.id).limit(_LOOKED_AT))
            for number, name, ref, email in clients.tuples():
                # Words in another order, or those of a company, are alike by how they were found.
                if why in _BY_THEMSELVES or same_person(name, cell):
                    found.setdefault(number, Candidate(number, name, ref, email, why))
            if len(found) >= most:
                break
    return list(found.values())[:most]


def _clients() -> Select[tuple[int, str, str | None, str | None]]:
    return select(Client.id, Client.name, Client.ref, Client.email_key)


_ORDER, _FORM, _COMPANY, _LIKE = (
    "has the same names, written otherwise",
    "has another form of this name",
    "is of this company",
    "has a similar name",
)
_BY_THEMSELVES = frozenset({_ORDER, _COMPANY})


def _ways(session: Session, words: list[str], cell: str) -> Iterator[tuple[str, ColumnElement[bool]]]:
    few = words[:_LONGEST_NAME] if len(words) <= _LONGEST_NAME else []
    yield _ORDER, Client.name_key.in_({" ".join(each) for each in permutations(few)} | {" ".join(words)})
    yield _FORM, Client.name_key.in_(_other_forms(words))
    yield _COMPANY, Client.company.in_(_ways_to_write(cell))
    yield _LIKE, or_(*(_similar(session, first, last) for first, last in _ends(words)))


def _other_forms(words: list[str]) -> set[str]:
    """The name with a short or a long form of its first word, in both orders of two words."""
    orders = [words, words[::-1]] if len(words) == 2 else [words]
    forms = ([" ".join([form, *order[1:]]) for form in forms_of(order[0])] for order in orders)
    return {each for found in forms for each in found}


def _ways_to_write(company: str) -> set[str]:
    plain = " ".join(company.split())
    return {plain, plain.lower(), plain.upper(), plain.title()}


def _ends(words: list[str]) -> set[tuple[str, str]]:
    """First and last words as they may stand in the records: either may be the surname."""
    return {(words[0], words[-1]), (words[-1], words[0])} if len(words) > 1 else {(words[0], "")}


def _similar(session: Session, first: str, last: str) -> ColumnElement[bool]:
    """The same first word and a last one of the same letter, or the same last word after one of the same letter."""
    if not last:
        return beginning_with(session, Client.name_key, f"{first} ")
    same_last = and_(beginning_with(session, Client.name_key, first[0]), Client.name_key.endswith(f" {last}"))
    return or_(beginning_with(session, Client.name_key, f"{first} {last[0]}"), same_last)
