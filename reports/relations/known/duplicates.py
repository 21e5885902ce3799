"""Partners who may be one and the same, each pair with why.

Only partners that share a key are compared (a contact, or a sound of their names), so that five thousand are a matter
of a second. A key that very many share tells nothing and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Entity, Kind, fold, likeness, likeness_keys
from attribution.words.hosts import host_of
from records.clients.contacts import email_key, phone_key
from records.firm import the_firm
from records.sources import Alias, Partner, Source
from records.sources.apart import pairs_apart

MOST_OF_A_KEY = 40
"""A key of more partners than this is no sign of anything: the switchboard of a town, a very common name."""
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners who may be one, with the reasons in plain words. ``weight`` says how much speaks for it."""

    one: "Row"
    other: "Row"
    reasons: tuple[str, ...]
    weight: int


class Row(NamedTuple):
    """A partner as far as duplicates are told by it."""

    id: int
    name: str
    name_key: str
    person: bool
    organisation: str
    occupation: str
    city: str
    email: str | None
    phone: str | None
    site: str
    organisation_id: int | None
    aliases: frozenset[str]


def likely_duplicates(session: Session) -> Sequence[Pair]:
    """The pairs that are likely one, the likeliest first; without those of whom somebody has said that they are two."""
    rows = _rows(session)
    apart = pairs_apart(session)
    found = []
    for low, high in _candidates(rows.values()):
        if (low, high) not in apart:
            pair = _pair(rows[low], rows[high])
            if pair:
                found.append(pair)
    return sorted(found, key=lambda pair: (-pair.weight, pair.one.name_key, pair.one.id, pair.other.id))


def _rows(session: Session) -> dict[int, Row]:
    country = the_firm(session).country
    spelled: dict[int, set[str]] = defaultdict(set)
    for number, name in session.execute(select(Alias.source_id, Alias.name_key)).tuples():
        spelled[number].add(name)
    columns = (Source.id, Source.name, Source.name_key, Partner.entity, Partner.organisation, Partner.occupation)
    columns_beside = (Partner.city, Partner.email, Partner.phone, Source.website, Partner.organisation_id)
    living = select(*columns, *columns_beside).join(Partner, Partner.source_id == Source.id)
    living = living.where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None))
    return {
        number: Row(
            number,
            name,
            folded,
            entity is Entity.PERSON,
            organisation,
            occupation,
            city,
            email_key(email),
            phone_key(phone, country) if phone else None,
            _site(website),
            belongs_to,
            frozenset(spelled.get(number, ())),
        )
        for number, name, folded, entity, organisation, occupation, city, email, phone, website, belongs_to in (
            session.execute(living)
        )
    }


def _site(website: str) -> str:
    """The website as one that two share only if they are one: below a host of many, with its path."""
    host = host_of(website) if website else ""
    path = website.partition("//")[2] or website
    return "/".join(part for part in (host.removeprefix("www."), path.partition("/")[2].strip("/").lower()) if part)


def _keys(row: Row) -> Iterator[str]:
    yield from likeness_keys(row.name, row.person)
    yield from (f"name {name}" for name in row.aliases)
    # A business and a person of one name, and an alias that is the other's name, meet here.
    yield f"name {row.name_key}"
    for what, value in (("mail", row.email), ("phone", row.phone), ("site", row.site)):
        if value:
            yield f"{what} {value}"


def _candidates(rows: Iterable[Row]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for name in set(_keys(row)):
            blocks[name].append(row.id)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= MOST_OF_A_KEY:
            pairs.update(combinations(sorted(block), 2))
    return pairs


def _pair(one: Row, other: Row) -> Pair | None:
    if _is_house_of(one, other) or _is_house_of(other, one):
        # Somebody and the business that they belong to are two by intention.
        return None
    reasons: list[tuple[int, str]] = []
    alike = likeness(one.name, other.name, one.person) if one.person == other.person else None
    if alike is None and one.name_key == other.name_key:
        alike = "the same name"
    if alike:
        reasons.append((3 if alike.startswith("the same") else 2, alike))
    for row, beside in ((one, other), (other, one)):
        if beside.name_key in row.aliases:
            reasons.append((3, f"“{beside.name}” is another spelling of {row.name}"))
    by_name = bool(reasons)
    colleagues = one.person and other.person and bool(one.organisation) and _same(one.organisation, other.organisation)
    for weight, what, value, theirs in (
        (3, "e-mail address", one.email, other.email),
        (2, "phone number", one.phone, other.phone),
        (2, "website", one.site, other.site),
    ):
        # Colleagues share a phone and a website, and people of one house a website; a name has to be alike as well.
        is_shared = colleagues or (what == "website" and one.person and other.person)
        if value and value == theirs and (by_name or not is_shared):
            reasons.append((weight, f"the same {what}"))
    if by_name and one.organisation and _same(one.organisation, other.organisation):
        reasons.append((1, "the same organisation"))
    weight = sum(each for each, _ in reasons)
    # Two of one name in two towns, or of two firms, are mostly namesakes.
    for mine, theirs in ((one.city, other.city), (one.organisation, other.organisation)):
        weight -= bool(mine and theirs and not _same(mine, theirs))
    return Pair(one, other, tuple(said for _, said in reasons), weight) if weight >= _ENOUGH else None


def _is_house_of(house: Row, person: Row) -> bool:
    """Whether one is the business that the other works for."""
    if house.person or not person.person:
        return False
    return person.organisation_id == house.id or (bool(person.organisation) and _same(house.name, person.organisation))


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other) or likeness(one, other, person=False) is not None
