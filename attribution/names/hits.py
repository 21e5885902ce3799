"""Which words of the directory the words of an answer fit, and how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from attribution.entries.directory import Directory
from attribution.entries.keeping import keep
from attribution.entries.spelt import is_abbreviation
from attribution.entries.vocabulary import Fit, Vocabulary, other_spellings, without_endings
from attribution.tables import words
from attribution.words.named_like_grammar import is_a_name_here, is_before_a_surname, is_named_like_grammar
from attribution.words.nicknames import all_forms, forms_of, written_otherwise
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.text import is_other_script
from attribution.words.trades import generic_firm_words, short_titles

_MOST_TYPED = 120
"""So many words of an answer are looked up for misspellings; the others letter for letter."""

_SHORTEST_PIECE = 3
_SHORTEST_TORN = 4
_SHORTEST_BY_EAR = 5

_MOST_TIMES = 8
"""So often is one word of an answer looked up."""

_MOST_KEPT = 8_192
"""Of so many words a directory keeps what they fit."""

QUALITY = {"exact": 3, "spelling": 3, "nickname": 2, "variant": 2, "sound": 2, "ending": 2, "joined": 3, "edit": 1}
"""How well a word fits: 3 letter for letter, 2 by another form or by ear, 1 misspelt."""


@dataclass(slots=True)
class Hit:
    """The words at ``place`` (``length`` of them) fit ``word`` of the directory.

    ``quality`` is 3 letter for letter, 2 by another form or by ear, 1 misspelt. ``doubtful`` says that what was typed
    is itself an ordinary name or word, so it may be meant as typed. It is never changed.
    """

    place: int
    length: int
    word: str
    how: str
    quality: int
    doubtful: bool = False


def hits_in(reading: Reading, directory: Directory) -> list[Hit]:
    """Every fit between the answer's words and the directory's, by place."""
    hits: list[Hit] = []
    times: dict[str, int] = {}
    stops = stop_words()
    for place, (word, full, token) in enumerate(zip(reading.words, reading.full, reading.tokens, strict=True)):
        times[word] = times.get(word, 0) + 1
        if place in reading.taken or token.is_host or times[word] > _MOST_TIMES:
            continue
        if place in reading.spelt:
            hits += _spelt(place, reading.spelt[place], directory)
            continue
        stopped, raw = word in stops, token.raw
        # Grammar stands beside any word, and is never misspelt.
        if not (stopped and len(word) > 2) and (whole := _with_the_next(place, word, reading, directory)) is not None:
            hits.append(Hit(place, 2, whole, "joined", QUALITY["joined"]))
        typed = not stopped and place < _MOST_TYPED and _may_be_misspelt(place, word, reading)
        typed = typed and place not in reading.unspelt
        fits = _fits_of(word, full, typed, typed and is_other_script(raw), directory)
        if typed and all(fit.how == "nickname" for fit in fits):
            fits = (*fits, *_beside(place, reading, directory))
        if place in reading.unspelt:
            fits = tuple(fit for fit in fits if not is_abbreviation(fit.word, directory))
        if stopped and is_named_like_grammar(word) and (called := _called(place, word, reading, directory)):
            fits = _each_once((*fits, *called))
        for near, how, doubtful in fits:
            hits.append(Hit(place, 1, near, how, QUALITY[how], doubtful))
    return hits


def _spelt(place: int, names: tuple[str, ...], directory: Directory) -> Iterator[Hit]:
    """The words of the directory that a name in another script may be, and what each is short for."""
    for name in names:
        if directory.ids_with(name):
            yield Hit(place, 1, name, "exact", QUALITY["exact"])
    for form in sorted({form for name in names for form in forms_of(name)}):
        if directory.ids_with(form):
            yield Hit(place, 1, form, "nickname", QUALITY["nickname"])


def _called(place: int, word: str, reading: Reading, directory: Directory) -> list[Fit]:
    """The first names that a word of grammar is short for, where it stands as a name ("Les Garbutt" is Leslie)."""
    forms = sorted(form for form in forms_of(word) if directory.ids_with(form))
    if not forms:
        return []
    whole = place + 1 < len(reading.words) and is_before_a_surname(place, reading)
    whole = whole and bool(directory.ids_with(reading.words[place + 1]))
    return [Fit(form, "nickname") for form in forms] if whole or is_a_name_here(place, reading) else []


def _fits_of(word: str, full: str, typed: bool, foreign: bool, directory: Directory) -> tuple[Fit, ...]:
    """What one word fits; the same names and words come again and again, so the directory keeps what was found.

    ``typed`` says whether it is looked up for misspellings too, ``foreign`` whether it was in another script.
    """
    known = directory.fits
    key = (word, full, typed, foreign)
    fits = known.get(key)
    if fits is None:
        alone = _fits(word, full, typed, foreign, directory)
        fits = keep(known, key, _each_once((*_run_together(word, directory), *alone)), _MOST_KEPT)
    return fits


def _each_once(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Each word of the directory once, by the way it fits best.

    A short form fits first names only, so it does not stand in for another way of fitting.
    """
    found: dict[tuple[str, bool], Fit] = {}
    for fit in fits:
        key = (fit.word, fit.how == "nickname")
        if key not in found or QUALITY[found[key].how] < QUALITY[fit.how]:
            found[key] = fit
    return tuple(found.values())


