"""The cue words of an answer: what points, negates, spoils, and what kind of source is spoken of.

All languages are read together: an answer may mix them, and no cue of one means the contrary in another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from attribution.tables import table
from attribution.words.text import fold_phrase


@dataclass(slots=True)
class Cue:
    """A cue of one role over the words ``start`` to ``end`` (half open). It is never changed."""

    role: str
    start: int
    end: int


def cues_in(words: Sequence[str]) -> list[Cue]:
    """All cues in the folded words, by place; of one role, the longest at each place."""
    index = _index()
    found: list[Cue] = []
    last = len(words) - 1
    for start, word in enumerate(words):
        by_second = index.get(word)
        if by_second is None:
            continue
        longer = by_second.get(words[start + 1]) if start < last else None
        alone = by_second.get("", ())
        if longer is None:
            # Most words that begin a cue are one, or begin none here: a phrase of one word has each role once.
            for _, roles in alone:
                for role in roles:
                    found.append(Cue(role, start, start + 1))
            continue
        seen: set[str] = set()
        for phrase, roles in (*longer, *alone):
            end = start + len(phrase)
            if len(phrase) < 3 or tuple(words[start:end]) == phrase:
                found += [Cue(role, start, end) for role in roles if role not in seen]
                seen.update(roles)
    return found


@cache
def cue_words(role: str) -> frozenset[str]:
    """The phrases of one role in every language, folded."""
    return frozenset(fold_phrase(p) for language in _languages() for p in language.get(role, ()))


def _languages() -> list[dict[str, list[str]]]:
    """The tables of every language: of what is said of a source, and of kinds of source."""
    return [*table("cues").values(), *table("kinds").values()]


_Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a phrase, and its roles."""


@cache
def _index() -> dict[str, dict[str, list[_Phrase]]]:
    """By first word and second word, "" for phrases of one: the longest first."""
    roles_of: dict[tuple[str, ...], set[str]] = {}
    for language in _languages():
        for role, phrases in language.items():
            for phrase in phrases:
                folded = tuple(fold_phrase(phrase).split())
                if folded:
                    roles_of.setdefault(folded, set()).add(role)
    index: dict[str, dict[str, list[_Phrase]]] = {}
    for folded in sorted(roles_of, key=lambda phrase: (-len(phrase), phrase)):
        second = folded[1] if len(folded) > 1 else ""
        index.setdefault(folded[0], {}).setdefault(second, []).append((folded, tuple(sorted(roles_of[folded]))))
    return index
