"""Media that are told one after another: what is said of the one is said of the others, too."""

from collections.abc import Sequence

from attribution.findings.finding import Finding
from attribution.mentions.meant import is_join
from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.words.reading import Reading

_BEFORE_IT = 5
"""So many words before a medium may say that it came next ("and then I saw your ...")."""


def listed_with(
    found: Sequence[Finding], doubted: Sequence[tuple[Mention, Finding]], media: Sequence[Mention], reading: Reading
) -> list[Finding]:
    """Media in one list with one that counts ("truck, radio, yelp"), or told next ("an ad on facebook, then a
    postcard")."""
    sure = {finding.start for finding in found}
    listed: list[Finding] = []
    for mention, finding in doubted:
        for other in media:
            first, second = (mention, other) if mention.start < other.start else (other, mention)
            between = range(first.end, second.start)
            near = other.start in sure and reading.sentence[first.start] == reading.sentence[second.start]
            if not near:
                continue
            joined = is_join(first.end, reading) and all(reading.words[p] in _IN_A_LIST for p in between)
            if joined or _comes_next(second.start, first.end, reading):
                listed.append(finding)
                break
    return listed


def is_the_next(own: Finding, found: Sequence[Finding], reading: Reading) -> bool:
    """Whether the firm's own website was a step of its own after a listing ("avvo, then your own site"); where a search
    or a network led is only where it ended."""
    before = [f for f in found if f is not own and f.credit is not None and f.start < own.start]
    kinds = {f.credit.source.kind for f in before if f.credit is not None}
    stepped = bool(kinds) and kinds <= {Kind.LOCAL_LISTING, Kind.ADVERTISEMENT}
    return stepped and _comes_next(own.start, before[-1].start + 1, reading)


def stand_in_turn(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether two media are told as two, with "and" or "then" between them ("your flyer and then saw a billboard")."""
    first, second = (one, other) if one.start < other.start else (other, one)
    led = reading.words[first.end : second.start]
    if reading.sentence[first.start] != reading.sentence[second.start] or len(led) > _BEFORE_IT:
        return False
    return any(word in _NEXT or word in _AND for word in led) and all(word in _STEPS for word in led)


def _comes_next(place: int, after: int, reading: Reading) -> bool:
    """Whether "then", "later" or the like leads to a medium, with nobody else who did anything in between."""
    low = max(after, reading.bounds(place)[0], place - _BEFORE_IT)
    led = reading.words[low:place]
    at = max((k for k, word in enumerate(led) if word in _NEXT), default=-1)
    return at >= 0 and all(word in _STEPS for word in led[at + 1 :])


_AND = frozenset({"and", "n"})
_IN_A_LIST = frozenset({"and", "n", "plus", "the", "a", "an", "your", "ur", "my", "on", "y", "et", "und"})
_NEXT = frozenset({"then", "later", "next", "after", "afterwards", "also", "plus"})
_STEPS = (
    _IN_A_LIST
    | _NEXT
    | frozenset(
        {"i", "we", "got", "had", "saw", "seen", "heard", "came", "that", "this", "there", "was", "another", "one"}
        | {"of", "noticed", "spotted", "found", "at", "in", "from", "went", "to", "through", "by"}
        | {"pictures", "photos", "it", "again", "some", "those"}
    )
)
