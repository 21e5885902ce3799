"""A firm and its people under one name: which words mean the person ("Mr Menzies the vet" is no practice)."""

from collections.abc import Sequence

from attribution.entries.cards import Card
from attribution.names.match import HALVES, Match
from attribution.names.roles import is_a_role
from attribution.tables import table, words
from attribution.words.reading import Reading, title_before
from attribution.words.text import fold

SOMEBODY = frozenset({"man", "guy", "lady", "woman", "fella", "fellow", "bloke", "lad", "chap", "girl", "gal", "dude"})
"""Words for one person after what they do."""
_ADDRESSED = frozenset(table("names")["honorifics"])
"""Words that stand after a person's name and after no firm's."""
_AT = frozenset({"at", "from", "in"})
_OWNED = frozenset({"the", "my", "our"})
_ABOUT = frozenset({"he", "his", "him", "hes", "she", "her", "hers", "shes", "himself", "herself"})
_THEY = frozenset({"they", "theyre", "theyve", "them", "theyd"})
_REACH = 12
"""So many words after the name may the pronoun stand that says that a person is meant."""


def belongs_to(person: Card, firm: Card) -> bool:
    """Whether a person's organisation is this firm."""
    return person.firm != () and set(person.firm) == set(firm.firm)


def person_of_the_firm(firm: Match, matches: Sequence[Match], reading: Reading) -> Match | None:
    """The one person of a firm who is meant by its words: with a title, or as "Ray the pool man"."""
    if firm.card.person:
        return None
    if (beside := _named_beside(firm, matches)) is not None:
        return beside
    last = max(firm.name)
    after = reading.words[last + 1 : last + 2]
    somebody = after and after[0] in SOMEBODY | _ADDRESSED and reading.clause[last + 1] == reading.clause[last]
    if not somebody and not title_before(min(firm.name), reading) and not are_torn(firm, reading):
        return None
    people = [
        match
        for match in matches
        if match.card.person
        and belongs_to(match.card, firm.card)
        and match.rule in {"first_name", "nickname", "surname", "full_name", "own_firm"}
        and not match.name.isdisjoint(firm.name)
    ]
    return people[0] if len(people) == 1 else None


def _named_beside(firm: Match, matches: Sequence[Match]) -> Match | None:
    """The one of a firm's people whose first name stands beside it ("Jim Bob over at Akers BBQ")."""
    people = [
        match
        for match in matches
        if match.rule in {"first_name", "first_names"}
        and match.quality == _LETTERS
        and match.support.firm
        and match.name.isdisjoint(firm.name)
        and belongs_to(match.card, firm.card)
        and match.support.firm <= firm.name
    ]
    return people[0] if len(people) == 1 else None


def is_by_trade(person: Match, reading: Reading) -> bool:
    """Whether the words of the trade are those of the person's own occupation, and not only of the firm."""
    low, high = person.support.trades or (0, 0)
    return not {*person.card.occupation}.isdisjoint(reading.words[low:high])


def are_torn(firm: Match, reading: Reading) -> bool:
    """Whether what stands between the words of a firm says that somebody is meant: "Irina at the deli" for Irina's
    Deli, "Wojcik the plumber" for Wojcik Plumbing. "Wojcik the plumbers" are the firm."""
    places = sorted(firm.name)
    own = {*firm.card.firm, *fold(firm.card.entry.name).split()}
    if len(places) > 3 and own.issuperset(map(reading.words.__getitem__, places[:2])):
        return False  # "Bacon & Daughters, the butcher's" is the firm.
    between = [reading.words[place] for place in places[1:-1] if reading.words[place] not in own]
    if not between:
        return _is_a_role_and_a_name(places, own, reading)
    traded = not reading.tokens[places[0]].capital and any(low <= places[0] < high for low, high, _ in reading.trades)
    if between[0] in _AT and traded:
        return False  # "One of the solicitors at Legg's" is nobody by name.
    last = reading.words[places[-1]]
    role = is_a_role(last) and not last.endswith("s") and not _OWNED.isdisjoint(between)
    return between[0] in _AT | _ADDRESSED or role


def _is_a_role_and_a_name(places: list[int], own: set[str], reading: Reading) -> bool:
    """Whether the words are a noun for somebody of the trade and the name after it: "chiropractor Webb", of Webb
    Chiropractic."""
    if len(places) != _ROLE_AND_NAME or places[1] != places[0] + 1:
        return False
    role = reading.words[places[0]]
    spoken = any(low <= places[0] < high for low, high, _ in reading.trades)
    return (
        spoken
        and is_a_role(role)
        and role not in own
        and not role.endswith("s")
        and not reading.tokens[places[1]].possessive
    )


def is_by_a_role(person: Match, reading: Reading) -> bool:
    """Whether it is a person whose trade stands beside the name as a role: "Bailey my yoga teacher" is no Bailey's."""
    if not person.card.person or person.quality != _LETTERS or person.support.trades is None:
        return False
    end = person.support.trades[1]
    last = max([high for low, high, _ in reading.trades if low <= end < high], default=end)
    return _is_one_of_a_trade(last - 1, reading)  # The nearest word may be the first of two: "the oral surgeon".


def _is_one_of_a_trade(place: int, reading: Reading) -> bool:
    """Whether a word is a noun for one person by the trade: "Purvis the butchers" are a shop."""
    word = reading.full[place]
    several = word.endswith("s") and not reading.tokens[place].possessive and is_a_role(word[:-1])
    return is_a_role(reading.words[place]) and not several


