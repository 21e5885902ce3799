"""Answers that tell why the client came and of no source: "my back, obviously", "frozen pipes", "old age", "dunno"."""

from collections.abc import Iterable, Sequence
from functools import cache

from attribution.names.match import Match
from attribution.tables import table
from attribution.words.reading import Reading

_MOST_WORDS = 8
_ARTICLES = frozenset({"a", "an", "the", "my"})


def tells_only_why(reading: Reading, named: Iterable[Match]) -> bool:
    """Whether an answer is nothing but what the client came for. One of ``named`` without an article ("Tank") may be
    somebody, unless it is only short for a name and written as a thing is ("cat" for Catherine)."""
    plain = reading.words
    if len(plain) > _MOST_WORDS:
        return False
    for match in named:
        short = match.quality < _LETTERS and not any(reading.tokens[p].capital for p in match.name)
        if not short and any(p == 0 or plain[p - 1] not in _ARTICLES for p in match.name):
            return False
    if not reading.shouted and any(map(reading.capital_inside, range(len(plain)))):
        return False
    told = [word in _listed("words") or (word == "will" and plain[p - 1 : p] == ["a"]) for p, word in enumerate(plain)]
    return any(told) and all(
        told[p] or word in _listed("happened") or word in _listed("beside") for p, word in enumerate(plain)
    )


def is_only_a_saying(reading: Reading, named: Sequence[Match]) -> bool:
    """Whether an answer is nothing but a turn of phrase in which a name only seems to be: "old age" where there are
    the Old Boys, "dunno" where there is a Dunne."""
    covered: set[int] = set()
    several: set[int] = set()
    for cue in reading.of(*_SAYINGS):
        covered.update(range(cue.start, cue.end))
        several.update(range(cue.start, cue.end) if cue.end - cue.start > 1 else ())
    if not covered:
        return False
    covered.update(p for cue in reading.of("fillers") for p in range(cue.start, cue.end))
    covered.update([len(reading.words) - 1] if reading.words[-1] in _SAID_TO_SOMEBODY else [])
    if len(covered) < len(reading.words):
        return False
    return all(match.name <= several or (match.name <= covered and match.quality < _LETTERS) for match in named)


_SAYINGS = ("nothing", "forgot")
_SAID_TO_SOMEBODY = frozenset({"sorry", "duck", "bab", "love", "hen", "hun", "dear", "man", "bro", "pet", "petal"})
_LETTERS = 3
"""The quality of a match that is spelled letter for letter."""


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("troubles")[name])
