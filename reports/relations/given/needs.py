"""Which occupations serve a need, by a table of everyday words and occupational titles (``needs.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from attribution import fold

_FILE = Path(__file__).with_name("needs.toml")
_LONG = 6
"""A word of so many letters may have one wrong; in shorter ones another letter makes another: a baker is no banker."""
# Words that say nothing of what is needed.
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "to",
        "in",
        "on",
        "at",
        "and",
        "or",
        "with",
        "my",
        "our",
        "their",
        "his",
        "her",
        "some",
        "someone",
        "somebody",
        "needs",
        "need",
        "wants",
        "want",
        "help",
        "new",
        "good",
        "looking",
        "is",
        "are",
        "who",
    ]
)


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation: what it is called, and the needs that it serves, as folded words; ``within`` is a broader one."""

    name: str
    within: str
    source: str
    titles: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, ...], ...]


@cache
def occupations() -> tuple[Occupation, ...]:
    """The table, read once."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))["occupations"]
    return tuple(
        Occupation(
            each["name"], each.get("within", ""), each["source"], _phrases(each["titles"]), _phrases(each["needs"])
        )
        for each in read
    )


def serving(need: str) -> tuple[set[str], set[str]]:
    """The names of the occupations that serve a need, and those of the broader ones that they are part of.

    Whoever serves it by the most words of one phrase serves it; the others are not named.
    """
    said = words_of(need)
    found = {each: _longest((*each.needs, *each.titles), said) for each in occupations()}
    most = max(found.values(), default=0)
    those = {each for each, words in found.items() if words and words == most}
    names = {each.name for each in those}
    return names, {each.within for each in those if each.within} - names


# Partners share a few hundred occupations, and each is compared with every title.
@lru_cache(5_000)
def called(occupation: str) -> frozenset[str]:
    """The names of the occupations that a partner's own words for theirs mean: the closest, or all that tie."""
    said = words_of(occupation)
    found = {each.name: _longest(each.titles, said) for each in occupations()}
    most = max(found.values(), default=0)
    return frozenset(name for name, words in found.items() if words and words == most)


def words_of(text: str) -> list[str]:
    """The words that say something, folded."""
    return [word for word in fold(text).split() if word not in _EMPTY]


def close(word: str, other: str) -> bool:
    """Whether two words are the same, one in the plural, or, if they are long, one letter apart."""
    if word == other or other in (f"{word}s", f"{word}es") or word in (f"{other}s", f"{other}es"):
        return True
    return min(len(word), len(other)) >= _LONG and OSA.distance(word, other, score_cutoff=1) <= 1


def _phrases(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words_of(phrase)) for phrase in phrases)


def _longest(phrases: tuple[tuple[str, ...], ...], said: list[str]) -> int:
    fitting = [
        len(words) for words in phrases if words and all(any(close(word, each) for each in said) for word in words)
    ]
    return max(fitting, default=0)
