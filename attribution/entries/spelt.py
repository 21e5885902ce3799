"""Names of other scripts among Latin words: which words of a directory the letters of a name may spell.

The words stand in order, so that all that begin alike lie together. A name is walked letter by letter through the ways
in which each is written, as long as words are left that begin so: nothing is compared with every word.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from attribution.entries.cards import Card
from attribution.entries.directory import AFTER_ALL, Directory
from attribution.entries.keeping import keep
from attribution.entries.korean import surnames
from attribution.words.letters import (
    FIRST,
    LAST,
    leaves_out_vowels,
    letters_of,
    plainly_written,
    script_of,
    ways_of,
    without_ending,
    without_what_is_before,
)
from attribution.words.nicknames import all_forms, forms_of
from attribution.words.text import words_of

_VOWELS = ("a", "e", "i", "o", "u")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvz")
_MOST_STEPS = 20_000
"""So many steps are walked for one name: a bound, which names do not come near."""
_LONGEST = 40
"""So many letters of a word are walked."""
_SHORTEST = 2

Ends = dict[int, set[str]]
"""The words that the letters up to each place spell."""


def words_spelt(raw: str, directory: Directory) -> tuple[str, ...]:
    """The words of the directory that a whole word of another script may be, and names that are short for them. Sorted;
    what is written together with a name is taken off only where nothing fits with it."""
    kept = directory.vocabulary.spelt
    found = kept.get(raw)
    if found is None:
        script, plain = script_of(raw), plainly_written(raw)
        beginnings = (plain, *without_what_is_before(plain, script))
        found = next(filter(None, (_spelt(each, script, directory) for each in beginnings)), ())
        keep(kept, raw, found)
    return found


def _spelt(plain: str, script: str, directory: Directory) -> tuple[str, ...]:
    found: set[str] = set()
    for each in (plain, *without_ending(plain, script)):
        letters = letters_of(each, script)
        if len(letters) >= _SHORTEST:
            found |= spelt_up_to(letters, script, directory).get(len(letters), set())
    return tuple(sorted(found))


def spelt_up_to(letters: tuple[str, ...], script: str, directory: Directory) -> Ends:
    """The words of the directory that a beginning of the letters may spell, by where it ends."""
    letters = letters[:_LONGEST]
    found = _walk(letters, script, directory.words_with_beginning(""))
    found = {end: {word for word in words if not is_abbreviation(word, directory)} for end, words in found.items()}
    for end, names in _walk(letters, script, list(names_together(directory))).items():
        found.setdefault(end, set()).update(names)
    for end, names in _walk(letters, script, _first_names()).items():
        if called := {name for name in names if any(map(directory.ids_with, forms_of(name)))}:
            found.setdefault(end, set()).update(called)
    return found


def names_together(directory: Directory) -> dict[str, tuple[str, ...]]:
    """First names of several words, run together, in order: "minjun" is Min-jun. Not to be changed."""
    if not directory.together:
        names = (several for card in directory.cards(directory.of_several) for several in _several(card))
        directory.together.update(sorted([("", ()), *[("".join(several), several) for several in names]]))
    return directory.together


def _several(card: Card) -> Iterator[tuple[str, ...]]:
    """The first name of a person where it has several words, also of one whose surname stands first ("Bae Sung-ho")."""
    named = first_names(card)
    if len(named) > 1:
        yield named
    if named[0] in _korean() and card.surname:
        yield (*named[1:], *card.surname)


@cache
def _korean() -> frozenset[str]:
    return frozenset(name for spellings in surnames().values() for name in spellings)


def first_names(card: Card) -> tuple[str, ...]:
    """The words of a person's first name, without aliases."""
    written = words_of(card.entry.name) if card.person and len(card.given) > 1 else ()
    return tuple(word for word in card.given if word in written) or card.given[:1]


def is_abbreviation(word: str, directory: Directory) -> bool:
    """Whether a word is in the directory only as the initials of firms, which nobody spells by sound."""
    return all(word == card.acronym for card in directory.cards(directory.first_with(word)))


@cache
def _first_names() -> list[str]:
    """All first names that have other forms, in order."""
    return sorted(all_forms())


def _walk(letters: tuple[str, ...], script: str, words: Sequence[str]) -> Ends:
    unwritten = leaves_out_vowels(script)
    found: Ends = {}
    waiting = [(0, "", 0, len(words), False)]
    seen: set[tuple[int, str, bool]] = set()
    while waiting and len(seen) < _MOST_STEPS:
        place, spelt, low, high, read = waiting.pop()
        if place and not read:
            _note(found, place, spelt, low, high, words)
        if place == len(letters):
            continue
        following = list(_one_further(place, spelt, read, letters, script))
        if unwritten and place and not read and _may_have_a_vowel(place, spelt, letters, script):
            following += [(place, spelt + vowel, True) for vowel in _VOWELS]
        for step in following:
            if step in seen:
                continue
            seen.add(step)
            after, longer, reading = step
            first = bisect_left(words, longer, low, high)
            last = bisect_left(words, longer + AFTER_ALL, first, high)
            if first < last:
                waiting.append((after, longer, first, last, reading))
    return found


def _one_further(
    place: int, spelt: str, read: bool, letters: tuple[str, ...], script: str
) -> Iterator[tuple[int, str, bool]]:
    """What may be spelt with the next letter, or the next few; after a vowel that is only read, no other one."""
    ways, longest = ways_of(script)
    for many in range(1, min(longest, len(letters) - place) + 1):
        key = letters[place : place + many]
        own = ways.get((FIRST, *key)) if not place else ways.get((*key, LAST)) if place + many == len(letters) else None
        latin = key if many == 1 and key[0].isascii() else ()  # A Latin letter among others that look like it.
        for way in own or ways.get(key, latin):
            if read and way[:1] in _VOWELS:
                continue
            yield place + many, spelt + way, False
            if spelt and way[:1] in _CONSONANTS and way[:1] != way[1:2]:
                yield place + many, spelt + way[0] + way, False


def _may_have_a_vowel(place: int, spelt: str, letters: tuple[str, ...], script: str) -> bool:
    """Whether a vowel may be read behind a letter: a consonant, or one that is not always written."""
    ways, _ = ways_of(script)
    return spelt[-1:] not in _VOWELS or "" in ways.get((letters[place - 1],), ())


def _note(found: Ends, place: int, spelt: str, low: int, high: int, words: Sequence[str]) -> None:
    """Note a word that is spelt whole, with a silent e at its end too."""
    for word in (spelt, spelt + "e"):
        at = bisect_left(words, word, low, high)
        if at < high and words[at] == word and len(word) >= _SHORTEST:
            found.setdefault(place, set()).add(word)
