"""Whether a client denies somebody the credit: "Joe reckons it was him but it wasn't", "Ann never said a word", "don't
thank Bob".

Whoever is denied it so plainly is neither credited nor asked about. The shapes are data (``data/denials.toml``) and run
over the words between the name and the next source, only where the words that they need stand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from attribution.names.match import Match
from attribution.tables import table
from attribution.words.reading import Reading

_MOST = 45
"""So many words after a name are looked at."""
_FEWEST = 2
"""So many words beside the name deny it at least."""
_BESIDE = 8
"""So many on either side of it say what is told to the firm: "don't thank ..."."""
_APPOSED = frozenset({"my", "our", "the", "a", "who", "is", "whos", "from", "at", "of"})
"""What stands between a name and a relation that says who it is ("Joe, my neighbour")."""
_ALL = frozenset({"everyone", "everybody", "anyone", "anybody", "people"})
_ELSEWHERE = frozenset(
    {"another", "regular", "medium", "ridden", "worked", "emptied", "shown", "used", "shunned", "turned up"}
)
"""Lists that are no denials."""
_Shapes = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """One list of shapes: some of ``words`` and some of ``also`` must stand in the answer."""

    words: frozenset[str]
    also: frozenset[str]
    shapes: dict[str, _Shapes]

    def may_stand(self, reading: Reading) -> bool:
        """Whether the words stand there without which none of the shapes fits."""
        return not (self.words.isdisjoint(reading.full) or self.also.isdisjoint(reading.full))


def is_denied_the_credit(
    match: Match, others: Sequence[tuple[int, int]], kin: Iterable[tuple[int, int]], reading: Reading
) -> bool:
    """Whether it is said in so many words that the one who is named did not send the client. ``others`` are all other
    names and media, ``kin`` the relations and roles: what is said after one of these is said of it."""
    lists = _that_may_stand(reading) if len(reading.words) - len(match.name) >= _FEWEST else {}
    if not lists:
        return False
    until = _until(match, others, kin, reading)
    negated = next((p for p in range(match.end, until) if reading.full[p] in _NEGATIONS), until + 1)
    if any(match.end <= cue.start and cue.end < negated for cue in reading.of("points", "strong_points")):
        # "Joe sent me, he never said a word about parking"; but "Joe claims he sent me".
        lists = {name: each for name, each in lists.items() if name in _SAID_ALL_THE_SAME}
    for name in ("around", "place"):
        beside = lists.pop(name, None)
        if beside is not None and not (name == "place" and match.card.person) and _stands_so(match, beside, reading):
            return True
    line = line_of(match.end, until, reading) if lists else ""
    return bool(line) and any(_says(name, each, line, match.end, reading) for name, each in lists.items())


def _that_may_stand(reading: Reading) -> dict[str, Denial]:
    """The lists of which the needed words stand there, in one walk over the words."""
    needs = _needs()
    there = 0
    for need in filter(None, map(needs.get, reading.full)):
        there |= need
    return {name: each for k, (name, each) in enumerate(_own()) if there >> 2 * k & _BOTH == _BOTH} if there else {}


@cache
def _own() -> tuple[tuple[str, Denial], ...]:
    return tuple((name, each) for name, each in denials().items() if name not in _ELSEWHERE)


@cache
def _needs() -> dict[str, int]:
    """For each word two bits of every list: whether it is among its words, and among those that are also needed."""
    needs: dict[str, int] = {}
    for k, (_, each) in enumerate(_own()):
        for bit, listed in enumerate((each.words, each.also)):
            for word in listed:
                needs[word] = needs.get(word, 0) | 1 << 2 * k + bit
    return needs


_BOTH = 3
_SAID_ALL_THE_SAME = frozenset({"claims", "place"})
"""Lists of what is said of somebody although words between speak of having sent the client."""
_NEGATIONS = frozenset(
    {"never", "nothing", "nowt", "no", "not", "dont", "didnt", "didnae", "doesnt", "wouldnt", "hasnt", "hadnt", "isnt"}
    | {"wasnt", "none", "cant", "wont", "shouldnt", "neednt"}
)


def is_where_somebody_drinks(match: Match, reading: Reading) -> bool:
    """Whether a business is only where somebody drinks: "Lee who drinks in the Anchor"."""
    regular = denials()["regular"]
    return not match.card.person and regular.may_stand(reading) and _stands_so(match, regular, reading)


def _stands_so(match: Match, around: Denial, reading: Reading) -> bool:
    low, high = reading.bounds(match.start)
    before = line_of(max(low, match.start - _BESIDE), match.start, reading)
    line = f"{before} @ {line_of(match.end, min(high, match.end + _BESIDE), reading)}"
    return any(shape.search(line) for shape in around.shapes["around"])


def _says(name: str, denial: Denial, line: str, start: int, reading: Reading) -> bool:
    found = next(filter(None, (shape.search(line) for shape in denial.shapes["after"])), None)
    if found is None:
        return False
    if name == "claims":
        return any(shape.search(line, found.start()) for shape in denial.shapes["answers"])
    if "instead" in denial.shapes:
        rest = line_of(start, start + _MOST, reading)[found.end() :]
        return not any(shape.search(rest) for shape in denial.shapes["instead"])
    return True


def _until(match: Match, others: Iterable[tuple[int, int]], kin: Iterable[tuple[int, int]], reading: Reading) -> int:
    """Where the words end that speak of this name: at the next source."""
    end = match.end
    told = (
        start
        for start, last in kin
        if start >= end
        and reading.words[last - 1] not in _ALL
        and not reading.tokens[last - 1].possessive
        and not _APPOSED.issuperset(reading.words[end:start])
    )
    return min(chain((start for start, _ in others if start >= end), told), default=len(reading.words))


def line_of(first: int, last: int, reading: Reading) -> str:
    """The words from ``first`` to before ``last`` with marks where sentences and clauses end."""
    parts = []
    last = min(last, len(reading.words))
    for place in range(first, min(last, first + _MOST)):
        if place and reading.sentence[place] != reading.sentence[place - 1]:
            parts.append("|")
        elif reading.tokens[place].before.strip():
            parts.append(",")
        parts.append(reading.full[place])
    if last < len(reading.tokens) and reading.tokens[last].before.strip():
        parts.append(",")
    return " ".join(parts)


@cache
def denials() -> dict[str, Denial]:
    """The lists of shapes by their names."""
    return {
        name: Denial(
            frozenset(row["words"]),
            frozenset(row["also"]),
            {key: tuple(map(_compiled, shapes)) for key, shapes in row.items() if key not in {"words", "also"}},
        )
        for name, row in table("denials").items()
        if name != "parts"
    }


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = table("denials")["parts"]
    while any(name in pattern for name in parts):
        for name, meant in parts.items():
            pattern = pattern.replace(name, meant)
    return re.compile(pattern)
