"""Where something took place: an event, which sounds like part of somebody's name ("home show at the Freeman
Coliseum"), or the firm at work."""

from itertools import pairwise

from attribution.names.match import Match
from attribution.tables import table
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


def is_no_more_than_an_event(match: Match, reading: Reading) -> bool:
    """Whether a name is only in what an event is called, or where the firm itself had a stand."""
    event = _is_in_the_name_of_an_event(match, reading) or _is_where_your_stand_was(match, reading)
    return event or _is_where_somebody_was(match, reading)


def _is_where_somebody_was(match: Match, reading: Reading) -> bool:
    """Whether a team or band is only what somebody was watching: "a dad at the Bisons game"."""
    at = match.start - 2 if reading.words[match.start - 1 : match.start] == ["the"] else match.start - 1
    if match.card.person or at < 1 or reading.words[at] != "at" or _GAMES.isdisjoint(reading.words[match.end :][:1]):
        return False
    low = reading.bounds(match.start)[0]
    return any(low <= cue.start and cue.end <= at for cue in reading.of("relations"))


_GAMES = frozenset({"game", "games", "match", "matches", "gig", "concert", "tournament", "race", "races"})


def _is_in_the_name_of_an_event(match: Match, reading: Reading) -> bool:
    """Whether one word of a firm's name stands inside what a show or fair is called ("Royal Norfolk Show")."""
    if match.complete or match.card.person or match.end - match.start > 1 or match.rule == "confirmed_alias":
        return False
    events = [cue for cue in reading.of("events") if cue.end - cue.start > 1]
    return any(cue.start <= match.start and match.end <= cue.end for cue in events)


def _is_where_your_stand_was(match: Match, reading: Reading) -> bool:
    """Whether a business is only where the firm itself had a table or spoke: "the job day at Dobson High, you had a
    table", "your talk at the library"; unless somebody there is said to have pointed. So is a place called like a
    person: "your tent at Logan Park"."""
    at = match.start - 2 if reading.words[match.start - 1 : match.start] == ["the"] else match.start - 1
    somebody = match.card.person and reading.words[match.end - 1] not in _PARKS
    if somebody or match.rule == "confirmed_alias" or at < 1 or reading.words[at] not in _AT_A_PLACE:
        return False
    if reading.of("points", "strong_points"):
        return False
    if any(not match.name.isdisjoint(range(cue.start, cue.end)) for cue in reading.of("events")):
        return False  # "The consulate's legal fair" is who held it.
    clause = [p for p in range(at) if reading.clause[p] == reading.clause[at]]
    told = not _FOUND_BY.isdisjoint(reading.words[p] for p in clause)
    for cue in reading.of("events"):
        said = reading.words[cue.start : cue.end]
        own = not (_FIRM.isdisjoint(said) or _STANDS.isdisjoint(said))
        apart = reading.clause[cue.start] - reading.clause[at]
        if own and (apart == 0 or (apart == 1 and not told and reading.sentence[cue.start] == reading.sentence[at])):
            return True
    return False


_PARKS = frozenset(table("names")["places"])
_AT_A_PLACE = frozenset({"at", "in", "outside"})
_STANDS = frozenset(
    {"table", "stand", "stall", "booth", "tent", "marquee", "gazebo", "tombola", "raffle", "pitch", "desk"}
)
_STANDS |= {"talk", "lecture", "workshop", "seminar", "demo", "class", "out", "away", "round"}
_FOUND_BY = frozenset({"saw", "seen", "poster", "leaflet", "flyer", "card", "sign", "board", "heard", "told", "met"})
"""What tells in the clause of a business that something there led to the firm already."""
_FIRM = frozenset({"you", "your", "yous", "youse", "yall", "yalls", "ye", "yer", "ur", "u", "youd", "youre"})


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
