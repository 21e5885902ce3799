"""How media are spelt in answers: by their first word, and run together for those that may be misspelt."""

from collections.abc import Sequence
from functools import cache

from attribution.entries.directory import Directory
from attribution.entries.vocabulary import Vocabulary
from attribution.model import Kind
from attribution.tables import table, words
from attribution.words.media import Medium, all_media
from attribution.words.reading import stop_words
from attribution.words.text import fold

BEGINNING = 2
"""So many letters at the beginning of a name are hardly ever misspelt."""


Spelling = tuple[tuple[str, ...], Medium, bool]
"""The words of a name, the medium, and whether it needs a cue."""


def longest_first(spelling: Spelling) -> tuple[int, tuple[str, ...]]:
    """The order in which the spellings with one first word are tried."""
    return -len(spelling[0]), spelling[0]


@cache
def phrases() -> dict[str, list[Spelling]]:
    """By first word: spellings of media, the longest first, and whether they need a cue."""
    index: dict[str, list[Spelling]] = {}
    seen: set[tuple[str, ...]] = set()
    for medium in all_media():
        for spellings, careful in ((medium.spellings, False), (medium.says_carefully, True)):
            for spelling in spellings:
                phrase = tuple(fold(spelling).split())
                if (
                    phrase
                    and phrase not in seen
                    and not (len(phrase) == 1 and phrase[0] in _NEVER_ALONE and not careful)
                ):
                    seen.add(phrase)
                    index.setdefault(phrase[0], []).append((phrase, medium, careful))
    for listed in index.values():
        listed.sort(key=longest_first)
    return index


@cache
def by_two_words() -> dict[str, dict[str, list[Spelling]]]:
    """The same by first and by second word, "" for names of one: most words that begin a name begin several."""
    index: dict[str, dict[str, list[Spelling]]] = {}
    for first, listed in phrases().items():
        for spelling in listed:
            second = spelling[0][1] if len(spelling[0]) > 1 else ""
            index.setdefault(first, {}).setdefault(second, []).append(spelling)
    return index


def is_a_medium_alone(word: str) -> bool:
    """Whether a word alone names a medium; of who lists firms, a firm of that name comes before."""
    return any(not medium.lists for _, medium, _ in by_two_words().get(word, {}).get("", ()))


def begins_a_medium(word: str) -> bool:
    """Whether a word begins the name of a medium, other than of who lists firms."""
    return any(not medium.lists for _, medium, _ in phrases().get(word, ()))


_NEVER_ALONE = frozenset(table("mentions")["never_alone"])


def may_be_near(glued: str) -> bool:
    """Whether a long name of a medium may be one letter away: a cheap look that spares nearly all words the close one.

    One wrong letter, or two that changed places, leave either the first or the last letters of a name as they are.
    """
    first, last = _ends_of_long()
    return len(glued) in first.get(glued[:_END], ()) or len(glued) in last.get(glued[-_END:], ())


def begins_a_long_one(words: Sequence[str], place: int) -> bool:
    """Whether a long name of a medium may begin with the word at a place, as far as the first letters tell that stand
    there, of the words after a short one too."""
    first = words[place] if len(words[place]) >= _END else "".join(words[place : place + _END])
    return len(first) < _END or first[:_END] in _ends_of_long()[0]


_END = 3


@cache
def _ends_of_long() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """How many letters may stand where the first, or the last, letters of a long name do."""
    first: dict[str, set[int]] = {}
    last: dict[str, set[int]] = {}
    for name in long_spellings()[1]:
        lengths = range(len(name) - 1, len(name) + 2)
        first.setdefault(name[:_END], set()).update(lengths)
        last.setdefault(name[-_END:], set()).update(lengths)
        if len(name) <= 2 * _END:
            # Letters that are neither among the first nor among the last may change places.
            first.setdefault(name[: _END - 1] + name[_END], set()).add(len(name))
    return first, last


def is_nearly_a_first_name(word: str, directory: Directory) -> bool:
    """Whether a misspelt word may be a first name as well as a medium: "Shirly" is Shirley, and not Shiply."""
    if _first_names().near(word):
        return True
    near = (name for name, _ in directory.vocabulary.near(word))
    return any(name in card.given for name in near for card in directory.cards(directory.first_with(name)))


@cache
def _first_names() -> Vocabulary:
    vocabulary = Vocabulary()
    for name in words("first_names"):
        vocabulary.add(name)
    return vocabulary


_LONG_OF_A_LISTER = 12
"""So many letters must the name of an insurer or a body have to be known misspelt: many are made of plain words."""
_NEVER_MISSPELT = frozenset(table("mentions")["never_misspelt"])


@cache
def long_spellings() -> tuple[Vocabulary, dict[str, Medium], frozenset[str]]:
    """Names of media that are long enough to be known misspelt, their words run together, and how they begin."""
    vocabulary = Vocabulary()
    media: dict[str, Medium] = {}
    for listed in phrases().values():
        for phrase, medium, careful in listed:
            glued = "".join(phrase)
            ordinary = len(phrase) > 1 and (medium.kind is Kind.ADVERTISEMENT or phrase[0] in stop_words())
            short = medium.lists and len(glued) < _LONG_OF_A_LISTER
            if glued in _NEVER_MISSPELT or phrase[0] == "ai" or short or _is_a_channel(glued, medium):
                continue
            if not careful and not ordinary and len(phrase) <= 3 and len(glued) >= 6 and glued not in media:
                vocabulary.add(glued)
                media[glued] = medium
    return vocabulary, media, frozenset(name[:BEGINNING] for name in media)


def _is_a_channel(glued: str, medium: Medium) -> bool:
    """Whether it is a station by a word and a number, one letter from which stands the word ("Denver7")."""
    return medium.kind is Kind.ADVERTISEMENT and any(letter.isdigit() for letter in glued)
