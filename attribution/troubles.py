"""Answers that tell why the client came and of no source: "my back, obviously", "frozen pipes", "I need a will"."""

from collections.abc import Iterable
from functools import cache

from attribution.reading import Reading
from attribution.tables import table

_MOST_WORDS = 8
_ARTICLES = frozenset({"a", "an", "the", "my"})


def tells_only_why(reading: Reading, names: Iterable[int]) -> bool:
    """Whether an answer is nothing but what the client came for. ``names`` are the places of words that may be
    names: one of them without an article ("Tank") may be somebody."""
    plain = reading.words
    if len(plain) > _MOST_WORDS or any(p == 0 or plain[p - 1] not in _ARTICLES for p in names):
        return False
    if not reading.shouted and any(map(reading.capital_inside, range(len(plain)))):
        return False
    told = [word in _listed("words") or (word == "will" and plain[p - 1 : p] == ["a"]) for p, word in enumerate(plain)]
    return any(told) and all(
        told[p] or word in _listed("happened") or word in _listed("beside") for p, word in enumerate(plain)
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("troubles")[name])
