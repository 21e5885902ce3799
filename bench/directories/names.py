"""Names of people, firms and towns, drawn about as often as they are met."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Literal

from bench.directories.text import parse_toml

Pool = Literal["fit", "measure"]
POOLS: tuple[Pool, ...] = ("fit", "measure")

HERE = Path(__file__).parent

_THRICE = re.compile(r"(.)\1\1")

_RARE_SURNAMES = 0.6
"""The share of people whose surname is none of the common ones; in the US census the first thousand cover 40 %."""
_TIERS = (("common", 10.0), ("usual", 3.0), ("rare", 0.5))


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name in lower case with its short forms, and how common it is."""

    formal: str
    short: tuple[str, ...]
    tier: str


class Names:
    """The names of one pool."""

    def __init__(self, pool: Pool) -> None:
        table = _table()[pool]
        self._accents: dict[str, str] = _table()["accents"]
        self.first_names = [name for tier, _ in _TIERS for name in _first_names(table, tier)]
        weights = dict(_TIERS)
        self._first_weights = list(accumulate(weights[name.tier] for name in self.first_names))
        self.surnames: list[str] = table["surnames"].split()
        self._surname_weights = list(accumulate(1 / (rank + 15) for rank in range(len(self.surnames))))
        self._parts = {
            kind: (table[f"surname_{kind}roots"].split(), table[f"surname_{kind}ends"].split()) for kind in ("", "far_")
        }
        self.fronts: list[str] = table["firm_fronts"].split()
        self.backs: list[str] = table["firm_backs"].split()
        self.words: list[str] = table["firm_words"].split()
        self.towns: list[str] = table["towns"].split()
        self.related = _related(self.first_names)

    def first(self, rng: Random) -> FirstName:
        """A first name, a common one more often."""
        return rng.choices(self.first_names, cum_weights=self._first_weights)[0]

    def surname(self, rng: Random) -> str:
        """A surname as it is written: common ones about as often as in the census, else one put together of parts."""
        if rng.random() > _RARE_SURNAMES:
            name = rng.choices(self.surnames, cum_weights=self._surname_weights)[0]
            return capitalised(self._accents[name] if name in self._accents and rng.random() < 0.5 else name)
        roots, ends = self._parts["far_" if rng.random() < 0.3 else ""]
        return capitalised(_THRICE.sub(r"\1\1", rng.choice(roots) + rng.choice(ends)))

    def coined(self, rng: Random) -> str:
        """The telling part of a firm's name: "Harborcrest", "Silver Path", "Meridian"."""
        chance = rng.random()
        if chance < 0.15:
            return rng.choice(self.words)
        front, back = rng.choice(self.fronts).capitalize(), rng.choice(self.backs)
        if chance < 0.3:
            return f"{rng.choice(self.words)} {back.capitalize()}"
        return front + back if chance < 0.55 else f"{front} {back.capitalize()}"


@cache
def names_of(pool: Pool) -> Names:
    """The names of a pool, read once."""
    return Names(pool)


def capitalised(name: str) -> str:
    """A name as it is written: "mcbride" is "McBride", "o'neill" is "O'Neill"."""
    if name.startswith(("mc", "o'")) and len(name) > 4:
        return name[:2].capitalize() + name[2:].capitalize()
    return name.capitalize()


def every_name(pool: Pool) -> set[str]:
    """Every first name, short form, surname, part of a name, firm's word and town of a pool, to compare pools by."""
    names = names_of(pool)
    people = {form for name in names.first_names for form in (name.formal, *name.short)}
    rare = {_THRICE.sub(r"\1\1", root + end) for roots, ends in names._parts.values() for root in roots for end in ends}
    firms = {*names.fronts, *names.backs, *(word.lower() for word in names.words)}
    return people | set(names.surnames) | rare | firms | {town.lower() for town in names.towns}


@cache
def _table() -> dict[str, Any]:
    return parse_toml(HERE / "names.toml")


def _first_names(table: dict[str, str], tier: str) -> list[FirstName]:
    found = []
    for entry in table[f"first_{tier}"].split():
        formal, _, short = entry.partition(":")
        found.append(FirstName(formal, tuple(short.split(",")) if short else (), tier))
    return found


def _related(names: list[FirstName]) -> dict[str, set[str]]:
    """For each form of a name all that one who bears it may be called: "bob" is "robert", "rob" and "bobby" too."""
    related: dict[str, set[str]] = {}
    for name in names:
        forms = {name.formal, *name.short}
        for form in forms:
            related.setdefault(form, set()).update(forms)
    return related
