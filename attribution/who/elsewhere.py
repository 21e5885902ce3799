"""Somebody of the name who is said to work elsewhere, or somebody of a firm whom the directory does not know.

A name is not the person of the directory if the client says that its bearer works at a place of another name: "Sarah
Kim, she's a trainer at PureGym" is hardly Sarah Kim the surgeon. And a firm is not what sent the client if it was a
person with a name of whom the directory knows nothing ("Dr Ahmed from the Evington Lane surgery").
"""

from attribution.names.another_place import (
    is_no_place,
    is_of_somebody_beside,
    may_be_the_firm,
    may_be_the_town,
)
from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.tables import table, words
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.trades import generic_firm_words, titles

_AT = frozenset({"at", "in", "for", "from", "with", "of"})
_PLACING = frozenset({"at", "from"})
_FAMILY = frozenset(table("names")["family"])
_REACH = 9
"""So many words after a name may the place stand where its bearer works."""
_WORKS = frozenset(table("acting")["works"].split())
_WHOLE = frozenset({"full_name", "nickname_and_surname", "name_turned_round", "initial_and_surname"})
_ANOTHER_SUBJECT = frozenset(
    {"you", "your", "i", "we", "me", "us", "ive", "weve", "after", "when", "before", "while", "once"}
)
"""Words after which no place is told where somebody works ("my doula, after we came back from Kabul")."""


def works_elsewhere(match: Match, reading: Reading) -> str:
    """The place, by its own name, at which the one who is named is said to work, if it is not the entry's."""
    card = match.card
    if not card.person or match.support.firm_share > 0 or match.support.town:
        return ""
    itself = match.support.whole_trade and (match.rule in _WHOLE or match.support.own_title)
    last = min(reading.bounds(match.start)[1], match.end + _REACH)
    if _AT.isdisjoint(reading.words[match.end : last]):
        return ""
    own = {*card.firm, *card.city, *card.given, *card.surname}
    working = False
    for place in range(match.end, last):
        word = reading.words[place]
        if any(cue.start == place and cue.role in {"points", "strong_points", "weak_points"} for cue in reading.cues):
            return ""
        role = is_a_role(word) and word not in _FAMILY and reading.words[place - 1] != "your"
        # Of whom no firm is known, any place of work may be the own one.
        working = working or (role or word in _WORKS if card.firm else role and word not in card.occupation)
        if word in _ANOTHER_SUBJECT:
            return ""
        if working and word in _AT and place + 1 < last:
            said = [p for p in range(place + 1, min(place + 4, last)) if reading.words[p] not in stop_words()]
            named = said and reading.capital_inside(said[0]) and not is_ordinary(reading.words[said[0]])
            named = named and said[0] <= place + 2 and not is_no_place(reading.words[said[0]])
            named = (
                named and reading.words[said[0]] not in titles() and not may_be_the_town(reading.words[said[0]], card)
            )
            named = named and said[0] not in reading.strange and not may_be_the_firm(said[0], card, reading)
            named = named and not is_of_somebody_beside(match.end, place, reading)
            # Who has the whole name and does what is said may do it in a town that is called otherwise ("in SoPo").
            named = named and not (itself and word == "in" and not _is_a_firm(said, reading))
            if named and not any(reading.words[p] in own or p in match.explained for p in said):
                return reading.quote(said[0], said[0] + 1)
    return ""


def _is_a_firm(said: list[int], reading: Reading) -> bool:
    return any(reading.words[p] in generic_firm_words() for p in said)


def somebody_of(match: Match, reading: Reading) -> str:
    """The name of somebody at a firm who is not in the directory: the firm stands for nobody then."""
    if match.card.person or match.start < 2:
        return ""
    at = match.start - 1
    if reading.words[at] in {"the", "that", "those"}:
        at -= 1
    if at < 1 or reading.words[at] not in _PLACING:
        return ""
    place = at - 1
    if place > 2 and reading.words[place - 2 : place] == ["behind", "the"]:
        place -= 3  # "Sandy behind the counter at ..."
    word = reading.words[place]
    titled = place > 0 and reading.words[place - 1] in titles() and reading.tokens[place].capital
    first = words("first_names")
    named = word in first and not is_ordinary(word) and reading.clause[place] == reading.clause[match.start]
    whole = place > 0 and word in words("surnames") and reading.capital_inside(place) and not is_ordinary(word)
    if whole and reading.tokens[place - 1].capital and not reading.tokens[place].before.strip():
        before = reading.words[place - 1]
        if not is_a_word(before) and before not in stop_words() and before not in generic_firm_words():
            return reading.quote(place - 1, place + 1)  # "Haig Osgood from ..."
    if (titled or named) and word not in generic_firm_words() and word not in stop_words():
        return reading.quote(place - 1 if titled else place, place + 1)
    return ""
