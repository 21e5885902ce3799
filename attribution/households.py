"""A firm and its people under one name: which words mean the person ("Mr Menzies the vet" is no practice)."""

from collections.abc import Sequence

from attribution.cards import Card
from attribution.match import Match
from attribution.reading import Reading, title_before

_SOMEBODY = frozenset({"man", "guy", "lady", "woman", "fella", "fellow", "bloke", "lad", "chap", "girl", "gal", "dude"})
_ABOUT = frozenset({"he", "his", "him", "hes", "she", "her", "hers", "shes", "himself", "herself"})
_REACH = 12
"""So many words after the name may the pronoun stand that says that a person is meant."""


def belongs_to(person: Card, firm: Card) -> bool:
    """Whether a person's organisation is this firm."""
    return person.firm != () and set(person.firm) == set(firm.firm)


def person_of_the_firm(firm: Match, matches: Sequence[Match], reading: Reading) -> Match | None:
    """The one person of a firm who is meant by its words: with a title, or as "Ray the pool man"."""
    if firm.card.person:
        return None
    last = max(firm.name)
    after = reading.words[last + 1 : last + 2]
    somebody = after and after[0] in _SOMEBODY and reading.clause[last + 1] == reading.clause[last]
    if not somebody and not title_before(min(firm.name), reading):
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


def is_a_man_or_woman(place: int, reading: Reading) -> bool:
    """Whether a pronoun after the name speaks of one person ("Rossi did our driveway ... his refund")."""
    last = min(reading.bounds(place)[1], place + 1 + _REACH)
    return any(reading.words[p] in _ABOUT for p in range(place + 1, last))
