"""Which rows of a directory fit some words, by the rules that labels follow. The words are known, no sentence is read.

A row fits a name at a cost: 0 letter for letter or by a short form that everybody knows, ``SOUND`` where it only sounds
the same, ``FAR_FORM`` by a short form that few would think of, and 1 for each slip. Another row that fits as well makes
a name shared. One that fits nearly as well makes the answer a matter of opinion, and such answers are not asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from math import inf
from typing import TypeVar

from nicknames import NickNamer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from attribution.tables import words
from bench.directories.names import Names, names_of
from bench.directories.rows import Made, Row
from bench.directories.sounds import sound, sound_the_same
from bench.directories.text import firm_words, glued, plain

T = TypeVar("T")

SOUND = 0.2
FAR_FORM = 0.6
_AS_WELL = 0.45
_NEARLY = 0.95


class Verdict(Enum):
    """Whether the words fit one row only."""

    CERTAIN = "certain"
    SHARED = "shared"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on some words, and the rows that fit them as well as the one meant."""

    verdict: Verdict
    fitting: tuple[str, ...] = ()


class Fits:
    """The rows of a directory, found by the words of their names."""

    def __init__(self, made: Made) -> None:
        self.names = names_of(made.pool)
        self.rows = {row.id: row for row in made.rows}
        self.people = [row for row in made.rows if row.person]
        self.firms = [row for row in made.rows if not row.person]
        self._by_surname = _grouped((plain(row.surname), row) for row in self.people)
        self._by_given = _grouped((plain(row.given), row) for row in self.people)
        self._surnames = list(self._by_surname)
        self._by_sound = _grouped((sound(name), name) for name in self._surnames)
        self._firms_with = _grouped((word, row) for row in self.firms for word in firm_words(row.name))
        self._staff_with = _grouped((word, row) for row in self.people for word in firm_words(row.organisation))
        self._by_glued = _grouped((glued(row.short), row) for row in self.firms)
        self._firm_vocabulary = list(self._firms_with)

    def named(self, given: str, surname: str, meant: Row) -> Judged:
        """Whether a full name as it was typed fits one row only."""
        costs = {row.id: self.cost(given, surname, row) for row in self.near(surname)}
        return judged(costs, meant.id)

    def cost(self, given: str, surname: str, row: Row) -> float:
        """What it costs to take a typed full name for that of a row."""
        return _given_cost(plain(given), plain(row.given), self.names) + surname_cost(
            plain(surname), plain(row.surname)
        )

    def near(self, surname: str, slips: int = 2) -> list[Row]:
        """The people whose surname is that near to a typed one, or sounds the same."""
        typed = plain(surname)
        near = process.extract(typed, self._surnames, scorer=OSA.distance, score_cutoff=slips, limit=None)
        found = {name for name, *_ in near} | set(self._by_sound.get(sound(typed), ()))
        return [row for name in sorted(found) for row in self._by_surname[name]]

    def called(self, given: str) -> dict[str, float]:
        """The people that a typed first name may mean, with the cost of it."""
        costs = {name: _given_cost(plain(given), name, self.names) for name in self._by_given}
        return {row.id: cost for name, cost in costs.items() if cost < inf for row in self._by_given[name]}

    def with_surname(self, surname: str) -> list[Row]:
        """The people whose surname is the typed one, or sounds the same and is nearly written so."""
        typed = plain(surname)
        return [row for row in self.near(surname, 1) if surname_cost(typed, plain(row.surname)) < _AS_WELL]

    def staff(self, firm: str) -> list[Row]:
        """The people whose organisation has all the words of a typed name of a firm."""
        wanted = firm_words(firm)
        found = [self._staff_with.get(word, []) for word in wanted]
        return [row for row in min(found, key=len) if wanted <= firm_words(row.organisation)] if found else []

    def firms_called(self, firm: str) -> list[Row]:
        """The firms that have all the words of a typed name, or all but a slip of two letters in one of them."""
        wanted = firm_words(firm)
        found = {row.id: row for row in self._with_words(wanted)}
        for word in wanted:
            if len(word) < 5:
                continue
            near = process.extract(word, self._firm_vocabulary, scorer=OSA.distance, score_cutoff=2, limit=None)
            for other, *_ in near:
                found |= {row.id: row for row in self._with_words(wanted - {word} | {other})}
        return [found[id] for id in sorted(found)]

    def _with_words(self, wanted: frozenset[str]) -> list[Row]:
        found = [self._firms_with.get(word, []) for word in wanted]
        return [row for row in min(found, key=len) if wanted <= firm_words(row.name)] if found else []

    def firms_glued(self, firm: str) -> list[Row]:
        """The firms whose telling part is said, its words together or apart: "Silver Brook" is "Silverbrook" too."""
        return self._by_glued.get(glued(firm), [])

    def is_firm_word(self, word: str) -> bool:
        """Whether a word stands in the name of a firm."""
        return plain(word) in self._firms_with or plain(word) in self._staff_with


def judged(costs: dict[str, float], meant: str) -> Judged:
    """The verdict where each row fits at its cost; words too far from the row that is meant are disputed."""
    own = costs.get(meant, inf)
    if own == inf:
        return Judged(Verdict.DISPUTED)
    others = {id: cost for id, cost in costs.items() if id != meant}
    if any(cost < own - _AS_WELL for cost in others.values()):
        return Judged(Verdict.DISPUTED)
    fitting = sorted(id for id, cost in others.items() if cost <= own + _AS_WELL)
    if fitting:
        return Judged(Verdict.SHARED, (meant, *fitting))
    doubtful = any(cost < own + _NEARLY for cost in others.values())
    return Judged(Verdict.DISPUTED if doubtful else Verdict.CERTAIN)


@lru_cache(maxsize=1_000_000)
def surname_cost(typed: str, name: str) -> float:
    """What it costs to take a typed surname for another."""
    if typed == name:
        return 0.0
    if sound_the_same(typed, name):
        return SOUND if is_a_name(typed) else 1.0
    slips = OSA.distance(typed, name, score_cutoff=2)
    return float(slips) if slips <= 2 else inf


def is_a_name(word: str) -> bool:
    """Whether a word is an ordinary surname or first name: among those of the US census, or in a pool."""
    return word in words("surnames") or word in words("first_names") or word in _pooled()


@cache
def _pooled() -> frozenset[str]:
    both = [names_of(pool) for pool in ("fit", "measure")]
    firsts = {form for names in both for name in names.first_names for form in (name.formal, *name.short)}
    return frozenset(firsts | {plain(surname) for names in both for surname in names.surnames})


def _given_cost(typed: str, name: str, names: Names) -> float:
    forms = names.related.get(name, {name})
    if typed in forms:
        return 0.0
    cost = _slips(typed, name)
    if typed in _package_forms(name):
        cost = min(cost, FAR_FORM)
    return min([cost, *(max(FAR_FORM, _slips(typed, form)) for form in forms - {name})])


@lru_cache(maxsize=200_000)
def _slips(typed: str, name: str) -> float:
    if typed == name:
        return 0.0
    if sound_the_same(typed, name):
        return SOUND if is_a_name(typed) else 1.0
    slips = OSA.distance(typed, name, score_cutoff=2)
    return float(slips) if slips <= 2 and len(typed) >= 4 else inf


@lru_cache(maxsize=20_000)
def _package_forms(name: str) -> frozenset[str]:
    both = _namer().nicknames_of(name) | _namer().canonicals_of(name)
    return frozenset(both | {form for parent in _namer().canonicals_of(name) for form in _namer().nicknames_of(parent)})


@cache
def _namer() -> NickNamer:
    return NickNamer()


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
