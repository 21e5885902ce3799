"""Whether the client leaves open who is meant: asks back, or names another possibility beside the name."""

from collections.abc import Sequence

from attribution.entries.directory import Directory
from attribution.names.match import Match
from attribution.said.alternatives import (
    is_about_how_it_is,
    is_an_or,
    is_one_in_two_spellings,
    offers_somebody,
    ors,
)
from attribution.tables import words
from attribution.words.cues import Cue
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words

_OR_ABROAD = frozenset({"o", "ou", "oder"})
_OR = _OR_ABROAD | {"or"}
_THE_OTHER = frozenset({"the", "in", "at", "from"})
_NEAR = 8
"""So many words after part of a firm's name may the trades stand between which the client leaves it open."""
_ASKING = frozenset({"is", "are", "do", "does", "can", "could", "should", "would"})


def is_left_open(match: Match, reading: Reading, directory: Directory, *, sure: bool) -> bool:
    """Whether it is not sure who is meant; ``sure``: so much stands beside the name that a mere "or" leaves it."""
    torn = len(match.name) == 1 and _is_torn_between(match, reading, directory)
    torn = torn or (match.rule == "part_of_firm" and "or" in reading.words and _is_of_two_trades(match, reading))
    if torn or _is_half_told(match, reading) or _is_of_a_relation_of_ones(match, reading):
        return True
    others = [p for p in ors(reading) if not is_one_in_two_spellings(p, match, reading, directory)]
    return _names_another(match, others, reading) or (not sure and _is_asked_back(match, others, reading))


def _is_half_told(match: Match, reading: Reading) -> bool:
    """Whether only the beginning of a surname is told, and nothing else of whom: "Debbie King-something"."""
    half = reading.words[match.end : match.end + 1] == ["something"] and len(match.name) + (match.rule == "surname") > 1
    return half and not match.support.count and reading.sentence[match.end] == reading.sentence[match.end - 1]


def _is_of_a_relation_of_ones(match: Match, reading: Reading) -> bool:
    """Whether the name may be either of two: "sister in law of my boss, Rosie Juarez"."""
    if match.support.count or not match.card.person or not reading.tokens[match.start].before.strip():
        return False
    kin = reading.of("relations")
    last = next((cue for cue in kin if cue.end == match.start), None)
    if last is None or last.start < _LEAST:
        return False
    of = last.start - (reading.words[last.start] not in _OWNERS) - 1
    return reading.words[of] == "of" and any(cue.end == of for cue in kin)


_LEAST = 2
_OWNERS = frozenset({"my", "our", "a", "the"})


def _is_asked_back(match: Match, others: Sequence[int], reading: Reading) -> bool:
    """Whether the client asks back, or names another possibility: "Joe? Jo?", "... or is it Anthony".

    ``others`` are the places of every "or" that may offer somebody else.
    """
    end = max(match.end, max(match.explained) + 1, match.support.trades[1] if match.support.trades else 0)
    if _asks(match, end, reading):
        return True
    if any(match.start - 2 <= p < match.start for p in others) or _or_another_name(end, reading):
        return True
    sentence = reading.sentence[match.start]
    for place in others:
        if not match.end <= place < end + _AFTER or is_about_how_it_is(place, end, reading):
            continue
        if _is_part_of_what_is_said(match.end, place, reading) or not offers_somebody(place, match, reading):
            continue  # "Squinted through his loupe or whatever".
        first = reading.bounds(place)[0] == place
        if reading.sentence[place] == sentence or (first and reading.sentence[place] == sentence + 1):
            return True
    return not is_borne_out(match) and any(
        (0 <= match.start - cue.end <= 1 or 0 <= cue.start - end <= 1)
        and not (cue.start >= end and _is_about_us(cue, reading))
        for cue in reading.of("weak_unsure")
    )


_AFTER = 8
"""So many words after the name and what belongs to it may the "or" stand."""


def is_borne_out(match: Match) -> bool:
    """Whether something beside the name, other than a town, says whose it is: "I think" leaves nothing open then."""
    return match.quality > 1 and (match.support.trades is not None or match.support.firm_share >= _NAMED_TOO)


_NAMED_TOO = 0.3
"""So much of a firm's telling name at least names the firm."""


def _asks(match: Match, end: int, reading: Reading) -> bool:
    """Whether a question mark stands in the name or after what belongs to it, or the sentence begins as a question.

    One after a name that something else bears out only wonders at it ("Betty the florist?? she knows everyone"), unless
    another question or a no follows.
    """
    gaps = [reading.tokens[p].before for p in range(match.start + 1, min(end + 1, len(reading.tokens)))]
    if end == len(reading.tokens):
        gaps.append(reading.answer[reading.tokens[-1].end :])
    first = reading.bounds(match.start)[0]
    if reading.words[first] in _ASKING and reading.words[first + 1 : first + 2] not in _NO_QUESTION:
        return True
    if not any("?" in gap for gap in gaps):
        return False
    if not is_borne_out(match) or any("?" in gap for gap in gaps[:-1]):
        return True
    after = range(end, min(end + _ANSWERED, len(reading.words)))
    return any(reading.words[p] in _NO or (p > end and "?" in reading.tokens[p].before) for p in after)


_NO_QUESTION = (["say"], ["not"], ["have"])
"""What makes a statement of a sentence that begins as a question: "would say", "do not"."""
_ANSWERED = 4
_NO = frozenset({"no", "not", "nope", "nah"})


