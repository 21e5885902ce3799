"""Whether a client who wavers says in the end who it was: "Joe or Ann ... No, it was Ann", "... yeah put Tracey"."""

from attribution.names.match import Match
from attribution.words.reading import Reading, is_ordinary

_LEADS = frozenset(
    {"put", "no", "nope", "yes", "yeah", "yep", "yea", "aye", "definitely", "deffo", "def", "actually", "sorry", "wait"}
    | {"anyway", "mean", "meant", "so", "say", "right", "ok", "okay", "def", "think", "pretty", "sure", "certain", "go"}
    | {"ultimately", "finally", "mostly", "mainly", "remember", "remembered", "now", "oh", "ah", "hang", "hold", "on"}
)
"""One of these stands before the name that settles it, with nothing but little words between."""
_LITTLE = frozenset(
    {
        "it",
        "was",
        "is",
        "its",
        "twas",
        "were",
        "i",
        "im",
        "ill",
        "id",
        "just",
        "the",
        "that",
        "thats",
        "with",
        "for",
        "me",
    }
    | {
        "my",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "down",
        "lets",
        "we",
        "going",
        "by",
        "to",
        "of",
        "and",
        "a",
        "one",
    }
)
_SURE = frozenset({"definitely", "deffo", "def", "certain", "certainly", "wins", "then"})
"""What may follow it instead."""
_WHAT_ELSE = frozenset({"or", "maybe", "possibly", "either", "and", "nor"})


def is_settled(match: Match, reading: Reading) -> bool:
    """Whether a later clause says once more that it was this one, and leaves nothing open any more."""
    if not (match.complete or match.support.firm_share >= _NAMED_TOO):
        return False  # "My bill or my paper, anyway Raj" says no more of who Raj is.
    own = {*match.card.given, *match.card.surname} if match.card.person else set(match.card.firm)
    own |= {reading.words[place] for place in match.name}
    again = [
        place
        for place in range(match.end, len(reading.words))
        if reading.words[place] in own and place not in match.explained and len(reading.words[place]) > 1
    ]
    return any(_settles(place, own, reading) for place in again)


def _settles(place: int, own: set[str], reading: Reading) -> bool:
    end = place + 1
    while end < len(reading.words) and reading.words[end] in own:
        end += 1
    after = reading.words[end : end + 1]
    joined = end < len(reading.tokens) and not reading.tokens[end].before.strip()
    if joined and (reading.tokens[end].capital and not reading.shouted) and not is_ordinary(after[0]):
        return False  # "Bill Cash? no Bill Nash".
    closed = reading.tokens[end].before if end < len(reading.tokens) else reading.answer[reading.tokens[-1].end :]
    if "?" in closed or (after and after[0] in _WHAT_ELSE):
        return False
    if after and after[0] in _SURE and reading.clause[end] == reading.clause[place]:
        return True
    for before in range(place - 1, max(-1, place - _REACH), -1):
        word = reading.words[before]
        if word in _LEADS:
            return "?" not in reading.tokens[place].before
        if word not in _LITTLE or "?" in reading.tokens[before + 1].before:
            return False
    return False


_REACH = 7
_NAMED_TOO = 0.3
"""So much of a firm's telling name at least names the firm."""
