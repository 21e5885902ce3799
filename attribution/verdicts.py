"""What clients say, in so many words, of which of several sources decided: "so put Ursula", "the Google one I'd say".

The shapes are data (``data/verdicts.toml``) and run over the folded words as one line, in which each place of a source
is a mark, so that whatever it is called, a shape finds it. A pronoun stands for whoever was named last.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from attribution.reading import Reading
from attribution.tables import table

Places = Sequence[tuple[int, int]]

HINT, SAID, LAST = 1, 2, 3
"""How plainly it is said: where nothing else is, in so many words, and as the last word on it."""
_MOST = 4
"""So many places at which one shape fits are looked at."""
_WORDS = 120
"""So many words of an answer are looked at."""
_PERSONS = frozenset({"he", "she", "they", "him", "her", "them", "who"})
_PRONOUN_BEFORE = (
    r"(?:\b(?P<p>he|she|they)"
    r"|(?:(?<=^)|(?<=\| )|(?<=, )|(?<=and )|(?<=but )|(?<=so )|(?<=> ))(?P<it>that|which|it|this))"
)
_PRONOUN_AFTER = r"(?:(?P<p>him|her|them)|(?P<it>that|that one|those)(?= ?(?:$|\|)))"
_WHOLE = {"hes": "he is", "shes": "she is", "theyre": "they are", "whos": "who is"}
_MARK = re.compile(r"@\d")
_NOTHING = re.compile(r"(?!)")
_CLAUSE_ENDS = re.compile(r"[,:()\[\]/|+–—;>]|(?:^|\s)-+(?:\s|$)")
_BACKGROUND = re.compile(r"\b(?:had|id|ive|have|been|used to) (?:\w+ ){0,2}?(?:seen|see|seeing|heard|noticed|passed)\b")
"""What was only seen for years is not what "but that was the push" speaks of."""


@dataclass(frozen=True, slots=True)
class _Shape:
    level: int
    pattern: re.Pattern[str]
    pronoun: re.Pattern[str]


@dataclass(slots=True)
class _Line:
    """The words as one line, and its marks: where they start and the numbers of their sources."""

    text: str
    marks: list[tuple[int, int]]


def verdicts_in(places: Sequence[Places], somebody: Sequence[bool], reading: Reading) -> Mapping[int, int]:
    """For each source of which it is said that it decided, by its number, how plainly; ``places`` are where each is
    named, ``somebody`` whether it is a person or a firm."""
    line = _line(places, reading)
    levels: dict[int, int] = {}
    for shape in _shapes():
        for match in islice(shape.pattern.finditer(line.text), _MOST):
            source = int(match.group("x"))
            levels[source] = max(levels.get(source, 0), shape.level)
        for match in islice(shape.pronoun.finditer(line.text), _MOST):
            meant = _meant(match, line, somebody)
            if meant is not None:
                levels[meant] = max(levels.get(meant, 0), min(shape.level, SAID))
    dismissed = {int(m.group("x")) for p in _dismissed() for m in islice(p.finditer(line.text), _MOST)}
    if not 0 < len(dismissed) < len(places):
        return levels
    if not levels:
        return {source: HINT for source in range(len(places)) if source not in dismissed}
    return {source: level for source, level in levels.items() if level == LAST or source not in dismissed}


def _meant(match: re.Match[str], line: _Line, somebody: Sequence[bool]) -> int | None:
    """Whom a pronoun stands for: whoever was named last before it; a person for "she", and for "but that ..." nothing
    that was only there for years."""
    group = "p" if match.groupdict().get("p") else "it"
    start, word = match.start(group), match.group(group)
    before = [(at, source) for at, source in line.marks if at < start]
    for at, source in reversed(before):
        if word in _PERSONS and not somebody[source]:
            continue
        between = line.text[at:start]
        aside = _BACKGROUND.search(line.text[:at].rsplit("|", 1)[-1])
        if aside and " but " in between and not somebody[source]:
            continue
        return source
    return None


def _line(places: Sequence[Places], reading: Reading) -> _Line:
    """The words of an answer with marks for sources, trades and the ends of clauses and sentences."""
    mark_at: dict[int, tuple[int, int]] = {}
    for source, own in enumerate(places):
        for start, end in own:
            mark_at.setdefault(start, (source, end))
    trades = _said_of_sources(places, reading)
    parts: list[str] = []
    place = 0
    total = min(len(reading.full), _WORDS)
    while place < total:
        before = reading.tokens[place].before
        joint = " " if place else ""
        if place and reading.sentence[place] != reading.sentence[place - 1]:
            joint = " | "
        elif ">" in before:
            joint = " > "
        elif place and _CLAUSE_ENDS.search(before):
            joint = " , "
        word, end = reading.full[place], place + 1
        if place in mark_at:
            source, end = mark_at[place]
            word = f"@{source}"
        elif place in trades:
            word = "~"
        else:
            word = _WHOLE.get(word, word)
        parts += [joint, word]
        place = max(end, place + 1)
    text = "".join(parts)
    if len(places) == _TWO:
        text = _by_place().sub(lambda found: _of_two(found.group("said"), places), text)
    return _Line(text, [(mark.start(), int(mark.group()[1:])) for mark in _MARK.finditer(text)])


def _said_of_sources(places: Sequence[Places], reading: Reading) -> set[int]:
    """The places of the trades that only say who somebody is ("Joe the plumber sealed it")."""
    ends = {end for own in places for _, end in own}
    found: set[int] = set()
    for low, high, _ in reading.trades:
        if low in ends or (low - 1 in ends and reading.words[low - 1] in _ARTICLES):
            found.update(range(low, high))
    return found


_ARTICLES = frozenset({"the", "a", "an", "my", "our", "from", "at", "of"})
_TWO = 2


def _of_two(said: str, places: Sequence[Places]) -> str:
    """The mark of the one of two that words mean by its place ("the latter")."""
    first, second = sorted(range(_TWO), key=lambda source: places[source][0])
    return f"@{(first, second)[table('verdicts')['by_place'][said]]}"


@cache
def _by_place() -> re.Pattern[str]:
    said = sorted(table("verdicts")["by_place"], key=len, reverse=True)
    return re.compile(rf"\b(?:the )?(?P<said>{'|'.join(said)})\b")


@cache
def _shapes() -> tuple[_Shape, ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[_Shape]:
    said = table("verdicts")["en"]
    for pattern in said["last"]["echo"]:
        yield _Shape(LAST, re.compile(pattern), _NOTHING)
    for pattern in said["said"]["again"]:
        yield _Shape(SAID, _NOTHING, _filled(pattern, ""))
    for name, level in (("last", LAST), ("said", SAID), ("hint", HINT)):
        for pattern in said[name].get("after", ()):
            beside = r"@(?P<x>\d)(?: (?:the|my|our|from|at|~|,)){0,5}?"
            yield _Shape(level, _filled(pattern, beside), _filled(pattern, _PRONOUN_BEFORE))
        for pattern in said[name].get("before", ()):
            yield _Shape(level, _filled(pattern, r"@(?P<x>\d)"), _filled(pattern, rf"\b{_PRONOUN_AFTER}"))


@cache
def _dismissed() -> tuple[re.Pattern[str], ...]:
    return tuple(_filled(pattern, "") for pattern in table("verdicts")["en"]["dismissed"])


def _filled(pattern: str, source: str) -> re.Pattern[str]:
    parts = {**table("verdicts")["parts"], "{x}": source}
    for name, meant in parts.items():
        pattern = pattern.replace(name, meant)
    return re.compile(pattern)
