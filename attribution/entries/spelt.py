"""Names of other scripts among Latin words: which words of a directory the letters of a name may spell.

The words stand in order, so that all that begin alike lie together. A name is walked letter by letter through the ways
in which each is written, as long as words are left that begin so: nothing is compared with every word.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_MOST_STEPS = 30_000
"""So many ways to go on are tried for all names of one answer: a bound, which answers do not come near."""
_LONGEST = 40
"""So many letters of a word are walked."""
_MOST_PLACES = 50
"""At so many letters of one answer names are spelt, in the scripts where they may begin at each."""
_SHORTEST = 2

Ends = dict[int, set[str]]
"""The words that the letters up to each place spell."""
Steps = tuple[tuple[int, str], ...]
"""Ways to go on from a place: where each ends, and what it spells."""


@dataclass(slots=True)
class Allowance:
    """How much may still be tried for the names of one answer.

    What an answer before found out takes as much as it took then: a decision does not depend on those before it.
    """

    steps: int = _MOST_STEPS
    places: int = _MOST_PLACES
    ends: dict[tuple[str, str, frozenset[int]], Ends] = field(default_factory=dict)
    """What letters of words that run together may spell, for where the same come again."""

    def take(self, steps: int) -> bool:
        """Whether so many steps may be taken; where they may not, nothing more is."""
        self.steps = self.steps - steps if steps <= self.steps else -1
        return self.steps >= 0

    def take_a_place(self) -> bool:
        """Whether names may be spelt at one letter more of words that run together."""
        self.places -= 1
        return self.places >= 0


def words_spelt(raw: str, directory: Directory, allowed: Allowance | None = None) -> tuple[str, ...]:
    """The words of the directory that a whole word of another script may be, and names that are short for them. Sorted;
    what is written together with a name is taken off only where nothing fits with it."""
    allowed = allowed or Allowance()
    kept = directory.vocabulary.spelt.get(raw)
    if kept is not None:
        return kept[0] if allowed.take(kept[1]) else ()
    script, plain, before = script_of(raw), plainly_written(raw), allowed.steps
    beginnings = (plain, *without_what_is_before(plain, script))
    found = next(filter(None, (_spelt(each, script, directory, allowed) for each in beginnings)), ())
    if allowed.steps < 0:
        return ()
    keep(directory.vocabulary.spelt, raw, (found, before - allowed.steps))
    return found


def _spelt(plain: str, script: str, directory: Directory, allowed: Allowance) -> tuple[str, ...]:
    found: set[str] = set()
    for each in (plain, *without_ending(plain, script)):
        letters = letters_of(each, script)
        if _SHORTEST <= len(letters) <= _LONGEST:
            whole = frozenset({len(letters)})
            found.update(*_spelt_up_to(letters, script, whole, directory, allowed).values())
    return tuple(sorted(found))


def spelt_from(rest: str, script: str, at: frozenset[int], directory: Directory, allowed: Allowance) -> Ends:
    """The words of the directory that may be spelt at the beginning of what is left of words that run together, as far
    as they end behind so many letters."""
    ends = allowed.ends.get((script, rest, at))
    if ends is None:
        ends = _spelt_up_to(letters_of(rest, script), script, at, directory, allowed)
        allowed.ends[script, rest, at] = ends
    return ends


def _spelt_up_to(
    letters: tuple[str, ...], script: str, at: frozenset[int], directory: Directory, allowed: Allowance
) -> Ends:
    """The words of the directory that a beginning of the letters may spell, by where it ends; none where that is more
    than is allowed."""
    name = _Name(letters[:_LONGEST], script, at)
    found = _walk(name, directory.words_with_beginning(""), allowed)
    found = {end: {word for word in words if not is_abbreviation(word, directory)} for end, words in found.items()}
    for end, names in _walk(name, names_together(directory)[0], allowed).items():
        found.setdefault(end, set()).update(names)
    for end, names in _walk(name, _first_names(), allowed).items():
        if called := {name for name in names if any(map(directory.ids_with, forms_of(name)))}:
            found.setdefault(end, set()).update(called)
    return found if allowed.steps >= 0 else {}


def names_together(directory: Directory) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """First names of several words, run together, in order, and their words: "minjun" is Min-jun; not to be changed."""
    in_order, of_words = directory.together
    if not in_order:
        names = (several for card in directory.cards(directory.of_several) for several in _several(card))
        of_words.update(("".join(several), several) for several in sorted(names))
        in_order.extend(sorted(("", *of_words)))
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


class _Name:
    """The letters of a name in their script, where a word may end, and what may be spelt from each place on."""

    def __init__(self, letters: tuple[str, ...], script: str, ends: frozenset[int]) -> None:
        self.letters, self.ends = letters, ends
        self.unwritten = leaves_out_vowels(script)
        self._ways, self._longest = ways_of(script)
        self._further: dict[int, tuple[Steps, Steps, Steps]] = {}

    def further(self, place: int, spelt: str, *, read: bool) -> Steps:
        """What may be spelt with the next letter, or the next few. Consonants may be doubled, but not at the beginning;
        after a vowel that is only read there is no other one."""
        known = self._further.get(place)
        if known is None:
            first = tuple(self._ways_from(place))
            double = ((end, way[0] + way) for end, way in first if way[:1] in _CONSONANTS and way[:1] != way[1:2])
            behind = (*first, *double)
            known = first, behind, tuple(step for step in behind if step[1][:1] not in _VOWELS)
            self._further[place] = known
        return known[2 if read else 1 if spelt else 0]

    def _ways_from(self, place: int) -> Iterator[tuple[int, str]]:
        ways, letters = self._ways, self.letters
        for end in range(place + 1, min(place + self._longest, len(letters)) + 1):
            key = letters[place:end]
            own = ways.get((FIRST, *key)) if not place else ways.get((*key, LAST)) if end == len(letters) else None
            latin = key if len(key) == 1 and key[0].isascii() else ()  # A Latin letter among others that look like it.
            for way in own or ways.get(key, latin):
                yield end, way

    def may_have_a_vowel(self, place: int, spelt: str) -> bool:
        """Whether a vowel may be read behind a letter: a consonant, or one that is not always written."""
        return spelt[-1:] not in _VOWELS or "" in self._ways.get((self.letters[place - 1],), ())


def _walk(name: _Name, words: Sequence[str], allowed: Allowance) -> Ends:
    found: Ends = {}
    waiting = [(0, "", 0, len(words), False)] if words else []
    seen: set[tuple[int, str]] = set()
    while waiting:
        place, spelt, low, high, read = waiting.pop()
        if place in name.ends and not read:
            _note(found, place, spelt, low, high, words)
        if place == len(name.letters):
            continue
        steps = name.further(place, spelt, read=read)
        if name.unwritten and place and not read and name.may_have_a_vowel(place, spelt):
            steps = (*steps, *((place, vowel) for vowel in _VOWELS))
        if not allowed.take(len(steps)):
            break
        lowest, highest = words[low][len(spelt) :], words[high - 1][len(spelt) :]
        for after, way in steps:
            if way > highest or (way < lowest and not lowest.startswith(way)):
                continue
            longer = spelt + way
            first = bisect_left(words, longer, low, high)
            if first < high and words[first].startswith(longer):
                reading = after == place
                if not reading:
                    if (after, longer) in seen:
                        continue
                    seen.add((after, longer))
                last = bisect_left(words, longer + AFTER_ALL, first, high)
                waiting.append((after, longer, first, last, reading))
    return found


def _note(found: Ends, place: int, spelt: str, low: int, high: int, words: Sequence[str]) -> None:
    """Note a word that is spelt whole, with a silent e at its end too; all from ``low`` to before ``high`` begin so."""
    silent = spelt + "e"
    at = bisect_left(words, silent, low, high)
    for word, place_of in ((spelt, low), (silent, at)):
        if place_of < high and words[place_of] == word and len(word) >= _SHORTEST:
            found.setdefault(place, set()).add(word)
