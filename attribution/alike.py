"""Which answers say the same in nearly the same words, so that one decision can settle them all.

The same words, folded and without the small talk around a name ("it was", "told me"), are the same answer. One word
that is a slip of the finger away is nearly the same, unless both words are known: "Karen" is no misspelling of "Karin",
nor "brother" one of "mother". What is not sure here only costs another look.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from attribution.same_search import is_known
from attribution.text import READ_AT_MOST, fold

_AROUND = re.compile(
    r"\b(?:it (?:was|is)|i was|my name is|(?:who )?(?:told|sent|referred|recommended) (?:me|us)(?: here| to you)?"
    r"|(?:was |were )?(?:told|sent|referred|recommended) by|recommendation (?:of|from|by)|referral (?:of|from|by)"
    r"|thanks?(?: you)?|please|hello|hi|a|an|the)\b"
)
"""Words around a name that change nothing of who is meant."""
_SURNAME_FIRST = re.compile(r"\s*[^\s,]+,\s*[^\s,]+\s*$")
"""“Smith, Joe” is “Joe Smith”; without the comma they are two people."""
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
    folded = fold(said[:READ_AT_MOST])
    words = tuple(_AROUND.sub(" ", folded).split()) or tuple(folded.split())
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
