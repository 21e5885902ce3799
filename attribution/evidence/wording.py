"""The words around a name in an answer, as facts: which stand next to it, which before and after, and which cues."""

from collections.abc import Iterator
from itertools import chain, pairwise
from operator import add

from attribution.evidence.scene import Scene
from attribution.names.match import Match
from attribution.words.cues import Cue
from attribution.words.reading import Reading, stop_words

NEAR = 12
"""So many words before and after the name are looked at."""
_FAR = 60
"""So far on both sides are the other words of the answer looked at: the work for one answer is bounded."""
_NEXT = 4
_BEFORE = [f"before{k}=" for k in range(1, _NEXT + 1)]
_AFTER = [f"after{k}=" for k in range(1, _NEXT + 1)]
_SILENT = frozenset({"fillers", "pronouns"})


def facts_of_words(match: Match, scene: Scene) -> Iterator[str]:
    """The words around the name, those that are names or trades by their class; their senses; and the cues."""
    return chain(
        _next_to(match, scene),
        _in_the_sentence(match, scene),
        _anywhere(match, scene),
        *[_of_cue(cue, match, scene.reading) for cue in scene.reading.cues if cue.role not in _SILENT],
    )


def _next_to(match: Match, scene: Scene) -> Iterator[str]:
    """The words right before and after the name, by their distance."""
    classes, firm = scene.classes, match.support.firm
    before = classes[max(0, match.start - _NEXT) : match.start][::-1]
    after = classes[match.end : match.end + _NEXT]
    if firm:
        after = ["(firm)" if p in firm else word for p, word in enumerate(after, start=match.end)]
    if len(before) < _NEXT:
        before.append("(begin)")
    if len(after) < _NEXT:
        after.append("(end)")
    yield from map(add, _BEFORE, before)
    yield from map(add, _AFTER, after)
    if len(before) > 1:
        yield f"before21={before[1]} {before[0]}"
    if len(after) > 1:
        yield f"after12={after[0]} {after[1]}"


def _in_the_sentence(match: Match, scene: Scene) -> Iterator[str]:
    """The telling words of the sentence, before and after the name."""
    low, high = scene.reading.bounds(match.start)
    silent = stop_words()
    for word in scene.classes[max(low, match.start - NEAR) : match.start]:
        if word not in silent:
            yield f"before={word}"
    for word in scene.classes[match.end : min(high, match.end + NEAR)]:
        if word not in silent:
            yield f"after={word}"


def _anywhere(match: Match, scene: Scene) -> Iterator[str]:
    """The telling words of the answer, and the senses of its words by where they stand."""
    reading, classes, senses = scene.reading, scene.classes, scene.senses
    here, explained, silent = reading.sentence[match.start], match.explained, stop_words()
    low, high = max(0, match.start - _FAR), match.end + _FAR
    for place, (word, sense) in enumerate(zip(classes[low:high], senses[low:high], strict=True), start=low):
        if place in explained:
            continue
        if word not in silent:
            yield f"word={word}"
        if not sense:
            continue
        yield f"sense={sense}"
        if reading.sentence[place] != here:
            yield f"sense={sense}&elsewhere"
            continue
        side, apart = ("before", match.start - place) if place < match.start else ("after", place - match.end)
        yield f"sense={sense}&{side}"
        if apart <= _NEXT:
            yield f"sense={sense}&{side}&near"
    said = [sense for sense in senses[match.end : match.end + 6] if sense]
    for one, other in pairwise(said):
        yield f"senses={one} {other}"


def _of_cue(cue: Cue, match: Match, reading: Reading) -> Iterator[str]:
    if cue.end <= match.start:
        side, apart = "before", match.start - cue.end
    elif cue.start >= match.end:
        side, apart = "after", cue.start - match.end
    else:
        return
    if reading.sentence[cue.start] != reading.sentence[match.start]:
        yield f"cue={cue.role}&{side}&elsewhere"
        return
    fact = f"cue={cue.role}&{side}"
    yield fact
    yield fact + ("&near" if apart <= 2 else "&far" if apart > 6 else "&mid")
