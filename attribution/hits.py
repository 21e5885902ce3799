"""Which words of the directory the words of an answer fit, and how."""

from collections import Counter
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from attribution.directory import Directory
from attribution.korean import named_in_hangul
from attribution.nicknames import forms_of, written_otherwise
from attribution.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.tables import words
from attribution.text import is_other_script
from attribution.trades import generic_firm_words
from attribution.vocabulary import other_spellings, without_endings

_MOST_TYPED = 120
"""So many words of an answer are looked up for misspellings; the others letter for letter."""

_SHORTEST_PIECE = 3

_MOST_TIMES = 8
"""So often is one word of an answer looked up."""

QUALITY = {"exact": 3, "spelling": 3, "nickname": 2, "variant": 2, "sound": 2, "ending": 2, "joined": 3, "edit": 1}
"""How well a word fits: 3 letter for letter, 2 by another form or by ear, 1 misspelt."""


class Hit(NamedTuple):
    """The words at ``place`` (``length`` of them) fit ``word`` of the directory.

    ``doubtful`` says that what was typed is itself an ordinary name or word, so it may be meant as typed.
    """

    place: int
    length: int
    word: str
    how: str
    doubtful: bool = False

    @property
    def quality(self) -> int:
        """3 letter for letter, 2 by another form or by ear, 1 misspelt."""
        return QUALITY[self.how]


def hits_in(reading: Reading, directory: Directory) -> list[Hit]:
    """Every fit between the answer's words and the directory's, by place."""
    found: dict[tuple[int, int, str, bool], Hit] = {}
    times: Counter[str] = Counter()
    for place, word in enumerate(reading.words):
        times[word] += 1
        if place in reading.taken or reading.tokens[place].is_host or times[word] > _MOST_TIMES:
            continue
        for hit in (*_joined(place, reading, directory), *_at(place, word, reading, directory)):
            # A short form fits first names only, so it does not stand in for another way of fitting.
            key = (hit.place, hit.length, hit.word, hit.how == "nickname")
            if key not in found or found[key].quality < hit.quality:
                found[key] = hit
    return list(found.values())


def _at(place: int, word: str, reading: Reading, directory: Directory) -> list[Hit]:
    hits: list[Hit] = []
    if directory.ids_with(word):
        hits.append(Hit(place, 1, word, "exact"))
    if word in stop_words() or len(word) < 2:
        return hits
    full = reading.full[place]
    if full != word and directory.ids_with(full):
        hits.append(Hit(place, 1, full, "exact"))
    hits += [Hit(place, 1, w, "spelling") for w in other_spellings(full) if w != word and directory.ids_with(w)]
    # Most words are no first name and no surname of several spellings: what is empty needs no list.
    if forms := forms_of(word):
        hits += [Hit(place, 1, form, "nickname") for form in sorted(forms) if directory.ids_with(form)]
    if forms := written_otherwise(word):
        hits += [Hit(place, 1, w, "variant") for w in sorted(forms) if directory.ids_with(w)]
    if place < _MOST_TYPED and _may_be_misspelt(place, word, reading):
        known = {hit.word for hit in hits if hit.how != "nickname"}
        hits += [hit for hit in _misspelt(place, word, reading, directory) if hit.word not in known]
    return hits


def _may_be_misspelt(place: int, word: str, reading: Reading) -> bool:
    if len(word) < 3 or word.isdigit() or (word in generic_firm_words() and not reading.capital_inside(place)):
        return False
    if is_ordinary(word):
        # A word in capitals is stressed, not a name.
        return reading.capital_inside(place) and not reading.tokens[place].raw.isupper()
    return not is_a_word(word) or reading.tokens[place].capital or len(reading.words) <= 4


def _misspelt(place: int, word: str, reading: Reading, directory: Directory) -> list[Hit]:
    vocabulary = directory.vocabulary
    doubtful = word in words("surnames") or word in words("first_names") or is_a_word(word)
    # Another script has its own ways into Latin letters: what is close there is the same name.
    foreign = is_other_script(reading.tokens[place].raw)
    doubtful = doubtful and not foreign
    hits = []
    all_heard = vocabulary.sounding_like(word)
    for near, edits in vocabulary.near(word):
        alike = edits == 1 and near in all_heard
        if is_ordinary(near) and not alike:
            # "Balance" is not looked for behind every word that looks a little like it.
            continue
        hits.append(Hit(place, 1, near, "sound" if alike or foreign else "edit", doubtful))
    for heard in all_heard:
        close = min(len(word), len(heard)) > 2 and word[:1] in _same_start(heard[:1])
        if close and OSA.distance(word, heard) <= max(2, len(heard) // 2):
            hits.append(Hit(place, 1, heard, "sound" if foreign else "edit", doubtful))
    if len(word) == 3 and directory.ids_with(word + "e"):
        hits.append(Hit(place, 1, word + "e", "edit", doubtful))
    for stem in without_endings(word):
        if not doubtful and directory.ids_with(stem):
            hits.append(Hit(place, 1, stem, "ending"))
    return hits


_LIKE_STARTS = (
    {"c", "k", "q", "x"},
    {"s", "c", "z", "x"},
    {"f", "p", "v"},
    {"j", "g"},
    {"i", "y", "e", "a", "u", "o"},
    {"w", "v"},
)


@cache
def _same_start(first: str) -> frozenset[str]:
    return frozenset({first}).union(*(group for group in _LIKE_STARTS if first in group))


def _joined(place: int, reading: Reading, directory: Directory) -> list[Hit]:
    """Words that were run together or torn apart: "harbor view", "joeferrante"."""
    word = reading.words[place]
    hits = []
    if place + 1 < len(reading.words) and reading.sentence[place] == reading.sentence[place + 1]:
        whole = word + reading.words[place + 1]
        grammar = word in stop_words() and (len(word) > 2 or reading.words[place + 1] in stop_words())
        if len(whole) > 3 and directory.ids_with(whole) and not grammar:
            hits.append(Hit(place, 2, whole, "joined"))
    if not reading.tokens[place].raw.isascii():
        hits += [Hit(place, 1, part, "joined") for part in named_in_hangul(reading.tokens[place].raw, directory)]
    if len(word) >= 5 and not directory.ids_with(word) and not is_a_word(word):
        for cut in range(2, len(word) - 1):
            first, second = word[:cut], word[cut:]
            if {first, second} & stop_words() and min(len(first), len(second)) < _SHORTEST_PIECE:
                continue  # "Hutchinson" is not Hutchins on something.
            if directory.ids_with(first) and directory.ids_with(second):
                hits += [Hit(place, 1, first, "joined"), Hit(place, 1, second, "joined")]
    return hits
