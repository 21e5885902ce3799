"""What may stand between a first name and its surname."""

from attribution.entries.cards import Card
from attribution.tables import table, words
from attribution.words.reading import Reading, is_ordinary

_PARTICLES = frozenset(table("names")["particles"])


def may_stand_between(places: range, card: Card, reading: Reading) -> bool:
    """Whether what stands between the halves of a name may: initials and the like, a nickname or a middle name."""
    names = {*card.given, *card.surname}
    said = reading.words[places.start : places.stop]
    if all(len(word) == 1 or word in _PARTICLES or word in names for word in said):
        return True
    if are_two(places, reading):
        return True
    token = reading.tokens[places.start]
    nicknamed = any(mark in token.before for mark in "\"“(‘'")
    return len(said) == 1 and (nicknamed or (token.capital and not is_ordinary(said[0])))


def are_two(places: range, reading: Reading) -> bool:
    """Whether another first name stands before the surname of both: "Wally and Shirley Kolodzey"."""
    said = reading.words[places.start : places.stop]
    return said[:1] == ["and"] and len(said) == _AND_ANOTHER and said[1] in words("first_names")


_AND_ANOTHER = 2
