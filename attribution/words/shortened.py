"""Names of firms and towns by first letters, or by the beginning of a word: "Hallam BS", "Park chiro", "RB"."""

from collections.abc import Sequence

from attribution.tables import table, words
from attribution.words.reading import Reading, is_ordinary, stop_words
from attribution.words.text import words_of
from attribution.words.trades import empty_firm_words

_SHORTEST = 4
"""So many letters at least of a word stand for the whole of it."""
_LETTERS = range(2, 6)
"""So many first letters stand for a name."""
_ABBREVIATIONS = frozenset(table("names")["abbreviations"])
_THE_Y = frozenset({"ymca", "ywca"})
"""What people call "the Y"."""
_PLACING = frozenset({"at", "from", "of", "in", "with"})


def rest_by_a_short_form(firm: Sequence[str], found: set[str], end: int, reading: Reading) -> set[str]:
    """The words of a firm that the next word of the answer is short for, after those that were found."""
    if not 0 < end < len(reading.words) or reading.clause[end] != reading.clause[end - 1]:
        return set()
    word = reading.words[end]
    if word in stop_words() or reading.tokens[end].before.strip() or reading.tokens[end - 1].possessive:
        return set()
    left = [each for each in firm if each not in found]
    if len(left) > 1 and word == "".join(each[0] for each in left) and word not in _ABBREVIATIONS:
        return set(left)
    if len(word) < _SHORTEST or is_ordinary(word) or word in words("first_names") or word in words("surnames"):
        return set()  # "Bailey Roberts" is nobody of Bailey Robertson Solicitors.
    longer = [each for each in left if each.startswith(word) and each != word]
    return set(longer) if len(longer) == 1 else set()


def is_initials_of(word: str, name: Sequence[str]) -> bool:
    """Whether a word is the first letters of words of a name that stand side by side, or of those that count."""
    if len(word) not in _LETTERS or len(name) < _LETTERS.start:
        return False
    telling = "".join(each[0] for each in name if each not in empty_firm_words() and each not in stop_words())
    return word in "".join(each[0] for each in name) or word in telling


def firm_by_initials(organisation: str, end: int, reading: Reading) -> frozenset[int]:
    """The place after a name where its organisation stands by its first letters: "Mrs Mullard of the WI"."""
    last = len(reading.words)
    at = next((p for p in range(end, min(end + 3, last - 1)) if reading.words[p] in _PLACING), last)
    place = at + 1 + (reading.words[at + 1 : at + 2] == ["the"])
    if place >= last:
        return frozenset()
    if reading.words[place - 1 : place + 1] == ["the", "y"] and not _THE_Y.isdisjoint(words_of(organisation)):
        return frozenset({place})
    if len(reading.words[place]) not in _LETTERS or reading.words[place] in stop_words():
        return frozenset()
    plain = is_ordinary(reading.words[place]) and not reading.tokens[place].raw.isupper()
    named = not plain and _are_its_initials(reading.words[place], words_of(organisation), known=place > at + 1)
    return frozenset({place}) if named else frozenset()


def _are_its_initials(word: str, name: Sequence[str], *, known: bool) -> bool:
    """Whether a word is all first letters of a name, but for a town before it; two only after "the" ("of the WI")."""
    if word in _ABBREVIATIONS or len(word) < (2 if known else 3):
        return False
    telling = "".join(each[0] for each in name if each not in empty_firm_words() and each not in stop_words())
    return telling.endswith(word) and len(telling) - len(word) <= 1
