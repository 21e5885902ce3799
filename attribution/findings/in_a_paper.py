"""A paper that is told by nothing but its title: "your ad in the Harbour Lamp" stands in a paper of that name."""

from attribution.entries.directory import Directory
from attribution.mentions.mention import Mention
from attribution.tables import table
from attribution.words.media import medium_called
from attribution.words.reading import Reading

_KNOWN = table("mentions")["in_a_paper"]
_NO_PAPER = frozenset(_KNOWN["no_paper"])
_AFTER = frozenset(_KNOWN["after"])
_BETWEEN = 4
"""So many words may stand between the advertisement and the title ("an ad I saw in the ...")."""
_LONGEST = 4


def in_a_paper(told: Mention, reading: Reading, directory: Directory) -> Mention | None:
    """The paper that an advertisement stood in, where its title is written as a name and is no place or partner."""
    words, (_, high) = reading.words, reading.bounds(told.start)
    led = next((p for p in range(told.end, min(told.end + _BETWEEN, high - 2)) if words[p : p + 2] == _IN_THE), None)
    if led is None or reading.shouted:
        return None
    start = end = led + 2
    while end < high and end - start <= _LONGEST and reading.tokens[end].capital:
        end += 1
    title = words[start:end]
    if (
        not 0 < end - start <= _LONGEST
        or title[-1] in _NO_PAPER
        or any(reading.full[p] != words[p] or reading.tokens[p].raw.isupper() for p in range(start, end))
    ):
        return None
    ends = end == high or words[end] in _AFTER or reading.clause[end] != reading.clause[start]
    if not ends or any(directory.ids_with(word) for word in title):
        return None
    medium = medium_called("newspaper ad")
    if medium is None:
        return None
    return Mention(told.start, end, medium.source, medium.channel, "advertising_medium", medium=medium)


_IN_THE = ["in", "the"]
