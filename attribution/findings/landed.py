"""The network that a search was to end on: "best farrier ennis reddit, landed on a thread"."""

from attribution.mentions.mention import Mention
from attribution.tables import table
from attribution.words.media import medium_called
from attribution.words.reading import Reading

_KNOWN = table("mentions")["landed"]
_NETWORKS = frozenset(_KNOWN["networks"])
_THREADS = frozenset(_KNOWN["threads"])


def landed_on(phrase: tuple[int, int], reading: Reading) -> Mention | None:
    """The network whose name ends the phrase that was searched, where that is all that is said or a thread is told."""
    inside = [p for p, token in enumerate(reading.tokens) if phrase[0] <= token.start and token.end <= phrase[1]]
    if not inside or reading.words[inside[-1]] not in _NETWORKS:
        return None
    rest = [*reading.words[: inside[0]], *reading.words[inside[-1] + 1 :]]
    medium = medium_called(reading.words[inside[-1]])
    if medium is None or (rest and _THREADS.isdisjoint(rest)):
        return None
    return Mention(inside[-1], inside[-1] + 1, medium.source, medium.channel, "website_name", medium=medium)
