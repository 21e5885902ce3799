"""Which answers say the same in nearly the same words, so that one decision can settle them all.

The same words, folded and without the small talk around a name ("it was", "told me"), are the same answer. One word
that is a slip of the finger away is nearly the same, unless both words are known: "Karen" is no misspelling of "Karin",
nor "brother" one of "mother". What is not sure here only costs another look.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from attribution.same.searches import is_known
from attribution.words.text import READ_AT_MOST, fold

_SENT = "told|sent|referred|recommended|introduced|directed|pointed"
_AROUND = re.compile(
    rf"\b(?:it (?:was|is)|i was|(?:my|his|her) name (?:is|was)|called|named"
    rf"|(?:who )?(?:{_SENT}) (?:me|us)(?: here| (?:to|about) you| your way)?"
    rf"|(?:was |were )?(?:{_SENT}|suggested) by|recommendation (?:of|from|by)|referral (?:of|from|by)"
    rf"|(?:i |we )?(?:got|had) your (?:name|number|address) from|(?:i |we )?heard (?:about|of) you (?:from|through)"
    rf"|thanks?(?: you)?|please|hello|hi|a|an|the)\b"
)
"""Words around a name that change nothing of who is meant. Doubt ("maybe"), kinship ("my brother") and what somebody
heard of whom ("heard of Karen") are none: they may mean somebody else."""
_AT = {"from": "at"}
"""Before a place both say where somebody is: "Karen from the gym" is "Karen at the gym". "In" and "of" say more."""
_SURNAME_FIRST = re.compile(r"\s*[^\s,]+,\s*[^\s,]+\s*$")
"""“Smith, Joe” is “Joe Smith”; without the comma they are two people."""
_PLACE_FIRST = re.compile(r"\s*((?:from|at)\s[^,]+),\s*([^,]+)$", re.IGNORECASE)
"""“At the gym, Karen” is “Karen at the gym”; without the comma it is not told where the place ends."""
_MOST_WORDS_NEARLY = 12
"""Of longer answers only the same words are the same: a story is seldom told twice."""
_SHORTEST_MISSPELT = 5
"""Shorter words have too many neighbours that are words and names too ("Jon", "Jan")."""


class Wording(NamedTuple):
    """What an answer says, to compare by: its words in order, and the block outside of which nothing is like it."""

    words: tuple[str, ...]
    block: str


def wording_of(said: str) -> Wording | None:
    """The wording of what a client said; None if nothing of it can be compared.

    ``block`` is the first letters of the words, blank for answers that are compared word for word only.
    """
    place_first = _PLACE_FIRST.match(said[:READ_AT_MOST])
    folded = fold(f"{place_first[2]} {place_first[1]}" if place_first else said[:READ_AT_MOST])
    words = tuple(_AROUND.sub(" ", folded).split()) or tuple(folded.split())
    # Only between others: what begins with it may be the rest of “a letter from …”.
    words = tuple(_AT.get(word, word) if 0 < place < len(words) - 1 else word for place, word in enumerate(words))
    if not words:
        return None
    if len(words) == 2 and _SURNAME_FIRST.match(said):
        words = (words[1], words[0])
    return Wording(words, " ".join(word[0] for word in words) if len(words) <= _MOST_WORDS_NEARLY else "")


def nearly_the_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two wordings differ by one slip in one word: a letter missing, too many, another, or two exchanged."""
    if len(one) != len(other) or len(one) > _MOST_WORDS_NEARLY:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return not differing or (len(differing) == 1 and _a_slip(*differing[0]))


def _a_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or one[0] != other[0] or not (one + other).isalpha():
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1 and not (is_known(one) and is_known(other))
