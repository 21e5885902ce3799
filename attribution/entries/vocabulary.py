"""The words of a directory, and which of them a typed word may be: misspelt, heard, inflected, run together.

One edit (two in long words) is found without comparing with every word: of a word cut into one piece more than
there are errors, at least one piece is intact, so the pieces are the keys (the pigeonhole of PASS-JOIN, Li, Deng,
Wang and Feng, VLDB 2012, with its bounds for the place of a piece).
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from jellyfish import metaphone
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from attribution.entries.keeping import keep
from attribution.tables import table

_SHORTEST = 4
"""Shorter words are compared letter for letter: "Ng" and "Ngo" are two names."""
_LONG = 8
"""From this length on two edits are a misspelling."""


_Words = tuple[str] | list[str]


class Fit(NamedTuple):
    """A word of the directory that one typed word fits, wherever it stands."""

    word: str
    how: str
    doubtful: bool = False


class Vocabulary:
    """Words with the keys by which a misspelt or misheard form finds them."""

    def __init__(self) -> None:
        # A key with one word has a tuple: most keys have one, and a list that may grow takes twice the memory.
        self._pieces: dict[str, _Words] = {}
        self._sounds: dict[str, _Words] = {}
        self._known: dict[str, list[tuple[str, int]]] = {}
        """The near words of what was asked for, kept until the words change."""
        self.spelt: dict[str, tuple[tuple[str, ...], int]] = {}
        """What words of other scripts may spell and what it took to find out, kept by ``entries.spelt`` until an entry
        changes."""

    def add(self, word: str) -> None:
        """Make a word findable; it must not be there already."""
        self._known.clear()
        for key in _keys(word):
            _put(self._pieces, key, word)
        if len(word) > 2:
            _put(self._sounds, sound(word), word)

    def discard(self, word: str) -> None:
        """Forget a word that was added."""
        self._known.clear()
        for key in _keys(word):
            _drop(self._pieces, key, word)
        if len(word) > 2:
            _drop(self._sounds, sound(word), word)

    def near(self, typed: str) -> list[tuple[str, int]]:
        """The words one edit away, or two in long words, with the number of edits; sorted, and not to be changed."""
        if len(typed) < _SHORTEST:
            return []
        near = self._known.get(typed)
        if near is None:
            near = keep(self._known, typed, self._near(typed))
        return near

    def _near(self, typed: str) -> list[tuple[str, int]]:
        allowed = 2 if len(typed) >= _LONG else 1
        found = extract(
            typed, self._near_candidates(typed), scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None
        )
        long = len(typed) >= _LONG
        near = {(int(edits), word) for word, edits, _ in found if edits == 1 or (edits and long and len(word) >= _LONG)}
        return [(word, edits) for edits, word in sorted(near)]

    def sounding_like(self, typed: str) -> list[str]:
        """The words with the same sound; sorted."""
        if len(typed) < 3:
            return []
        return sorted([word for word in self._sounds.get(sound(typed), ()) if word != typed])

    def _near_candidates(self, typed: str) -> list[str]:
        """The words that share a piece with what was typed; few share several and come more than once."""
        return list(chain.from_iterable(filter(None, map(self._pieces.get, _keys_of_neighbours(typed)))))


@lru_cache(maxsize=8_192)
def sound(word: str) -> str:
    """How a word sounds to an English ear: its metaphone, any vowel at the start counting as the same."""
    for letters, heard in _HEARD:
        if letters in word:
            word = word.replace(letters, heard)
    key = metaphone(word.removeprefix("p") if word.startswith("pf") else word)
    return "A" + key[1:] if key[:1] in "AEIOU" else key


_HEARD = (("ew", "u"), ("sz", "s"), ("ings", "ins"))
"""What an English ear does not tell apart, and metaphone does: Prewitt and Pruitt, Stallings and "Stallins"."""


def without_endings(typed: str) -> Iterator[str]:
    """What a word may be without its grammatical ending ("Nowickiej" is "Nowicka")."""
    endings = _endings_by_letter().get(typed[-1:], ())
    for ending, replacements in endings:
        if typed.endswith(ending) and len(typed) - len(ending) >= 3:
            for replacement in replacements:
                yield typed[: len(typed) - len(ending)] + replacement


@cache
def _endings_by_letter() -> dict[str, list[tuple[str, list[str]]]]:
    """The grammatical endings with what may stand there instead, by their last letter."""
    by_letter: dict[str, list[tuple[str, list[str]]]] = {}
    for ending, replacements in table("endings")["endings"].items():
        by_letter.setdefault(ending[-1:], []).append((ending, replacements))
    return by_letter


def other_spellings(typed: str) -> Iterator[str]:
    """The same word otherwise written: with or without a final s, and umlauts written out."""
    if typed.endswith("s") and len(typed) > 3:
        yield typed[:-1]
    elif len(typed) > 2:
        yield typed + "s"
    yield from table("endings")["short_forms"].get(typed, ())
    for pair, letter in (("ue", "u"), ("oe", "o"), ("ae", "a")):
        if pair in typed:
            yield typed.replace(pair, letter)


def _keys(word: str) -> Iterator[str]:
    length = len(word)
    if length < _SHORTEST:
        return
    count = _pieces_of(length)
    for piece in range(count):
        start, end = length * piece // count, length * (piece + 1) // count
        yield f"{length}{piece}{word[start:end]}"


def _keys_of_neighbours(typed: str) -> list[str]:
    size, middle = len(typed), len(typed) // 2
    keys = [f"{key}{typed[start:end]}" for key, start, end in _places_of_keys(size)]
    if size < _LONG:  # Two letters that changed places across the border of two pieces spoil both.
        keys.append(f"{size}0{typed[: middle - 1]}{typed[middle]}")
    return keys


@cache
def _places_of_keys(size: int) -> tuple[tuple[str, int, int], ...]:
    """Where the pieces of near words may stand in a word of this size, with the length and the piece of each."""
    places: list[tuple[str, int, int]] = []
    for length in range(max(_SHORTEST, size - 2), size + 3):
        count = _pieces_of(length)
        edits = count - 1
        if abs(length - size) > edits:
            continue
        for piece in range(count):
            start, end = length * piece // count, length * (piece + 1) // count
            # Every edit before an intact piece spoils another one, and so does every edit behind it. Only a change of
            # places across the border of two pieces spoils both: where letters repeat, it is found one place aside.
            behind = edits - piece
            low, high = max(-piece, size - length - behind), min(piece, size - length + behind)
            aside = 1 if size == length else 0
            for shift in range(min(low, -aside), max(high, aside) + 1):
                if start + shift >= 0 and end + shift <= size:
                    places.append((f"{length}{piece}", start + shift, end + shift))
    return tuple(places)


def _pieces_of(length: int) -> int:
    return 3 if length >= _LONG else 2


def _put(index: dict[str, _Words], key: str, word: str) -> None:
    words = index.get(key)
    if words is None:
        index[key] = (word,)
    elif isinstance(words, tuple):
        index[key] = [*words, word]
    else:
        words.append(word)


def _drop(index: dict[str, _Words], key: str, word: str) -> None:
    words = index.get(key)
    if words == (word,):
        del index[key]
    elif isinstance(words, list) and word in words:
        words.remove(word)
        if len(words) == 1:
            index[key] = (words[0],)