def has_a_role(person: Match, reading: Reading) -> bool:
    """Whether a noun for one person of the trade stands beside the name: "the skip fella, Hopkins", "Ashby. My vet".

    Of a firm that is named by more than the name, it is only somebody there: "Keogan Insurance, my agent there".
    """
    if person.support.trades is None or _is_only_there(person, reading):
        return False
    if _is_one_of_a_trade(person.support.trades[1] - 1, reading):
        return True
    before = reading.words[max(0, person.start - 1) : person.start]
    if before and _is_somebody(before[0]):
        return True
    for place in range(person.end, min(person.end + _BESIDE, len(reading.words))):
        word = reading.words[place]
        if _is_somebody(word):
            return True
        spoken = any(low <= place < high for low, high, _ in reading.trades)
        if not (spoken or word in _OWNED):
            return False
    return False


def _is_only_there(person: Match, reading: Reading) -> bool:
    """Whether it is the firm that is named, and no noun for a person goes on with its name."""
    after = person.end
    if person.rule != "own_firm" or person.support.title:
        return False
    return not any(map(_is_somebody, reading.words[after : after + 1])) or bool(reading.tokens[after].before.strip())


def _is_somebody(word: str) -> bool:
    return word in SOMEBODY or is_a_role(word)


_ROLE_AND_NAME = 2
_BESIDE = 4
_LETTERS = 3


def is_a_man_or_woman(place: int, reading: Reading) -> bool:
    """Whether a pronoun after the name speaks of one person ("Rossi did our driveway ... his refund")."""
    last = min(reading.bounds(place)[1], place + 1 + _REACH)
    return any(reading.words[p] in _ABOUT for p in range(place + 1, last))


def is_he_or_she(place: int, reading: Reading) -> bool:
    """Whether a pronoun right after a first name says that it is a person: "Grace, she goes to my church"."""
    after = reading.words[place + 1 : place + 2]
    if _ABOUT.isdisjoint(after) or reading.words[place] not in words("first_names"):
        return False
    # "Changing my will he says" and "my tax bill, she threw" name nobody.
    return place == 0 or (reading.capital_inside(place) and "," in reading.tokens[place + 1].before)


def are_a_firm(firm: Match, reading: Reading) -> bool:
    """Whether several are spoken of after a name with an "s": "Tayler's did the paint, and they pointed us to you"."""
    place = firm.end - 1
    if len(firm.name) > 1 or not reading.full[place].endswith("s") or reading.full[place] in firm.card.firm:
        return False
    last = min(reading.bounds(place)[1], place + 1 + _REACH)
    said = [word for word in reading.words[place + 1 : last] if word in _THEY or word in _ABOUT]
    return bool(said) and said[0] in _THEY


def are_several(person: Match, firm: Match, reading: Reading) -> bool:
    """Whether a surname with an "s" and its firm's trade with one are the firm: "Sharkeys the auctioneers"."""
    if (
        person.rule != "surname"
        or firm.card.person
        or not person.support.firm
        or not belongs_to(person.card, firm.card)
    ):
        return False
    name, trade = reading.full[person.start], reading.full[max(person.support.firm)]
    in_order = firm.name == person.name and person.end <= min(person.support.firm)
    return in_order and name.endswith("s") and name[:-1] in person.card.surname and trade.endswith("s")


def is_half_with_who(person: Match, reading: Reading) -> bool:
    """Whether a person is spoken of behind half a name, and what they do: "Cowden who did my mortgage", "Gill that has
    the trucks"; "Cowdens who do mortgages" are several."""
    who, does = [*reading.words[person.end : person.end + 2], "", ""][:2]
    of_one = who == "who" or (who == "that" and (does.endswith("s") or does == "did"))
    return person.rule in HALVES and person.support.count > 0 and of_one and does not in _OF_SEVERAL


_OF_SEVERAL = frozenset({"do", "are", "were", "have", "run", "sell", "make", "fix", "build"})


def at_the_firm(best: Match, near: Sequence[Match], reading: Reading) -> Match | None:
    """The firm that is meant by a surname in it: "one of the solicitors at Legg's" is none that we know by name."""
    if best.rule != "surname" or best.support.title or not is_placed(best, reading):
        return None
    return next((m for m in near if not m.card.person and m.name >= best.name and belongs_to(best.card, m.card)), None)


def is_placed(firm: Match, reading: Reading) -> bool:
    """Whether a place is meant where the firm is named: "at Frost"."""
    first = min(firm.name)
    return first > 0 and reading.words[first - 1] == "at"


def is_only_its_firm(match: Match) -> bool:
    """Whether a person fits by no more than words that are the firm's name too."""
    if match.card.person and match.rule in {"own_firm", "firm_of_person"}:
        return True
    if not match.card.person or match.rule not in {"surname", "first_name", "nickname"} or match.support.title:
        return False
    return match.card.entry.organisation != "" and match.support.firm_share > 0


def has_its_words(firm: Match, person: Match) -> bool:
    """Whether a firm is the person's own and its name explains as much."""
    return len(firm.name) >= 2 and set(firm.card.firm) & set(person.card.firm) != set() and firm.name >= person.name


def are_a_firm_together(one: Match, other: Match, reading: Reading) -> bool:
    """Whether two surnames are the name of a firm that both are of, and neither is meant: "Abramson and Stone"."""
    if one.rule != "surname" or other.rule != "surname" or one.support.title or other.support.title:
        return False
    low, high = sorted((one, other), key=lambda match: match.start)
    joined = reading.words[low.end : high.start] in (["and"], ["n"])
    return joined and _has_in_its_firm(one, other, reading) and _has_in_its_firm(other, one, reading)


def _has_in_its_firm(one: Match, other: Match, reading: Reading) -> bool:
    said = {reading.words[place] for place in one.support.firm}
    return said.issuperset(reading.words[place] for place in other.name)
