"""Somebody who is named as the one who did not point here: "everyone but Joan recommended you", "told me not to"."""

from itertools import pairwise

from attribution.names.match import Match
from attribution.words.reading import Reading

_ALL = frozenset({"everyone", "everybody", "anyone", "anybody", "all"})
_ADJOINING = frozenset({"but", "bar", "save"})
"""Words that leave somebody out only right after "everyone": elsewhere they are other words."""
_LEAVING_OUT = (("except",), ("excepting",), ("except", "for"), ("apart", "from"), ("aside", "from"), ("other", "than"))
_OWN = frozenset({"my", "our", "the", "of"})
_CALL = frozenset(
    {"call", "ring", "phone", "use", "hire", "contact", "book", "see", "try", "choose", "trust", "go", "come", "email"}
)
_HERE = frozenset({"you", "ye", "yous", "yall", "u", "ya", "here", "your"})
_NOT = frozenset({"not", "never"})
_ANOTHER_SPEAKS = frozenset({"he", "she", "they", "and", "who"})
_REACH = 6
"""So many words before somebody who is left out may "everyone" stand, and so many after may "not to" follow."""


def is_left_out(match: Match, reading: Reading) -> bool:
    """Whether the client says that all but this one, or that this one did not, point here."""
    exception = _is_the_exception(match.start, reading) or _says_not_to(match.end, reading)
    return exception or _was_told(match.start, match.end, reading) or _is_who_we_recommended(match.start, reading)


def _is_the_exception(start: int, reading: Reading) -> bool:
    low = max(reading.bounds(start)[0], start - _REACH)
    before = reading.words[low:start]
    if _ALL.isdisjoint(before):
        return False
    if before[-1] in _ADJOINING:
        rest = before[:-1]
        return rest[-1] in _ALL - {"all"} or (rest[-3:-2] == ["all"] and rest[-2] in _OWN)
    return any(tuple(before[-len(said) :]) == said for said in _LEAVING_OUT)


def _was_told(start: int, end: int, reading: Reading) -> bool:
    """Whether the client told this one about the firm, and not the other way round: "I told Marek about you"."""
    if reading.words[max(0, start - 2) : start] not in (["i", "told"], ["we", "told"], ["ive", "told"]):
        return False
    after = reading.words[end : end + _REACH + 2]
    if ("about", "you") not in pairwise(after):
        return False
    # "I told Marek it hurt and he told me about you" says who told the client.
    return _ANOTHER_SPEAKS.isdisjoint(after[: after.index("about")])


def _is_who_we_recommended(start: int, reading: Reading) -> bool:
    """Whether the firm sent the client, or somebody else, to this one: "you put me on to Bruce", "you're the ones who
    recommended Hank"."""
    place = start - 1
    low = max(reading.bounds(start)[0], start - _REACH)
    while place > low and reading.words[place] in _TO_WHOM:
        place -= 1
    if place <= low - 1 or reading.words[place] not in _SENT:
        return False
    before = reading.words[max(low - 2, 0) : place]
    return bool(before) and (
        before[-1] in _HERE - {"here", "your"} or before[-2:] in (["ones", "who"], ["ones", "that"])
    )


_SENT = frozenset({"put", "sent", "recommended", "referred", "introduced", "pointed", "suggested"})
_TO_WHOM = frozenset(
    {"me", "us", "on", "onto", "to", "my", "our", "mum", "mom", "dad", "wife", "husband", "the", "him", "her"}
)


def _says_not_to(end: int, reading: Reading) -> bool:
    after = reading.words[end : min(end + _REACH + 2, len(reading.words))]
    if "to" not in after or (_NOT.isdisjoint(after) and "avoid" not in after):
        return False
    for place, word in enumerate(after[:_REACH]):
        if reading.sentence[end + place] != reading.sentence[end - 1]:
            return False
        if word in _NOT and after[place + 1 : place + 2] == ["to"]:
            verb, whom = after[place + 2 : place + 3], after[place + 3 : place + 5]
            whom = whom[1:] if whom[:1] in (["to"], ["with"]) else whom[:1]
            return not _CALL.isdisjoint(verb) and not _HERE.isdisjoint(whom)
        if (
            word == "avoid"
            and after[place - 1 : place] == ["to"]
            and not _HERE.isdisjoint(after[place + 1 : place + 2])
        ):
            return True
    return False
