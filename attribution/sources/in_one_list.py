"""Whether two names stand in one list ("Joe and Meera both told me"): what is said of the one is said of the other."""

from collections.abc import Sequence

from attribution.names.match import Match
from attribution.words.reading import Reading

_MARKS = frozenset(",+&/")
_OR = ("or", "o", "ou", "oder")
_JOINS = ("and", "n", "also", "plus", "both", "y", "et", "und", *_OR, "then", "&")


def is_listed(k: int, names: Sequence[Match], reading: Reading) -> bool:
    """Whether name ``k`` stands in one list with the name before or after it."""
    return any(_is_joined(first, second, _JOINS, reading, by_a_mark=True) for first, second in _neighbours(k, names))


def is_one_or_the_other(k: int, names: Sequence[Match], reading: Reading) -> bool:
    """Whether an "or" stands between name ``k`` and the name before or after it."""
    return any(_is_joined(first, second, _OR, reading, by_a_mark=False) for first, second in _neighbours(k, names))


def _neighbours(k: int, names: Sequence[Match]) -> list[tuple[Match, Match]]:
    others = [names[other] for other in (k - 1, k + 1) if 0 <= other < len(names)]
    return [(names[k], other) if names[k].start <= other.start else (other, names[k]) for other in others]


def _is_joined(first: Match, second: Match, joins: tuple[str, ...], reading: Reading, *, by_a_mark: bool) -> bool:
    between = reading.words[first.end : second.start]
    if not between:
        return by_a_mark and not _MARKS.isdisjoint(reading.tokens[second.start].before)
    return len(between) <= 3 and all(word in joins for word in between)