def _is_about_us(cue: Cue, reading: Reading) -> bool:
    """Whether the client is not sure of what we did for a source: "Jo Pine, I believe you did her roof", "Jo Pine, you
    did her roof I think"."""
    if reading.words[cue.end : cue.end + 1] in _YOU:
        return reading.words[cue.end + 1 : cue.end + 2] not in _CALLED
    ends = cue.end == len(reading.words) or reading.sentence[cue.end] != reading.sentence[cue.start]
    low = cue.start
    while low and reading.clause[low - 1] == reading.clause[cue.start - 1]:
        low -= 1
    return ends and reading.words[low : low + 1] in _YOU


_YOU = tuple([you] for you in ("you", "youve", "your", "youd", "youre", "ye", "yous", "yall", "u"))
_CALLED = (["call"], ["called"], ["know"], ["might"], ["may"])


def _is_part_of_what_is_said(end: int, place: int, reading: Reading) -> bool:
    """Whether an "or" belongs to what this one said or wants: "says filter or move", "wants it by Friday or we can't".

    What it is to be done instead of, or what happens else, follows: a verb, and neither a name nor another source.
    """
    if _SAYS.isdisjoint(reading.words[end:place]) or reading.sentence[end - 1] != reading.sentence[place]:
        return False
    after = reading.words[place + 1 : reading.bounds(place)[1]]
    if not after or (place + 1 < len(reading.words) and reading.capital_inside(place + 1)):
        return False
    return after[0] in _DO_INSTEAD or not _ELSE.isdisjoint(after[1:4])


_SAYS = frozenset({"says", "said", "saying", "wants", "wanted", "needs", "reckons", "thinks", "insists"})
_DO_INSTEAD = frozenset(
    {"move", "get", "go", "stop", "pay", "lose", "do", "sell", "sue", "see", "call", "ring", "fix", "buy", "leave"}
    | {
        "whatever",
        "quit",
        "forget",
        "find",
        "replace",
        "wait",
        "start",
        "take",
        "give",
        "put",
        "come",
        "face",
        "risk",
        "end",
    }
    | {"else", "not", "ill", "youll", "theyll", "hell", "shell", "well", "itll", "im", "its", "hes", "shes", "theyre"}
)
_ELSE = frozenset({"cant", "wont", "will", "ll", "couldnt", "wouldnt", "dont", "doesnt", "cannot"})


def _is_torn_between(match: Match, reading: Reading, directory: Directory) -> bool:
    """Whether what stands beside half a name is one of two: "Karen from the club or the gym", "Jo in Bath or Wells"."""
    if not match.card.person or "or" not in reading.words:
        return False
    last = max(max(match.explained) + 1, match.support.trades[1] if match.support.trades else match.end)
    for place in range(match.end + 1, min(last + 3, len(reading.words) - 1)):
        if is_an_or(place, reading) and reading.sentence[place] == reading.sentence[match.start]:
            other = reading.words[place + 1]
            if _is_part_of_what_is_said(match.end, place, reading):
                continue
            return other in _THE_OTHER or (directory.is_city(other) and not is_a_word(other))
    return False


def _is_of_two_trades(match: Match, reading: Reading) -> bool:
    """Whether two trades with an "or" between them follow part of a firm's name ("Summit. the vet or the groomer")."""
    ends, starts = {high for _, high, _ in reading.trades}, {low for low, _, _ in reading.trades}
    for place in range(match.end + 1, min(match.end + _NEAR, len(reading.words) - 1)):
        if reading.words[place] == "or" and place in ends:
            return place + 1 in starts or (reading.words[place + 1] in _THE_OTHER and place + 2 in starts)
    return False


def _or_another_name(end: int, reading: Reading) -> bool:
    """Whether another first name is offered in another language ("Nadia o Natalia")."""
    after = end + 1
    if after >= len(reading.words) or reading.tokens[end].raw.casefold() not in _OR_ABROAD:
        return False  # The Vietnamese "ở" is no "o".
    return reading.words[after] in words("first_names") or reading.tokens[after].capital


def _names_another(match: Match, others: Sequence[int], reading: Reading) -> bool:
    """Whether the client names another possibility right away: "Lily Chang or Lily Cheng"."""
    if match.end in others or _has_a_stroke(match, reading):
        return True
    if match.support.telling or _OR.isdisjoint(reading.words):
        return False
    return any(
        (place + 1 not in match.name and place + 2 not in match.explained and _or_another_name(place + 1, reading))
        or (place > 1 and place - 1 in others and _is_the_other_of_two(place, reading))
        for place in sorted(match.explained)
    )


def _has_a_stroke(match: Match, reading: Reading) -> bool:
    """Whether two ways of writing the name stand there with a stroke between: "Angel/Angela Rivera"."""
    if not match.card.person or "/" not in reading.answer:
        return False
    places = range(max(1, match.start), min(match.end + 1, len(reading.tokens)))
    return any(
        reading.tokens[p].before == "/" and all(_may_be_his_name(q, match, reading) for q in (p - 1, p)) for p in places
    )


def _may_be_his_name(place: int, match: Match, reading: Reading) -> bool:
    word = reading.words[place]
    a_name = word in words("first_names") or word in words("surnames")
    return place in match.name or (a_name and not is_ordinary(word))


def _is_the_other_of_two(place: int, reading: Reading) -> bool:
    """Whether another surname stands before it, with an "or" between ("ray castle or castillo")."""
    other = reading.words[place - 2]
    return other in words("surnames") and other not in stop_words()
