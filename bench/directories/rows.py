"""Directories: people with and without firms, firms with and without people, as a service business would list them."""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from attribution import Entity, Entry
from bench.directories.names import HERE, FirstName, Names, Pool, capitalised, names_of
from bench.directories.text import parse_toml

_ENDINGS = (", LLC", ", Inc.", " LLC", ", P.C.", " Co.", " Ltd")
_FIRMS_AMONG_ROWS = 0.42
_TWINS = 0.02
"""So many people share a name with an earlier row; further ones do by chance."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: who does it, what firms of it are called, and the group of trades it is confused with."""

    who: str
    firm: tuple[str, ...]
    what: str
    group: str
    title: str = ""
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a directory, and what its words mean. ``short`` is the telling part of a firm's name, the row's own or
    that of the person's organisation; ``coined`` says that it is no surname."""

    id: str
    name: str
    trade: Trade | None
    city: str
    given: str = ""
    surname: str = ""
    tier: str = ""
    organisation: str = ""
    firm_id: str = ""
    short: str = ""
    coined: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def person(self) -> bool:
        """Whether the row is a person."""
        return bool(self.given)

    @property
    def occupation(self) -> str:
        """What the directory says that the row does."""
        if self.trade is None:
            return "past client"
        return self.trade.who if self.person else self.trade.what

    def entry(self) -> Entry:
        """The row as the decision takes it."""
        entity = Entity.PERSON if self.person else Entity.BUSINESS
        return Entry(
            self.id,
            self.name,
            entity=entity,
            organisation=self.organisation,
            occupation=self.occupation,
            city=self.city,
            aliases=self.aliases,
        )


@dataclass(frozen=True)
class Made:
    """A directory that was made, in an order that says nothing."""

    pool: Pool
    rows: tuple[Row, ...]

    def entries(self) -> list[Entry]:
        """The rows as the decision takes them."""
        return [row.entry() for row in self.rows]


def make_directory(size: int, *, seed: int, pool: Pool) -> Made:
    """A directory of ``size`` rows; the same arguments always give the same one."""
    rng = Random(f"directory {pool} {size} {seed}")
    maker = _Maker(rng, names_of(pool), size)
    while len(maker.rows) < size:
        maker.go_on()
    rows = maker.rows[:size]
    kept = {row.id for row in rows}
    rows = [row if row.firm_id in kept or not row.firm_id else _without_firm_row(row) for row in rows]
    rng.shuffle(rows)
    return Made(pool, tuple(rows))


@cache
def trades() -> tuple[Trade, ...]:
    """All trades; both pools share them."""
    table: dict[str, list[dict[str, Any]]] = parse_toml(HERE / "trades.toml")
    return tuple(Trade(**{**each, "firm": tuple(each["firm"])}) for each in table["trade"])


class _Maker:
    def __init__(self, rng: Random, names: Names, size: int) -> None:
        self.rng, self.names = rng, names
        self.towns = rng.sample(names.towns, min(len(names.towns), 8 + size // 100))
        self.rows: list[Row] = []
        self.people: list[Row] = []

    def go_on(self) -> None:
        """Add a firm, perhaps with its people, or a person."""
        if self.rng.random() < _FIRMS_AMONG_ROWS:
            firm = self._firm()
            for _ in range(self.rng.choices((0, 1, 2, 3), (50, 32, 12, 6))[0]):
                self._person(firm.trade, firm.city, firm=firm)
        elif self.people and self.rng.random() < _TWINS * 2:
            self._twin(self.rng.choice(self.people))
        else:
            trade = None if self.rng.random() < 0.15 else self.rng.choice(trades())
            self._person(trade, self.rng.choice(self.towns))

    def _firm(self) -> Row:
        rng, trade, city = self.rng, self.rng.choice(trades()), self.rng.choice(self.towns)
        chance = rng.random()
        coined = chance < 0.62
        if coined:
            short = self.names.coined(rng)
            name = f"{short} {rng.choice(trade.firm)}"
        elif chance < 0.85:
            short = self.names.surname(rng)
            name = f"{short} {rng.choice(trade.firm)}"
        elif chance < 0.95:
            short = f"{self.names.surname(rng)} & {self.names.surname(rng)}"
            name = f"{short} {rng.choice(trade.firm)}"
        else:
            short = self.names.surname(rng)
            name = f"{short} & Sons {rng.choice(trade.firm)}"
        initials = "".join(word[0] for word in name.split() if word[0].isalpha())
        aliases = (initials,) if len(initials) >= 4 and rng.random() < 0.3 else ()
        if rng.random() < 0.25:
            name += rng.choice(_ENDINGS)
        row = Row(self._id(), name, trade, city, short=short, coined=coined, aliases=aliases)
        self.rows.append(row)
        return row

    def _person(self, trade: Trade | None, city: str, firm: Row | None = None) -> None:
        rng, first = self.rng, self.names.first(self.rng)
        surname = self.names.surname(rng)
        organisation = short = firm_id = ""
        coined = False
        if firm is not None:
            organisation, short, firm_id, coined = _bare(firm.name), firm.short, firm.id, firm.coined
            if not coined and rng.random() < 0.6:
                surname = firm.short.split(" & ")[0]
        elif trade is not None and rng.random() < 0.6:
            if rng.random() < 0.6:
                short = surname
            else:
                short, coined = self.names.coined(rng), True
            organisation = f"{short} {rng.choice(trade.firm)}"
        self._add(self._called(first), surname, first.tier, trade, city, organisation, firm_id, short, coined)

    def _twin(self, other: Row) -> None:
        """Another person of the same name, or of a name that has the same short form."""
        related = sorted(self.names.related.get(other.given.lower(), {other.given.lower()}))
        given = capitalised(self.rng.choice(related)) if self.rng.random() < 0.4 else other.given
        trade = self.rng.choice([each for each in trades() if other.trade is None or each.group != other.trade.group])
        self._add(given, other.surname, other.tier, trade, self.rng.choice(self.towns))

    def _add(
        self,
        given: str,
        surname: str,
        tier: str,
        trade: Trade | None,
        city: str,
        organisation: str = "",
        firm_id: str = "",
        short: str = "",
        coined: bool = False,
    ) -> None:
        name = f"{given} {surname}"
        if trade is not None and trade.title and self.rng.random() < 0.3:
            name = f"{trade.title} {name}"
        elif trade is not None and trade.degree and self.rng.random() < 0.4:
            name = f"{name}, {trade.degree}"
        row = Row(self._id(), name, trade, city, given, surname, tier, organisation, firm_id, short, coined)
        self.rows.append(row)
        self.people.append(row)

    def _called(self, first: FirstName) -> str:
        """How the directory has a first name: mostly in full."""
        short = first.short and self.rng.random() < 0.2
        return capitalised(self.rng.choice(first.short) if short else first.formal)

    def _id(self) -> str:
        return f"P{len(self.rows) + 1:06d}"


def _bare(firm: str) -> str:
    for ending in _ENDINGS:
        firm = firm.removesuffix(ending)
    return firm


def _without_firm_row(row: Row) -> Row:
    return replace(row, firm_id="")
