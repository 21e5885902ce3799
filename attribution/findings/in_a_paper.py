"""A paper or a site that is told by nothing but its title: "your ad in the Harbour Lamp" stands in a paper of that
name, "the advert on HarbourLive" on a site.
"""

import re

from attribution.entries.directory import Directory
from attribution.mentions.mention import Mention
from attribution.model import Channel, Kind, Source
from attribution.tables import table
from attribution.words.media import medium_called
from attribution.words.reading import Reading
from attribution.words.text import slug

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


def on_a_site(told: Mention, reading: Reading, directory: Directory) -> Mention | None:
    """The site that an advertisement was on, where its name is run together with capitals, or ends as such names do."""
    words, (_, high) = reading.words, reading.bounds(told.start)
    led = next((p for p in range(told.end, min(told.end + _BETWEEN, high - 1)) if words[p] in _ON), None)
    if led is None or reading.shouted:
        return None
    start = end = led + 1 + (words[led + 1] == "the")
    while end < high and end - start < _LONGEST and reading.tokens[end].capital:
        end += 1
    title = words[start:end]
    if not title or any(directory.ids_with(word) for word in title) or reading.tokens[end - 1].possessive:
        return None
    if not _RUN_TOGETHER.search(reading.tokens[start].raw) and (len(title) == 1 or title[-1] not in _ONLINE):
        return None
    name = reading.quote(start, end)
    return Mention(start, end, Source(slug(name), name, Kind.WEBSITE), Channel.WEBSITE, "website_name")


_ON = frozenset({"on", "off", "from", "via"})
_RUN_TOGETHER = re.compile(r"^[A-Z]+[a-z]*[A-Z][a-z]+")
_ONLINE = frozenset({"live", "now", "online", "today", "daily", "dot"})
"""What the names of local news sites end in ("Harbour Live")."""
_IN_THE = ["in", "the"]
