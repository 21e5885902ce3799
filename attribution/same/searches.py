"""When two search phrases are one search written in two ways: the key that both then share.

The order of the words, small words, singular or plural, American or British spelling and small misspellings make no
difference, each only where nothing else could be meant. The key is made of the phrase alone, so that neither the
order in which phrases come nor what else is known changes it. People may still judge otherwise; that is not for here.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from attribution.tables import table, words
from attribution.words.text import fold, fold_keyword
from attribution.words.trades import further_trade_words, trade_words

_SHORTEST_MISSPELT = 6
"""Shorter words have too many neighbours that are words too ("will", "bill")."""
_SHORTEST_PLURAL = 4
_MOST_WORDS = 40


def search_key(phrase: str) -> str:
    """What all ways to write one search have in common; blank if nothing is left of the phrase when folded."""
    written = fold_keyword(phrase).split()[:_MOST_WORDS]
    meant = [word for each in written for word in _meant(fold(each) or each).split()]
    if not _listed("ordered").isdisjoint(meant):
        return " ".join(meant)
    small = _listed("small")
    kept = [word for word in meant[:-1] if word not in small] + meant[-1:]
    return " ".join(sorted(kept))


@lru_cache(maxsize=16_384)
def _meant(word: str) -> str:
    """The word that a written one stands for: spelt right, in the singular, in the British way."""
    listed = table("same_search")
    word = listed["misspelt"].get(word) or _spelt_right(word)
    word = listed["spellings"].get(word, word)
    singular = _singular(word)
    meant: str = listed["spellings"].get(singular, singular)
    return meant


def _spelt_right(word: str) -> str:
    """The one word of trades that is a letter away; a word or a name that is known is never taken for another."""
    if len(word) < _SHORTEST_MISSPELT - 1 or is_known(word):
        return word
    near = {right for rest in (word, *_shortened(word)) for right in _neighbours().get(rest, ())}
    right = [each for each in near if each[0] == word[0] and _one_letter_apart(word, each)]
    return right[0] if len(right) == 1 else word


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word in _listed("other_plurals") or (word not in trade_words() and _is_name(word)):
        return word
    return next((each for each in _singulars(word) if _is_word(each)), word)


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        yield word[:-2]
    yield word[:-1]


def _is_word(word: str) -> bool:
    listed = word in words("ordinary_words") or word in words("further_words")
    return listed or (word in trade_words() and not _is_a_slip(word))


def _is_a_slip(word: str) -> bool:
    """Whether a word of a trade is listed only because many misspell another so ("plumbr")."""
    if word not in further_trade_words():
        return False
    near = (right for key in {word, *_shortened(word)} for right in _neighbours().get(key, ()))
    return any(right.removesuffix("s") != word.removesuffix("s") and _one_letter_apart(word, right) for right in near)


def _is_name(word: str) -> bool:
    return word in words("surnames") or word in words("first_names")


def is_known(word: str) -> bool:
    """Whether a folded word is one of the language or of a trade, or a name that is known."""
    return _is_word(word) or _is_name(word)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("same_search")[name]["words"])


@cache
def _neighbours() -> dict[str, list[str]]:
    """Each word that misspellings may stand for, under itself and under all that one letter less makes of it."""
    english = words("ordinary_words").keys() | words("further_words").keys()
    right = {word for word in trade_words() if len(word) >= _SHORTEST_MISSPELT and word in english}
    found: dict[str, list[str]] = {}
    for word in sorted(right | _listed("spelt_right")):
        for rest in {word, *_shortened(word)}:
            found.setdefault(rest, []).append(word)
    return found


def _shortened(word: str) -> Iterator[str]:
    """The word without one of its letters, each in turn; the first stays, because few misspell it."""
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is missing, too many or another, or two neighbours are exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return shorter in set(_shortened(longer))
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )
