"""Where something took place: an event, which sounds like part of somebody's name ("home show at the Freeman
Coliseum"), or the firm at work."""

from itertools import pairwise

from attribution.names.match import Match
from attribution.words.reading import Reading

_AT = frozenset({"at", "in", "on", "for"})
_YOUR = frozenset({"your", "ur", "yr", "yalls", "yer"})
_SEEN = frozenset(
    {"van", "vans", "truck", "trucks", "lorry", "ute", "trailer", "sign", "signs"}
    | {"guys", "crew", "lads", "boys", "men"}
)
"""What is seen where a firm is at work; its card and its leaflets lie where somebody put them."""
_TALKS = frozenset({"talk", "talks", "talking", "spoke", "speak", "speaking", "presenting", "gave", "booth"})
_SHORT = 5
"""So many words may stand between an event and its place."""


def is_in_the_name_of_an_event(match: Match, reading: Reading) -> bool:
    """Whether one word of a firm's name stands inside what a show or fair is called ("Royal Norfolk Show")."""
    if match.complete or match.card.person or match.end - match.start > 1 or match.rule == "confirmed_alias":
        return False
    events = [cue for cue in reading.of("events") if cue.end - cue.start > 1]
    return any(cue.start <= match.start and match.end <= cue.end for cue in events)


def is_only_a_venue(match: Match, reading: Reading) -> bool:
    """Whether a part of a name stands right after an event, as its place, and nothing says that it is anybody."""
    if match.complete or match.support.count or match.rule == "confirmed_alias":
        return False
    for cue in reading.of("events"):
        between = reading.words[cue.start : match.start]
        same = cue.start < match.start and reading.clause[cue.start] == reading.clause[match.start]
        if same and not _AT.isdisjoint(between) and match.start - cue.end <= _SHORT:
            return not reading.of("points", "strong_points")
    return False


def is_where_yours_were(start: int, reading: Reading) -> bool:
    """Whether the client saw the firm's van or people there: "your van at the Taproom", "your lads mowing at Han's"."""
    at = start - 2 if reading.words[start - 1 : start] == ["the"] else start - 1
    if at < 1 or reading.words[at] != "at":
        return False
    beside = reading.words[max(reading.bounds(start)[0], at - _SHORT) : at]
    yours = any(first in _YOUR and second in _SEEN for first, second in pairwise(beside))
    return yours and _TALKS.isdisjoint(beside)
