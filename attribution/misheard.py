"""Who else may be meant by a whole name that is not written as the directory has it: the same first name, letter for
letter, with a surname that begins alike ("Susan Applegate": Suzanne Applegate, or Susan Applewhite)."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from attribution.cards import Card
from attribution.directory import Directory
from attribution.vocabulary import sound

_BEGINNING = 2
"""So many letters at the beginning of a surname are hardly ever misheard."""
_HALF = 3
"""So many letters have two surnames in common that begin alike and end otherwise."""
_SLIPS, _OTHER_END = 2, 3
"""So many letters may be wrong anywhere, and so many where the surnames begin alike."""
_GAELIC = ("mcg", "macg", "mag")
"""Beginnings of one Gaelic surname: McGrath, MacGrath, Magrath."""


def of_the_first_name(first: str, last: str, card: Card, directory: Directory) -> Iterator[Card]:
    """Everybody whose first name is written just so and whose surname is not much farther than that of the entry.

    An entry that is so called itself, by a surname that sounds as it was typed, is nearer than any other.
    """
    called = directory.ids_with(first)
    if not called or (first in card.given and any(sound(last) == sound(own) for own in card.surname)):
        return
    for surname in _beginning_like(last, directory):
        both = directory.ids_with(surname) & called
        if both and _is_near(_plain(last), _plain(surname)):
            others = directory.cards(sorted(both))
            yield from (c for c in others if c.person and first in c.given and surname in c.surname)


def _beginning_like(last: str, directory: Directory) -> Iterator[str]:
    beginnings = _GAELIC if last.startswith(_GAELIC) else (last[:_BEGINNING],)
    for letters in beginnings:
        yield from directory.words_with_beginning(letters)


def _plain(surname: str) -> str:
    start = next((letters for letters in _GAELIC if surname.startswith(letters)), "")
    return f"mag{surname[len(start) :]}" if start else surname


def _is_near(typed: str, other: str) -> bool:
    if typed == other:
        return False  # Whoever has both is found letter for letter.
    slips = OSA.distance(typed, other, score_cutoff=_OTHER_END)
    return slips <= _SLIPS or (slips <= _OTHER_END and typed[:_HALF] == other[:_HALF])
