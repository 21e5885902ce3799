"""Whether two typed names of clients may be one person's, once an e-mail or a telephone number is the same."""

from rapidfuzz.distance import DamerauLevenshtein

from attribution.tables import words
from attribution.words.nicknames import may_be_called
from attribution.words.text import fold

_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "fr", "sir", "dame", "jr", "sr", "ii", "iii", "iv"]
)


def same_person(a: str, b: str) -> bool:
    """Whether the two names are similar enough: spelling, order, short forms and initials do not matter.

    Two people of one household share an e-mail, so a differing first name is another person even when the
    surname is the same. A name without any word is nobody's.
    """
    first, second = words_of_person(a), words_of_person(b)
    if not first or not second:
        return False
    if "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) == 1:
        return any(_fits(shorter[0], word) for word in longer if len(word) > 1)
    return _all_fit(shorter, longer) and any(_fits(shorter[0], longer[end]) for end in (0, -1))


def words_of_person(name: str) -> list[str]:
    """The folded words of a typed name, given names first, without titles."""
    if "," in name:
        # "Ferrante, Joe" is the surname first, as forms in offices have it.
        surname, _, given = name.partition(",")
        name = f"{given} {surname}"
    return [word for word in fold(name).split() if word not in _TITLES]


def _all_fit(shorter: list[str], longer: list[str]) -> bool:
    left = list(longer)
    for word in shorter:
        match = next((other for other in left if _fits(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _fits(word: str, other: str) -> bool:
    if word == other or (1 in (len(word), len(other)) and word[0] == other[0]):
        return True
    if may_be_called(word, other):
        return True
    if {word, other} <= words("first_names").keys():
        # "Joan" is one letter from "John", and another person.
        return False
    allowed = 0 if min(len(word), len(other)) < 4 else 1 if min(len(word), len(other)) < 8 else 2
    return bool(DamerauLevenshtein.distance(word, other, score_cutoff=allowed) <= allowed)