def _fits(word: str, full: str, typed: bool, foreign: bool, directory: Directory) -> list[Fit]:
    fits: list[Fit] = []
    if directory.ids_with(word):
        fits.append(Fit(word, "exact"))
    if word in stop_words() or len(word) < 2:
        return fits
    if full != word and directory.ids_with(full):
        fits.append(Fit(full, "exact"))
    fits += [Fit(w, "spelling") for w in other_spellings(full) if w != word and directory.ids_with(w)]
    if len(full) == _SHORTEST_PIECE and full[-1] == "s" and not is_a_word(full) and directory.ids_with(full[:-1]):
        fits.append(Fit(full[:-1], "spelling"))  # "Big Als" is Big Al's.
    forms = forms_of(word)
    if typed and not (fits or forms) and len(word) >= _SHORTEST_BY_EAR and not is_a_word(word):
        forms = frozenset[str]() if _is_listed(word) else frozenset().union(*map(forms_of, _near_names(word)))
    fits += [Fit(form, "nickname") for form in sorted(forms) if directory.ids_with(form)]
    fits += [Fit(w, "variant") for w in sorted(written_otherwise(word)) if directory.ids_with(w)]
    if typed:
        known = {fit.word for fit in fits if fit.how != "nickname"}
        fits += [fit for fit in _misspelt(word, foreign, directory) if fit.word not in known]
    return fits


def _is_listed(word: str) -> bool:
    return word in words("first_names") or word in words("surnames")


def _near_names(word: str) -> list[str]:
    """The spellings by ear that a word is a slip for: "Shavonn" is Shavon, and so Siobhan."""
    return [near for near, edits in _called_so().near(word) if edits == 1 and near[0] == word[0]]


@cache
def _called_so() -> Vocabulary:
    vocabulary = Vocabulary()
    for name in sorted(all_forms()):
        if len(name) >= _SHORTEST_BY_EAR and not _is_listed(name):
            vocabulary.add(name)
    return vocabulary


def _may_be_misspelt(place: int, word: str, reading: Reading) -> bool:
    if len(word) < 3 or word.isdigit() or word in short_titles():
        return False
    if word in generic_firm_words() and not reading.capital_inside(place):
        return False
    if is_ordinary(word):
        # A word in capitals is stressed, not a name.
        return reading.capital_inside(place) and not reading.tokens[place].raw.isupper()
    return not is_a_word(word) or reading.tokens[place].capital or len(reading.words) <= 4


