"""What the words of an answer look like that may tell a medium: their senses, and shapes such as a frequency, the call
sign of a station or the number of a road."""

import re
from collections.abc import Sequence

from attribution.names.senses import senses_in
from attribution.words.reading import Reading, is_a_word

_EVERYWHERE = frozenset({"", "mine", "yours", "denied", "hearing", "seeing", "reading", "watching", "owned", "huge"})
"""Senses that an answer has without a medium, too."""
_ROAD = re.compile(r"(?:[ambin]|us|sr|rt|hwy)\d{1,3}")
_CALL_SIGN = re.compile(r"[kw][a-z]{2,3}")
_MOST = 60
"""So many words of an answer are looked at."""
_LETTERS = range(3, 6)
"""A word in capitals of so many letters may be the name of a station."""


def senses_of_media(reading: Reading) -> list[str]:
    """For each of the first words its sense or shape, "" where it has none; words of a search phrase have none."""
    known = senses_in("media_words")
    senses: list[str] = []
    for place, (word, token) in enumerate(zip(reading.full[:_MOST], reading.tokens, strict=False)):
        if (place in reading.taken and not token.is_host) or place in reading.adjectives:
            senses.append("")
        elif word in known:
            senses.append(known[word])
        elif token.raw.islower() and token.text.isalpha() and token.text[0] not in "kw":
            senses.append("")  # Most words have no shape of a name.
        else:
            senses.append(_shape(place, reading))
    return senses


def speaks_of_media(senses: Sequence[str]) -> bool:
    """Whether there is any ground to look closer: a word of media, or the shape of a name of one."""
    return not _EVERYWHERE.issuperset(senses)


def _shape(place: int, reading: Reading) -> str:
    token = reading.tokens[place]
    word = token.text
    if word.isdigit():
        after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
        if after is not None and after.before == "." and after.text.isdigit() and 2 <= len(word) <= 3:
            return "frequency"
        return "number" if len(word) <= 3 else ""
    if not word.isalpha() and _ROAD.fullmatch(word):
        return "road"
    if word[:1] in "kw" and _CALL_SIGN.fullmatch(word) and not is_a_word(word):
        return "call sign"
    raw = token.raw
    letters = not reading.shouted and raw.isupper() and len(raw) in _LETTERS and not is_a_word(word)
    return "letters" if letters else ""
