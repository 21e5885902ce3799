"""Sources that a whole turn of phrase tells: "heard you on ...", "your board outside a house", "you did our roof".

The expressions are data and run over the folded words of an answer as one line, so that no spelling, accent or
punctuation is in their way; a saying is tried only where one of its words stands in the answer.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from operator import add

from attribution.model import Kind
from attribution.tables import table
from attribution.words.media import Medium, all_media, medium_called
from attribution.words.text import Token, fold

_COMMENT = re.compile(r"\(\?#([^)]*)\)")
_NAME = re.compile(r"\(\?P<name>")
_MOST = 6
"""So many places at which one expression fits are looked at."""


@dataclass(frozen=True, slots=True)
class Said:
    """A saying over the words ``start`` to ``end`` (half open): of a known medium, or of a role of cue words."""

    start: int
    end: int
    medium: Medium | None
    role: str


@dataclass(frozen=True, slots=True)
class _Saying:
    words: frozenset[str]
    endings: tuple[str, ...]
    patterns: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    """The expressions, each with the parts of the line of which it asks for one in a comment at its beginning."""
    together: re.Pattern[str]
    """Those that ask for none as one expression: where it fits nowhere, as mostly, none of them needs to be tried."""
    medium: Medium | None
    role: str
    shouted: bool


def sayings_in(tokens: Sequence[Token], full: Sequence[str], sentence: Sequence[int]) -> list[Said]:
    """Every saying in the words, by place and the longest first; ``full`` are the folded words of the tokens."""
    present = set(full)
    tried = _that_may_stand(present)
    if not tried:
        return []
    joints = _joints(tokens, sentence)
    line = "".join(map(add, joints, full))
    found: list[Said] = []
    for saying in tried:
        fits = saying.together.search(line) is not None
        for needed, pattern in saying.patterns:
            if not (any(map(line.__contains__, needed)) if needed else fits):
                continue
            for match in islice(pattern.finditer(line), _MOST):
                said = _said(saying, match, tokens, _starts(joints, full))
                if said is not None:
                    found.append(said)
    return sorted(found, key=lambda said: (said.start, -said.end))


def _that_may_stand(present: set[str]) -> list[_Saying]:
    """The sayings of which a word, or a word with one of their endings, is there; in the order of the table."""
    by_word, by_ending = _places()
    tried = {place for word in by_word.keys() & present for place in by_word[word]}
    line = f"{' '.join(present)} "
    for place, endings in by_ending:
        if place not in tried and any(map(line.__contains__, endings)):
            tried.add(place)
    return [_sayings()[place] for place in sorted(tried)]


@cache
def _places() -> tuple[dict[str, list[int]], list[tuple[int, tuple[str, ...]]]]:
    """The places of the sayings by each of their words, and of those that have endings, with a space after each."""
    by_word: dict[str, list[int]] = {}
    for place, saying in enumerate(_sayings()):
        for word in saying.words:
            by_word.setdefault(word, []).append(place)
    ended = ((place, tuple(f"{ending} " for ending in saying.endings)) for place, saying in enumerate(_sayings()))
    return by_word, [(place, endings) for place, endings in ended if endings]


def _joints(tokens: Sequence[Token], sentence: Sequence[int]) -> list[str]:
    """What the line has before each word: one space between words, "/" if they were joined so, a sentence's border."""
    joints = ["/" if token.before == "/" else " " for token in tokens]
    for place in range(1, len(joints)) if sentence[-1] else ():
        if sentence[place] != sentence[place - 1]:
            joints[place] = " | "
    return ["", *joints[1:]]


def _starts(joints: Sequence[str], full: Sequence[str]) -> list[int]:
    """Where each word starts in the line."""
    lengths = accumulate(len(joint) + len(word) for joint, word in zip(joints, full, strict=True))
    return [end - len(word) for end, word in zip(lengths, full, strict=True)]


