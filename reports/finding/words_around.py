"""The words around a hit in a text, with the places of what was looked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution import fold

_BEFORE, _LONGEST = 60, 180
"""So many characters before the first hit are shown, and in all."""
_PIECE = re.compile(r"[^\s.,;:!?()\[\]{}\"“”„«»/\\|<>=_*#~–—。、，．；：！？（）「」『』…-]+")


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
    start = hits = 0
    if places:
        near = (_near(places, place) for place in range(len(places)))
        first, hits = max(enumerate(near), key=lambda found: (found[1], -found[0]))
        start = max(places[first][0] - _BEFORE, 0)
        if start:
            # A word that would be cut is left out; in a script without spaces there is none to begin at.
            start = text.find(" ", start, places[first][0]) + 1 or start
    part = _cut(text, start)
    end = start + len(part)
    before, after = "…" if start else "", "…" if end < len(text.rstrip()) else ""
    moved = len(before) - start
    spans = [(begin + moved, min(close, end) + moved) for begin, close, _ in places if start <= begin < end]
    return Around(before + part + after, spans, hits)


def _places(text: str, keys: Sequence[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where each word stands that has some of the folded words in it, and which."""
    for piece in _PIECE.finditer(text):
        written, folded = piece.group(), fold(piece.group())
        if found := frozenset(key for key in keys if key in folded or key in written):
            yield piece.start(), piece.end(), found


def _near(places: Sequence[tuple[int, int, frozenset[str]]], first: int) -> int:
    """How many of the words are shown together; what stands behind is not looked at, as there may be thousands."""
    end = places[first][0] - _BEFORE + _LONGEST
    found = set(places[first][2])
    for at in range(first + 1, len(places)):
        if places[at][1] > end:
            break
        found |= places[at][2]
    return len(found)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    if end < len(text):
        space = text.rfind(" ", start + _LONGEST // 2, end + 1)
        end = space if space >= 0 else end
    return text[start:end].rstrip()
