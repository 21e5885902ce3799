"""Who else may be meant by a whole name that is not written as the directory has it: the same first name, letter for
letter, with a surname that begins alike ("Susan Applegate": Suzanne Applegate, or Susan Applewhite)."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.entries.vocabulary import sound
from attribution.words.nicknames import may_be_called

_BEGINNING = 2
"""So many letters at the beginning of a surname are hardly ever misheard."""
_FEW = 60
"""So many at most have the first name."""
_HALF = 3
"""So many letters have two surnames in common that begin alike and end otherwise."""
_SLIPS, _OTHER_END = 2, 3
"""So many letters may be wrong anywhere, and so many where the surnames begin alike."""
_GAELIC = ("mcg", "macg", "mag")
"""Beginnings of one Gaelic surname: McGrath, MacGrath, Magrath."""


def of_the_first_name(first: str, last: str, card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody whose first name is written just so and whose surname is not much farther than that of the entry.

    An entry that is so called itself, by a surname that sounds as it was typed, is nearer than any other. Of a first
    name that very many have there is always one whose surname is near: it says nothing then.
    """
    called = directory.ids_with(first)
    if len(called) > _FEW or (first in card.given and any(sound(last) == sound(own) for own in card.surname)):
        return
    typed = _plain(last)
    near = _is_heard if last in card.surname and _is_a_form(first, card) else _is_near
    for other in directory.cards(sorted(called)):
        if other.person and first in other.given and any(near(typed, _plain(own)) for own in other.surname):
            yield other


def _plain(surname: str) -> str:
    start = next((letters for letters in _GAELIC if surname.startswith(letters)), "")
    return f"mag{surname[len(start) :]}" if start else surname


def _is_a_form(first: str, card: Card) -> bool:
    """Whether a first name is a form of the person's that nobody takes for the name itself by ear."""
    given = card.given[0]
    return may_be_called(first, given) and sound(first) != sound(given)


def _is_heard(typed: str, other: str) -> bool:
    """Whether a surname is near by ear as well, or by one letter: a short form is as good as the first name itself, so
    that "Ray Dubay" may be Ray Dubois beside a Raymond Dubay, and "Harry Barton" no Harry Barlow beside a Harold."""
    if not _is_near(typed, other):
        return False
    return OSA.distance(typed, other, score_cutoff=1) <= 1 or OSA.distance(sound(typed), sound(other)) <= 1


def _is_near(typed: str, other: str) -> bool:
    if typed == other:
        return False  # Whoever has both is found letter for letter.
    if typed[:_BEGINNING] != other[:_BEGINNING]:
        return False
    slips = OSA.distance(typed, other, score_cutoff=_OTHER_END)
    return slips <= _SLIPS or (slips <= _OTHER_END and typed[:_HALF] == other[:_HALF])
