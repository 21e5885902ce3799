"""How one entry of the directory fits an answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from attribution.entries.cards import Card
from attribution.model import WEBSITE_KINDS
from attribution.names.hits import Hit
from attribution.names.support import NO_SUPPORT, Support
from attribution.words.reading import Reading
from attribution.words.text import fold

HALVES = frozenset({"first_name", "nickname", "surname"})
"""The rules by which half of a person's name is found."""


@dataclass(slots=True, eq=False)
class Match:
    """How one entry fits the answer.

    ``rule`` says by which parts of its name, ``name`` holds the places of those words, ``explained`` also those of
    the firm. ``quality`` is that of the worst fitting part; ``doubts`` are in words for people. A match is only ever
    compared with itself: an entry has one in each answer.
    """

    card: Card
    rule: str
    start: int
    end: int
    name: frozenset[int]
    quality: int
    support: Support
    doubts: list[str] = field(default_factory=list)
    weight: float = 0.0
    complete: bool = False
    edits: int = 0

    @property
    def explained(self) -> frozenset[int]:
        """The places of the name and of the firm."""
        return self.name | self.support.firm if self.support.firm else self.name


def new_match(
    card: Card, rule: str, start: int, end: int, places: Iterable[int], quality: int, complete: bool = False
) -> Match:
    """A match without support yet; ``places`` are those of the name."""
    return Match(card, rule, start, end, frozenset(places), quality, NO_SUPPORT, complete=complete)


def places_of(hit: Hit) -> frozenset[int]:
    """The places of the words that a hit covers."""
    return _places(hit.place, hit.length)


@lru_cache(maxsize=1_024)
def _places(start: int, length: int) -> frozenset[int]:
    return frozenset(range(start, start + length))


def is_sure(match: Match) -> bool:
    """Whether the words mean the entry whatever stands around them: a name that staff have confirmed, or the whole
    name, letter for letter, of a website or the like in the directory.

    Nobody is called so: what speaks against a partner ("found you on …") speaks for a medium.
    """
    as_written = match.card.entry.kind in WEBSITE_KINDS and match.complete and match.edits == 0
    return match.rule == "confirmed_alias" or as_written


def is_rejected(match: Match, reading: Reading) -> bool:
    """Whether staff have said of these very words, folded, that they do not mean this entry."""
    rejected = match.card.entry.rejected
    return bool(rejected) and fold(reading.quote(match.start, match.end)) in map(fold, rejected)
