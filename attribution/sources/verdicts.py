"""What clients say, in so many words, of which of several sources decided: "so put Ursula", "the Google one I'd say".

The shapes are data (``data/verdicts.toml``) and run over the folded words as one line, in which each place of a source
is a mark, so that whatever it is called, a shape finds it. A pronoun stands for whoever was named last.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from attribution.tables import table
from attribution.words.reading import Reading

Places = Sequence[tuple[int, int]]

HINT, SAID, LAST = 1, 2, 3
"""How plainly it is said: where nothing else is, in so many words, and as the last word on it."""
_MOST = 4
"""So many places at which one shape fits are looked at."""
_WORDS = 120
"""So many words of an answer are looked at."""
_PERSONS = frozenset({"he", "she", "they", "him", "her", "them", "who"})
_SUBJECT = re.compile(
    r"\b(?:he|she|they)\b|(?:(?<=^)|(?<=\| )|(?<=, )|(?<=and )|(?<=but )|(?<=so )|(?<=> ))(?:that|which|it|this)\b"
)
"""A pronoun that may stand where a source does what is said: things only where a clause begins."""
_OBJECT = re.compile(r"\b(?:(?:him|her|them)\b|(?:that one|that|those)(?= ?(?:$|\|)))")
_PRONOUN = r"&(?P<p>[a-z]+)(?: one\b)?"
_WHOLE = {"hes": "he is", "shes": "she is", "theyre": "they are", "whos": "who is"}
_MARK = re.compile(r"@\d")
_NOTHING = re.compile(r"(?!)")
_CLAUSE_ENDS = re.compile(r"[,:()\[\]/|+–—;>]|(?:^|\s)-+(?:\s|$)")
_BACKGROUND = re.compile(r"\b(?:had|id|ive|have|been|used to) (?:\w+ ){0,2}?(?:seen|see|seeing|heard|noticed|passed)\b")
"""What was only seen for years is not what "but that was the push" speaks of."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """One shape with a source in it; with a pronoun in its place it is looked for where ``pronouns`` are marked."""

    level: int
    pattern: re.Pattern[str]
    pronoun: re.Pattern[str]
    pronouns: re.Pattern[str]


def verdicts_in(places: Sequence[Places], somebody: Sequence[bool], reading: Reading) -> Mapping[int, int]:
    """For each source of which it is said that it decided, by its number, how plainly; ``places`` are where each is
    named, ``somebody`` whether it is a person or a firm."""
    line = _line(places, reading)
    return _levels(line, tuple(somebody))


@lru_cache(maxsize=256)
def _levels(line: str, somebody: tuple[bool, ...]) -> Mapping[int, int]:
    levels: dict[int, int] = {}
    marked = {pronouns: pronouns.sub(r"&\g<0>", line) for pronouns in (_SUBJECT, _OBJECT)}
    marked[_NOTHING] = line
    for shape in _shapes():
        for match in islice(shape.pattern.finditer(line), _MOST):
            source = int(match.group("x"))
            levels[source] = max(levels.get(source, 0), shape.level)
        text = marked[shape.pronouns]
        if "&" not in text and shape.pronouns is not _NOTHING:
            continue
        for match in islice(shape.pronoun.finditer(text), _MOST):
            meant = _meant(match.group("p"), text[: match.start("p")], somebody)
            if meant is not None:
                levels[meant] = max(levels.get(meant, 0), min(shape.level, SAID))
    dismissed = {int(m.group("x")) for p in _dismissed() for m in islice(p.finditer(line), _MOST)}
    if not 0 < len(dismissed) < len(somebody):
        return levels
    if not levels:
        return {source: HINT for source in range(len(somebody)) if source not in dismissed}
    return {source: level for source, level in levels.items() if level == LAST or source not in dismissed}


def _meant(word: str, before: str, somebody: Sequence[bool]) -> int | None:
    """Whom a pronoun stands for: whoever was named last before it; a person for "she", and for "but that ..." nothing
    that was only there for years."""
    for mark in reversed(list(_MARK.finditer(before))):
        source = int(mark.group()[1:])
        if word in _PERSONS and not somebody[source]:
            continue
        aside = _BACKGROUND.search(before[: mark.start()].rsplit("|", 1)[-1])
        if aside and " but " in before[mark.start() :] and not somebody[source]:
            continue
        return source
    return None


def _line(places: Sequence[Places], reading: Reading) -> str:
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
    return text


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
        yield _Shape(LAST, re.compile(pattern), _NOTHING, _NOTHING)
    for pattern in said["said"]["again"]:
        yield _Shape(SAID, _NOTHING, _filled(pattern, ""), _NOTHING)
    beside = r"@(?P<x>\d)(?: (?:the|my|our|from|at|~|,)){0,5}?"
    for name, level in (("last", LAST), ("said", SAID), ("hint", HINT)):
        for pattern in said[name].get("after", ()):
            yield _Shape(level, _filled(pattern, beside), _filled(pattern, _PRONOUN), _SUBJECT)
        for pattern in said[name].get("before", ()):
            yield _Shape(level, _filled(pattern, r"@(?P<x>\d)"), _filled(pattern, _PRONOUN), _OBJECT)


@cache
def _dismissed() -> tuple[re.Pattern[str], ...]:
    return tuple(_filled(pattern, "") for pattern in table("verdicts")["en"]["dismissed"])


def _filled(pattern: str, source: str) -> re.Pattern[str]:
    parts = {**table("verdicts")["parts"], "{x}": source}
    for name, meant in parts.items():
        pattern = pattern.replace(name, meant)
    return re.compile(pattern)
