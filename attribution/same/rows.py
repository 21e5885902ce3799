"""Whether two rows of a directory may be one: why their names are alike, and the keys by which to find such pairs.

Nobody compares every row with every other: two names that are alike share a key, so that only rows of one key are.
"""

from collections.abc import Iterator

from jellyfish import metaphone
from rapidfuzz.distance import DamerauLevenshtein

from attribution.same.people import same_person, words_of_person
from attribution.words.nicknames import forms_of, may_be_called
from attribution.words.text import fold
from attribution.words.trades import empty_firm_words, generic_firm_words, trades_of

_LETTERS_A_SLIP = 7
"""A name of a business may have one letter otherwise in so many."""


def likeness(name: str, other: str, person: bool) -> str | None:
    """Why two names of people, or of businesses, may be one's, in plain words; None if they are not alike."""
    if fold(name) == fold(other):
        return "the same name"
    return _of_people(name, other) if person else _of_businesses(name, other)


def likeness_keys(name: str, person: bool) -> set[str]:
    """Keys of which two names that are alike have one in common."""
    folded = fold(name)
    return ({f"name {folded}"} if folded else set()) | set(_person_keys(name) if person else _business_keys(name))


def _of_people(name: str, other: str) -> str | None:
    words, others = words_of_person(name), words_of_person(other)
    if len(words) < 2 or len(others) < 2:
        return None
    if sorted(words) == sorted(others):
        return "the same words in another order" if words != others else "the same name but for a title"
    if not same_person(name, other):
        return None
    first, second = words[0], others[0]
    if first != second and 1 in (len(first), len(second)):
        return "the same name with an initial"
    if first != second and may_be_called(first, second):
        short, whole = sorted((first, second), key=lambda word: (len(word), word))
        return f"“{short.title()}” and “{whole.title()}” are forms of one first name"
    return "names that are spelt nearly alike"


def _of_businesses(name: str, other: str) -> str | None:
    words, others = _firm(name), _firm(other)
    if not words or not others:
        return None
    if sorted(words) == sorted(others):
        apart = _apart(fold(name).split(), fold(other).split())
        return f"the same name but for {apart}" if apart else "the same words in another order"
    for short, whole in ((words, other), (others, name)):
        if len(short) == 1 and len(_firm(whole)) >= 3 and short[0] == _initials(whole):
            return f"“{short[0].upper()}” are the initials of “{whole}”"
    trades, of_other = trades_of(name), trades_of(other)
    if (
        _telling(words)
        and sorted(_telling(words)) == sorted(_telling(others))
        and (trades == of_other or not trades or not of_other)
    ):
        return f"the same name but for {_apart(words, others)}"
    joined, beside = "".join(sorted(words)), "".join(sorted(others))
    slips = max(len(joined), len(beside)) // _LETTERS_A_SLIP
    if slips and DamerauLevenshtein.distance(joined, beside, score_cutoff=slips) <= slips:
        return "names that are spelt nearly alike"
    return None


def _of_one_trade(name: str, other: str) -> bool:
    trades, others = trades_of(name), trades_of(other)
    return not trades or not others or bool(trades & others)


def _person_keys(name: str) -> Iterator[str]:
    words = words_of_person(name)
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    for form in {first, *forms_of(first)}:
        yield "sound " + " ".join(sorted((metaphone(form), metaphone(last))))
    for one, two in ((first, last), (last, first)):
        # A transposed name has its first name last, which may be a short form there, too.
        yield f"initial {one[0]} {metaphone(two)}"
        yield f"begins {one} {two[:2]}"


def _business_keys(name: str) -> Iterator[str]:
    words = _firm(name)
    if not words:
        return
    yield "firm " + " ".join(sorted(words))
    if telling := _telling(words):
        yield "telling " + " ".join(sorted(telling))
    yield f"letters {words[0] if len(words) == 1 else _initials(name)}"
    for word in words:
        yield f"sound {metaphone(word)} {len(words)}"


def _firm(name: str) -> list[str]:
    empty = empty_firm_words()
    named = fold(name).split()
    return list(dict.fromkeys([word for word in named if word not in empty] or named))


def _telling(words: list[str]) -> list[str]:
    generic = generic_firm_words()
    return [word for word in words if word not in generic]


def _initials(name: str) -> str:
    return "".join(word[0] for word in _firm(name))


def _apart(words: list[str], others: list[str]) -> str:
    left = [word for word in (*words, *others) if (word in words) != (word in others)]
    return " and ".join(f"“{word.upper() if len(word) <= 3 else word.title()}”" for word in dict.fromkeys(left))
