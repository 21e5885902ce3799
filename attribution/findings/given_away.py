"""What a firm gave away or left behind and the client has it from: "your sticker is on the boiler", "off a fridge
magnet". It is a source where nobody is named and no other medium is; beside somebody it is only what they had. The
board of a church or club is theirs, whichever it is.
"""

from functools import cache

from attribution.mentions.mention import Mention
from attribution.tables import table
from attribution.words.media import medium_called
from attribution.words.reading import Reading

_CALLED = {"biro": "pen", "keychain": "keyring", "key ring": "keyring", "refrigerator magnet": "fridge magnet"}
_CALLED |= dict.fromkeys(("notice board", "bulletin board", "corkboard", "cork board", "pinboard"), "noticeboard")


def given_away(reading: Reading) -> Mention | None:
    """The first such thing that is told of, or None."""
    cue = next(iter(reading.of("given")), None)
    if cue is None:
        return None
    name = " ".join(reading.words[cue.start : cue.end]).removesuffix("s")
    medium = medium_called(_CALLED.get(name, name))
    if medium is None or (medium.name == "Noticeboard" and not _communities().isdisjoint(reading.words)):
        return None
    return Mention(cue.start, cue.end, medium.source, medium.channel, "advertising_medium", medium=medium)


@cache
def _communities() -> frozenset[str]:
    return frozenset(table("mentions")["communities"])
