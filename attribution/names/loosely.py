"""A name of which one half stands there plainly and the other is written as the client hears or remembers it.

Beside a surname that fits, "dorthy" is Dorothy and "dre" is Andre, although neither would be looked up alone.
"""

import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from jellyfish import metaphone, nysiis
from rapidfuzz.distance import OSA

from attribution.entries.cards import Card
from attribution.entries.vocabulary import sound
from attribution.names.hits import Hit
from attribution.names.match import Match, new_match, places_of
from attribution.tables import words
from attribution.words.reading import Reading, is_ordinary, stop_words
from attribution.words.text import is_other_script
from attribution.words.trades import short_titles

_SHORTEST = 3
"""A shorter word is a name in its own right, or none."""
_KNOWN = 1_500
"""A word before this rank is a name that others have."""
_COMMON = 400
"""First names and surnames before this rank are known to everybody, and not slips of the pen for another."""


def loose_pair(card: Card, given: list[Hit], surname: list[Hit], reading: Reading) -> Match | None:
    """A first name before its surname, one of the two letter for letter and the other only alike."""
    for hit in surname:
        place = hit.place - 1
        plain = hit.how in {"exact", "spelling", "joined"} and _is_free(place, hit.place, reading)
        if plain and any(_alike(reading.words[place], name, "first_names") for name in card.given):
            return _match(card, place, hit.place + hit.length, places_of(hit) | {place}, place, reading)
    for hit in given:
        place = hit.place + hit.length
        plain = hit.how in {"exact", "nickname"} and _is_free(place, place, reading)
        if plain and any(_alike(reading.words[place], name, "surnames") for name in card.surname):
            return _match(card, hit.place, place + 1, places_of(hit) | {place}, place, reading)
    return None


def _is_free(place: int, joint: int, reading: Reading) -> bool:
    """Whether a word that may be half of a name stands at the place, with nothing between it and the other half."""
    if not 0 <= place < len(reading.words) or not 0 < joint < len(reading.words):
        return False
    word = reading.words[place]
    if (
        len(word) < _SHORTEST
        or word in stop_words()
        or word in short_titles()
        or (is_ordinary(word) and not reading.tokens[place].capital)
    ):
        return False  # Such are most words beside a name.
    apart = reading.tokens[joint].before.strip() or reading.sentence[joint] != reading.sentence[joint - 1]
    if place in reading.unspelt or place in reading.spelt:
        return False
    return word.isalpha() and place not in reading.taken and not apart


def _alike(typed: str, name: str, listed: str) -> bool:
    """Whether a word is a short form or a misspelling of a name, or sounds like it."""
    if typed == name or len(name) < _SHORTEST:
        return False
    if len(typed) < len(name) and listed == "first_names" and (name.startswith(typed) or name.endswith(typed)):
        return True
    if words(listed).get(typed, _COMMON) < _COMMON:
        return False
    allowed = 1 if len(name) < 6 else 2
    if OSA.distance(typed, name, score_cutoff=allowed) <= allowed:
        return True
    return any(one == other != "" for one, other in product(_sounds(typed), _sounds(name)) if len(one) > 1)


@lru_cache(maxsize=4_096)
def _sounds(word: str) -> tuple[str, ...]:
    """How a word may sound; a vowel at the beginning counts as any other."""
    return tuple("A" + key[1:] if key[:1] in "AEIOU" else key for key in (metaphone(word), nysiis(word)))


def _match(card: Card, start: int, end: int, places: frozenset[int], loose: int, reading: Reading) -> Match:
    match = new_match(card, "full_name", start, end, places, 1, complete=True)
    match.edits = 1
    typed = reading.words[loose]
    known = words("first_names").get(typed, _KNOWN) < _KNOWN or words("surnames").get(typed, _KNOWN) < _KNOWN
    if known and not is_other_script(reading.tokens[loose].raw):
        match.doubts.append(f"“{typed}” is a name in its own right")
    return match


_RANKS = {"first_names": 800, "surnames": 3_000}
"""A misspelt name before this rank is an ordinary name of its own, and may be meant as it is written."""


def names_of_their_own(first: Hit, last: Hit, reading: Reading) -> Iterator[str]:
    """The doubt of each half of a name that is spelt otherwise and is somebody else's name as it is written."""
    for hit, list_name in ((first, "first_names"), (last, "surnames")):
        if hit.how in {"edit", "sound"} and hit.length == 1 and not is_other_script(reading.tokens[hit.place].raw):
            typed = reading.words[hit.place]
            if _without_mac(typed) == _without_mac(hit.word):
                continue  # McKinnon and Mackinnon are one name.
            other = hit is last and hit.how == "edit" and sound(typed) != sound(hit.word)
            rank = words(list_name).get(typed, sys.maxsize)
            # Who is called by a short form is two steps away: "Ted Blaylock" from Theodore Blalock.
            far = other or (hit is last and first.how == "nickname")
            if rank < (sys.maxsize if far else _RANKS[list_name]):
                yield f"“{typed}” is a name in its own right"


def _without_mac(surname: str) -> str:
    return "mc" + surname[3:] if surname.startswith("mac") else surname
