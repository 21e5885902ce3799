"""Whether a word is no word at all: keys hit at random."""

import re
from functools import lru_cache

from attribution.tables import words
from attribution.words.reading import is_a_word, is_ordinary

_CLUSTERS = re.compile("ght|sch|tch|str|rst|nst|ng|ch|sh|th|ph|ck|st|ll|ss|tt|rt|nd|mp|rl|pl|br|mc")
"""Consonants that stand together in names and words."""
_HEAP = re.compile("[bcdfghjklmnpqrstvwxz]{5}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qwertz", "abcdefgh")
_ROLLED = frozenset(row[k : k + 3] for row in _ROWS for k in range(len(row) - 2))
"""Three keys beside each other."""


@lru_cache(maxsize=8_192)
def is_mash(word: str) -> bool:
    """Whether a word is keys hit at random: no vowels, one letter again and again, a run of a keyboard's row."""
    if is_ordinary(word) or not word.isascii():
        return False
    letters = set(word)
    if len(letters) == 1 or word.isdigit() or (len(word) > 3 and letters.isdisjoint("aeiouy")):
        return True
    if len(word) > 2 and any(word in row or word in row[::-1] for row in _ROWS):
        return True
    threes = [word[k : k + 3] for k in range(len(word) - 2)]
    if len(word) > 4 and sum(map(_ROLLED.__contains__, threes)) >= len(threes) / 2:
        return True
    known = is_a_word(word) or word in words("surnames")
    return not known and _HEAP.search(_CLUSTERS.sub("", word)) is not None