def _said(saying: _Saying, match: re.Match[str], tokens: Sequence[Token], starts: list[int]) -> Said | None:
    named = "name" in match.re.groupindex
    start, end = match.span()
    while start < end and match.string[start] in _BORDERS:
        start += 1  # "Google. The bus": the border of a sentence before it is no part of what is said.
    if saying.medium is None and named:
        # What leads to the name is not part of it; what is said of an assistant afterwards speaks of no one else.
        start = match.start("name")
        end = match.end("name") if saying.role else end
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
    if start == end:
        return None
    medium = saying.medium
    if medium is None and named and not saying.role:
        medium = medium_called(match.group("name"))
    if saying.shouted and not _is_shouted(tokens, bisect_right(starts, match.start("name")) - 1):
        return None
    return Said(first, last, medium, saying.role)


_BORDERS = " |/"


def _is_shouted(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is in capitals among words that are not."""
    return tokens[place].raw.isupper() and any(character.islower() for token in tokens for character in token.raw)


@cache
def _sayings() -> tuple[_Saying, ...]:
    return tuple(
        _Saying(
            words=frozenset(row["words"]),
            endings=tuple(row.get("endings", ())),
            patterns=tuple((_needed(pattern), _compiled(pattern)) for pattern in row["patterns"]),
            together=_together(row["patterns"]),
            medium=medium_called(fold(row.get("medium", ""))),
            role=row.get("role", ""),
            shouted=row.get("shouted", False),
        )
        for row in table("sayings")["sayings"]
    )


def _needed(pattern: str) -> tuple[str, ...]:
    asked = _COMMENT.match(pattern)
    return tuple(asked.group(1).split("|")) if asked else ()


def _together(patterns: Iterable[str]) -> re.Pattern[str]:
    """Those expressions that ask for no part of the line as one; it fits nowhere if there are none."""
    plain = [pattern for pattern in patterns if not _needed(pattern)]
    if len(plain) == 1:
        return _compiled(plain[0])
    return _compiled("|".join(_NAME.sub("(?:", pattern) for pattern in plain) or r"(?!)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = {"{known}": _known(), "{name}": _names(), "{bare}": _bare(), **_outlets(), **table("sayings")["parts"]}
    for name, meant in parts.items():
        pattern = pattern.replace(name, meant)
    # No turn of phrase begins within a word: not with the "is" of "Curtis".
    return re.compile(rf"(?<!\w)(?:{pattern})")


@cache
def _outlets() -> dict[str, str]:
    """For papers, stations and lines of transport the names that need their kind beside them."""
    return {f"{{{kind}}}": _one_of(known["beside"]) for kind, known in table("outlets").items() if "beside" in known}


@cache
def _known() -> str:
    """Every spelling of a medium that is no advertisement, and that is one also where nothing says that it listed."""
    spellings = {
        fold(s)
        for m in all_media()
        if m.kind is not Kind.ADVERTISEMENT and not m.lists
        for s in ((*m.says,) if m.never_bare else (m.name, *m.says))
    }
    return rf"{_one_of(map(re.escape, spellings))}\b"


@cache
def _names() -> str:
    """Spellings of assistants that are also names or words."""
    spellings = {fold(s) for m in all_media() if m.kind is Kind.AI_ASSISTANT for s in m.says_carefully}
    return _one_of(spellings)


@cache
def _bare() -> str:
    """Names of sites and magazines that are somebody's or a thing's as well: no source without a word that says so."""
    spellings = {fold(m.name) for m in all_media() if m.never_bare and not m.lists and m.kind in _PUBLISHED}
    return _one_of(map(re.escape, spellings))


_PUBLISHED = frozenset({Kind.WEBSITE, Kind.ADVERTISEMENT, Kind.SOCIAL_NETWORK})


def _one_of(spellings: Iterable[str]) -> str:
    return rf"(?:{'|'.join(sorted(spellings, key=lambda s: (-len(s), s)))})"
