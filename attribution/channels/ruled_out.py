"""Whether a medium is denied, or was tried and led nowhere, beside somebody who is credited: "not the radio. My barber
Ned", "tried the directory, got nothing but robots. Ned gave me your number".

The shapes are data (``medium`` in ``data/denials.toml``). What is said of the firm in between ("googled, only got ads,
then saw you") makes it a source all the same.
"""

import re
from collections.abc import Sequence

from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.said.denials import denials, line_of
from attribution.words.reading import Reading

_BEFORE = 14
"""So many words of the sentence before a medium are read with it."""
_AFTER = 24
_LEADING = frozenset(
    {"not", "wasnt", "isnt", "no", "nope", "nah", "it", "was", "the", "your", "ur", "on", "off", "from"}
)
"""Words that a turn of phrase may begin with and that are no part of the medium's name."""
_NOT_ALONE = frozenset({"just", "only", "solely", "merely", "even"})
"""What makes of a denial that it was not the only one ("not just the radio")."""
_FIRM = frozenset({"you", "your", "youre", "ye", "u", "ur", "yous", "yall", "yours"})
_DELIBERATE = frozenset({Kind.SEARCH_ENGINE, Kind.LOCAL_LISTING, Kind.WEBSITE, Kind.SOCIAL_NETWORK, Kind.AI_ASSISTANT})
SHUNNED = frozenset({Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK, Kind.AI_ASSISTANT})
"""What a client may keep away from; another of these is then where the firm was found."""
Places = tuple[int, int]


def is_ruled_out(mention: Mention, others: Sequence[Places], credited: Sequence[Places], reading: Reading) -> bool:
    """Whether nothing came of a medium, or it is denied; ``others`` are all other sources, ``credited`` the partners
    who certainly count."""
    listed = denials()["medium"]
    alone = not any(place != (mention.start, mention.end) for place in others)
    if not alone and is_shunned(mention, reading):
        return True
    start = mention.start
    while start < mention.end - 1 and reading.words[start] in _LEADING:
        start += 1
    if alone or listed.words.isdisjoint(reading.full) or reading.words[start] in _NOT_ALONE:
        return False
    low = max(reading.bounds(start)[0], start - _BEFORE)
    until = min((first for first, _ in credited if first >= mention.end), default=len(reading.words))
    until = min(until, mention.end + _AFTER)
    names = ["denied", *(["thought"] if credited else [])]
    if credited and _is_tried(mention) and _FIRM.isdisjoint(reading.words[mention.end : until]):
        names.append("failed")
    line = _line(low, start, mention.end, until, reading)
    return any(shape.search(line) for name in names for shape in listed.shapes[name])


def is_shunned(mention: Mention, reading: Reading) -> bool:
    """Whether an engine, network or assistant is one that the client keeps away from ("google spies on you")."""
    listed = denials()["shunned"]
    if mention.source.kind not in SHUNNED or listed.words.isdisjoint(reading.words):
        return False
    low, high = reading.bounds(mention.start)
    line = _line(max(low, mention.start - _BEFORE), mention.start, mention.end, high, reading)
    return any(shape.search(line) for shape in listed.shapes["after"])


def led_all_the_same(mention: Mention, reading: Reading) -> bool:
    """Whether the client found the firm where else they do not look ("I don't use google, but that's where I ...")."""
    _, high = reading.bounds(mention.start)
    after = " ".join(reading.words[mention.end : min(high, mention.end + _AFTER)])
    return _ALL_THE_SAME.search(after) is not None


_ALL_THE_SAME = re.compile(
    r"\b(?:but|though|although|yet|still)\b (?:\S+ ){0,3}?(?:where|how) (?:i|we|she|he) "
    r"(?:found|saw|got|came|read|heard)\b"
)


def _is_tried(mention: Mention) -> bool:
    """Whether a medium is of the kind that a client tries: an advertisement is only seen."""
    return mention.source.kind in _DELIBERATE and not mention.own_site


def _line(low: int, start: int, end: int, until: int, reading: Reading) -> str:
    """The words around a medium, which is "@", with marks where sentences and clauses end."""
    before, after = line_of(low, start, reading), line_of(end, until, reading)
    parts = [before.removeprefix("| ").removeprefix(", "), "@", after]
    return " ".join(part for part in parts if part)