def _beside(place: int, reading: Reading, directory: Directory) -> list[Fit]:
    """The ordinary words that a misspelt one may be, because an entry that has them has the word beside it as well:
    "Terry Rpman" is Terry Roman, and "Libery Park" is Liberty Park."""
    word = reading.words[place]
    if is_a_word(word):
        return []
    beside = [
        directory.ids_with(reading.words[other])
        for other in (place - 1, place + 1)
        if 0 <= other < len(reading.words) and reading.clause[other] == reading.clause[place]
    ]
    near = directory.vocabulary.near(word) if any(beside) else ()
    found = ((word, directory.ids_with(word)) for word, _ in near if is_ordinary(word))
    return [Fit(word, "edit") for word, ids in found if not all(map(ids.isdisjoint, beside))]


def _misspelt(word: str, foreign: bool, directory: Directory) -> list[Fit]:
    vocabulary = directory.vocabulary
    doubtful = word in words("surnames") or word in words("first_names") or is_a_word(word)
    # Another script has its own ways into Latin letters: what is close there is the same name.
    doubtful = doubtful and not foreign
    fits = []
    all_heard = vocabulary.sounding_like(word)
    for near, edits in vocabulary.near(word):
        alike = edits == 1 and near in all_heard and not _is_a_slip(word, near)
        if is_ordinary(near) and not alike:
            # "Balance" is not looked for behind every word that looks a little like it.
            continue
        fits.append(Fit(near, "sound" if alike or foreign else "edit", doubtful))
    for heard in all_heard:
        close = min(len(word), len(heard)) > 2 and word[:1] in _same_start(heard[:1])
        if close and OSA.distance(word, heard) <= max(2, len(heard) // 2):
            fits.append(Fit(heard, "sound" if foreign else "edit", doubtful))
    if len(word) == 3 and directory.ids_with(word + "e"):
        fits.append(Fit(word + "e", "edit", doubtful))
    for stem in without_endings(word):
        if not doubtful and directory.ids_with(stem):
            fits.append(Fit(stem, "ending"))
    return fits


def _is_a_slip(typed: str, own: str) -> bool:
    """Whether two letters changed places, by a slip of the hand that nobody hears as the name: "Firth" and "Frith"
    sound apart, "Adelstien" and "Adelstein" do not."""
    if sorted(typed) != sorted(own):
        return False
    return not _VOWELS.issuperset(letter for letter, right in zip(typed, own, strict=True) if letter != right)


_VOWELS = frozenset("aeiouy")
_LIKE_STARTS = (
    {"c", "k", "q", "x"},
    {"s", "c", "z", "x"},
    {"f", "p", "v"},
    {"j", "g"},
    {"i", "y", "e", "a", "u", "o"},
    {"w", "v"},
    {"w", "r"},
    {"k", "n", "g"},
)


@cache
def _same_start(first: str) -> frozenset[str]:
    return frozenset({first}).union(*(group for group in _LIKE_STARTS if first in group))


def _with_the_next(place: int, word: str, reading: Reading, directory: Directory) -> str | None:
    """A word of the directory that was torn apart: "harbor view"."""
    if place + 1 >= len(reading.words) or reading.sentence[place] != reading.sentence[place + 1]:
        return None
    following = reading.words[place + 1]
    if word in stop_words() and following in stop_words():
        return None
    whole = word + following
    return whole if len(whole) >= _SHORTEST_TORN and directory.ids_with(whole) else None


def _run_together(word: str, directory: Directory) -> list[Fit]:
    """The words of the directory that were run together: "joeferrante"."""
    fits: list[Fit] = []
    if len(word) >= 5 and not directory.ids_with(word) and not is_a_word(word):
        for cut in range(2, len(word) - 1):
            first, second = word[:cut], word[cut:]
            if not (directory.ids_with(first) and directory.ids_with(second)):
                continue
            if min(len(first), len(second)) >= _SHORTEST_PIECE or stop_words().isdisjoint((first, second)):
                fits += [Fit(first, "joined"), Fit(second, "joined")]  # "Hutchinson" is not Hutchins on something.
    return fits
