"""The words around a hit in a text, with the places of what was looked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution import fold

_BEFORE, _LONGEST = 60, 180
"""So many characters before the first hit are shown, and in all."""
_PIECE = re.compile(r"[^\s.,;:!?()\[\]{}\"“”„«»/\\|<>=_*#~–—-]+")


@dataclass(frozen=True, slots=True)
class Around:
    """A part of a text; ``spans`` are half open, in code points of ``words``."""

    words: str
    spans: Sequence[tuple[int, int]]
    hits: int
    """How many of the words that were looked for are in it."""


def words_around(text: str, keys: Sequence[str]) -> Around:
    """Where a text has most of some folded words close together, cut at whole words."""
    places = list(_places(text, keys))
    if not places:
        return Around(_cut(text, 0, _LONGEST), [], 0)
    first, hits = max(
        ((place, _near(places, place)) for place in range(len(places))), key=lambda found: (found[1], -found[0])
    )
    start = max(places[first][0] - _BEFORE, 0)
    if start:
        # A word that would be cut is left out; in a script without spaces there is none to begin at.
        space = text.find(" ", start, places[first][0])
        start = space + 1 if space >= 0 else start
    words = _cut(text, start, max(_LONGEST, places[first][1] - start))
    moved = len("…" if start else "") - start
    end = len(words) - moved
    spans = [(begin + moved, min(close, end) + moved) for begin, close, _ in places if start <= begin < end]
    return Around(words, spans, hits)


def _places(text: str, keys: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where each word stands that has some of the folded words in it, and which."""
    for piece in _PIECE.finditer(text):
        folded = fold(piece.group())
        if found := frozenset(key for key in keys if key in folded):
            yield piece.start(), piece.end(), found


def _near(places: Sequence[tuple[int, int, frozenset[str]]], first: int) -> int:
    end = places[first][0] - _BEFORE + _LONGEST
    return len(
        frozenset[str]().union(
            *(found for start, close, found in places[first:] if close <= end or start == places[first][0])
        )
    )


def _cut(text: str, start: int, longest: int) -> str:
    end = start + longest
    if end < len(text):
        space = text.rfind(" ", start + longest // 2, end + 1)
        end = space if space >= 0 else end
    return ("…" if start else "") + text[start:end].rstrip() + ("…" if end < len(text) else "")
