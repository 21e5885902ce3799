"""Whether the word of an advertisement means none: the bus that brought the client, a van that somebody mends, a
pile of unopened mail; and whether a site was only used for the thing itself, before somebody told of the firm.

The shapes are data (``ridden``, ``worked``, ``emptied`` and ``used`` in ``data/denials.toml``). What of the firm's was
on the bus or came by post (``shown``) makes it an advertisement all the same.
"""

from collections.abc import Sequence

from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.said.denials import denials, line_of
from attribution.words.reading import Reading
from attribution.words.text import fold

_LISTS = {
    "Van": "worked",
    "Truck": "worked",
    "Flyer": "emptied",
    "Mailer": "emptied",
    "Transit ad": "ridden",
    "TV ad": "turned up",
}
_SAW = {
    "worked": denials()["shown"].also,
    "ridden": frozenset({"saw", "seen", "see", "noticed", "spotted", "your", "youre"}),
}
"""Words by which something of the firm's was seen, beside those of what was."""
_NONE: frozenset[str] = frozenset()
_SITES = frozenset({Kind.LOCAL_LISTING, Kind.WEBSITE, Kind.SOCIAL_NETWORK})
_BEFORE = 14
_AFTER = 24
"""So many words of a sentence before a site, and of the answer after it, are read with it."""
Places = tuple[int, int]


def is_only_ridden(reading: Reading) -> bool:
    """Whether a bus or train brought the client, or stops near the firm, and nothing of the firm's was on it."""
    shown = denials()["shown"].words
    return shown.isdisjoint(reading.words) and _fits("ridden", 0, len(reading.words), reading)


def is_no_advertisement(mention: Mention, reading: Reading) -> bool:
    """Whether a van is one that somebody drives or mends, a bus one that somebody sat in, or post somebody's own."""
    listed = _LISTS.get(mention.medium.name) if mention.medium is not None else None
    if listed is None:
        return False
    low, high = reading.bounds(mention.start)
    shown, said = denials()["shown"], reading.words[low:high]
    seen = not shown.words.isdisjoint(said) or not _SAW.get(listed, _NONE).isdisjoint(said)
    return not seen and _fits(listed, low, high, reading)


def _fits(name: str, low: int, high: int, reading: Reading) -> bool:
    listed = denials()[name]
    if listed.words.isdisjoint(reading.words):
        return False
    line = line_of(low, high, reading)
    return any(shape.search(line) for shape in listed.shapes["around"])


def is_only_used(mention: Mention, others: Sequence[Places], reading: Reading) -> bool:
    """Whether a site was used for the thing itself, or led to somebody else, and ``others`` told of the firm then."""
    listed = denials()["used"]
    if mention.own_site or mention.source.kind not in _SITES or listed.words.isdisjoint(reading.words):
        return False
    told = [start for start, _ in others if start != mention.start]
    if not told:
        return False
    until = min((start for start in told if start >= mention.end), default=len(reading.words))
    low = max(reading.bounds(mention.start)[0], mention.start - _BEFORE)
    after = line_of(mention.end, min(until, mention.end + _AFTER), reading)
    line = f"{line_of(low, mention.start, reading)} @ {after}".strip()
    does_it = mention.source.kind is Kind.WEBSITE or fold(mention.source.name) in listed.also
    names = ("failed", "thing") if does_it else ("failed",)
    return any(shape.search(line) for name in names for shape in listed.shapes[name])
