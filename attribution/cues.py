"""The cue words of an answer: what points, negates, spoils, and what kind of source is spoken of.

All languages are read together: an answer may mix them, and no cue of one means the contrary in another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from attribution.tables import table
from attribution.text import fold


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of one role over the words ``start`` to ``end`` (half open)."""

    role: str
    start: int
    end: int


def cues_in(words: Sequence[str]) -> list[Cue]:
    """All cues in the folded words, by place; of one role, the longest at each place."""
    index = _index()
    found: list[Cue] = []
    for start, word in enumerate(words):
        seen: set[str] = set()
        for phrase, roles in index.get(word, ()):
            end = start + len(phrase)
            if tuple(words[start:end]) == phrase:
                found += [Cue(role, start, end) for role in roles if role not in seen]
                seen.update(roles)
    return found


@cache
def cue_words(role: str) -> frozenset[str]:
    """The phrases of one role in every language, folded."""
    return frozenset(fold(p) for language in _languages() for p in language.get(role, ()))


def _languages() -> list[dict[str, list[str]]]:
    """The tables of every language: of what is said of a source, and of kinds of source."""
    return [*table("cues").values(), *table("kinds").values()]


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """By first word: the phrases that begin with it, the longest first, with their roles."""
    roles_of: dict[tuple[str, ...], set[str]] = {}
    for language in _languages():
        for role, phrases in language.items():
            for phrase in phrases:
                folded = tuple(fold(phrase).split())
                if folded:
                    roles_of.setdefault(folded, set()).add(role)
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for folded in sorted(roles_of, key=lambda phrase: (-len(phrase), phrase)):
        index.setdefault(folded[0], []).append((folded, tuple(sorted(roles_of[folded]))))
    return index
