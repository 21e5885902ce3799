"""Names beside their firm: a first name that stands more than once ("Kit from Acme rang me ... it was Kit"), a surname
that is the firm's."""

from attribution.names.hits import Hit
from attribution.names.match import HALVES, Match
from attribution.words.reading import Reading

OF_THE_FIRM = 0.3
"""So much of a firm's name is enough to say that it is named beside somebody."""
_DENYING = frozenset({"not", "isnt", "wasnt", "never", "no"})


def each_time(given: list[Hit], reading: Reading) -> list[list[Hit]]:
    """The places of a first name that stands there more than once: its firm may stand beside another one.

    "Kit from Acme ... it was Kit" is Kit of Acme. Where it stands as that of a firm ("Irma's Flowers"), or is denied,
    it says nothing of who is meant by the others.
    """
    places = sorted({hit.place for hit in given})
    if len(places) < 2 or len({reading.words[place].removesuffix("s") for place in places}) > 1:
        return []
    if any(_is_denied(place, reading) for place in places[1:]):
        return []
    return [[hit for hit in given if hit.place == place] for place in places if not reading.tokens[place].possessive]


def _is_denied(place: int, reading: Reading) -> bool:
    return reading.words[place - 1] in _DENYING or reading.words[place - 2 : place] == ["no", "more"]


def is_half_without_its_firm(match: Match) -> bool:
    """Whether half a person's name stands there without the firm, or as part of it ("Pina" in "Nonna Pina's")."""
    firm = match.support.firm
    return match.rule in HALVES and (
        match.support.firm_share < OF_THE_FIRM or match.start - 1 in firm or match.end in firm
    )


def is_the_firms(match: Match, given: Match) -> bool:
    """Whether a surname is that of the firm beside a first name: "Ray from Nunez Termite"."""
    return (
        match.rule == "surname"
        and given.rule in {"first_name", "first_names"}
        and given.quality == _LETTERS
        and len(given.support.firm) > 1
        and match.name <= given.support.firm
    )


_LETTERS = 3
"""The quality of a name that stands there letter for letter."""
