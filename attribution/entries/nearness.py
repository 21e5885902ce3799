"""How near a typed name is to another: the same, another form of it, alike by ear, or written nearly alike."""

from itertools import groupby

from rapidfuzz.distance import OSA

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.entries.vocabulary import sound
from attribution.words.nicknames import may_be_called

SAME, FAR = 3, (0, 0)
"""The nearness of a name that is the same, and of a first name and surname that are another's."""
_LONGER = 5
_SHORT_NAME = 4


def how_near(first: str, last: str, card: Card) -> tuple[int, int]:
    """How near a first name and a surname are to those of a person: the same, another form, alike by ear, or none."""
    near = max((_nearness(first, given) for given in card.given if len(given) > 1), default=0)
    if last in card.surname:
        return near, SAME
    return near, int(any(_is_alike(last, own) for own in card.surname))


def slips_of(first: str, last: str, card: Card) -> tuple[int, int]:
    """How many letters of a first name and of a surname are not those of a person: none where it sounds the same, is
    another form of the first name, or its beginning ("Villa" for Villanueva)."""
    given = min((0 if may_be_called(first, name) else _slips(first, name) for name in card.given), default=len(first))
    return given, min((_slips(last, name) for name in card.surname), default=len(last))


def _slips(typed: str, own: str) -> int:
    return 0 if own.startswith(typed) or sound(typed) == sound(own) else OSA.distance(typed, own)


def _nearness(first: str, given: str) -> int:
    if first == given:
        return SAME
    if may_be_called(first, given):
        return 2
    slips = max(2, len(given) // 2) if len(given) > _SHORT_NAME else 1
    near = OSA.distance(first, given, score_cutoff=slips) <= slips  # "Ginny" is no Juan, whatever it sounds like.
    return int(near and _is_alike(first, given))


def _is_alike(typed: str, own: str) -> bool:
    """Whether two names sound alike or are written nearly alike."""
    return sound(typed) == sound(own) or is_written_alike(typed, own)


def is_written_alike(typed: str, own: str) -> bool:
    """Whether two names differ by letters that are hardly heard ("Chaudhry" and "Chaudry") or, longer ones, by one."""
    if _heard(typed) == _heard(own):
        return True
    return min(len(typed), len(own)) >= _LONGER and OSA.distance(typed, own, score_cutoff=1) <= 1


def differs_by_vowels(typed: str, own: str) -> bool:
    """Whether two names are the same, or have the same consonants and hardly other vowels (Brewer and Breuer)."""
    return _consonants(typed) == _consonants(own) and OSA.distance(typed, own, score_cutoff=_FEW_SLIPS) <= _FEW_SLIPS


def _consonants(name: str) -> str:
    return "".join(letter for letter, _ in groupby(each for each in name if each not in _VOWELS))


_FEW_SLIPS = 2
_VOWELS = frozenset("aeiouhwy")


def is_another_spelling(typed: str, own: str) -> bool:
    """Whether one name is the other with letters that stand for the same sound: "Ivonne" and "Yvonne", "Gurdip" and
    "Gurdeep"."""
    return _heard(_spelt_plainly(typed)) == _heard(_spelt_plainly(own))


def is_spelt_otherwise(typed: str, own: str) -> bool:
    """Whether two first names are spellings of one: of the same sound, or long ones with another vowel inside
    ("Dolores" and "Delores"). A vowel at the end makes another name: Carlo and Carla."""
    inside = min(len(typed), len(own)) >= _LONG and typed[-1] == own[-1] and differs_by_vowels(typed, own)
    return is_another_spelling(typed, own) or (inside and OSA.distance(typed, own, score_cutoff=1) <= 1)


_LONG = 6


def _spelt_plainly(name: str) -> str:
    for letters, plain in _SAME_SOUND:
        name = name.replace(letters, plain)
    return name


_SAME_SOUND = (("ee", "i"), ("y", "i"), ("x", "ks"), ("ph", "f"), ("ck", "k"), ("c", "k"))
"""What is written in two ways in names of one sound."""


def _heard(name: str) -> str:
    """A name without the letters that are hardly heard: h, w and y after the first, and the second of a double."""
    kept = name[:1] + "".join(letter for letter in name[1:] if letter not in "hwy")
    return "".join(letter for place, letter in enumerate(kept) if kept[place - 1 : place] != letter)


def outdoes(nearest: tuple[int, int], near: tuple[int, int]) -> bool:
    """Whether a name is nearer by a part that is written letter for letter: a short form is not nearer than another."""
    pairs = list(zip(nearest, near, strict=True))
    return any(mine == SAME > other for mine, other in pairs) and all(mine >= other for mine, other in pairs)


def alike_in(typed: str, directory: Directory) -> list[str]:
    """The word itself and the words of the directory that it may be by ear or by a slip; sorted."""
    vocabulary = directory.vocabulary
    return sorted({typed, *vocabulary.sounding_like(typed), *(word for word, _ in vocabulary.near(typed))})
