"""The table of signs: read once, checked as it is read, so that a mistake in it is found at the start and by a test."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from attribution import fold

_FILE = Path(__file__).with_name("signs.toml")

SIGNS = frozenset(
    {
        "trap",
        "trap_autofill",
        "too_fast",
        "typed_too_fast",
        "program",
        "form_flooded",
        "address_often",
        "one_link",
        "some_links",
        "many_links",
        "markup",
        "address_as_name",
        "lines_in_name",
        "one_text_everywhere",
        "random_name",
        "random_words",
        "scattered_address",
        "no_number",
        "same_words_some",
        "same_words_many",
        "marked_before",
    }
)
"""The signs that the code looks for; the table has exactly these."""

LIMITS = frozenset(
    {
        "fast_seconds",
        "letters_per_second",
        "some_links",
        "many_links",
        "message",
        "same_some",
        "same_many",
        "address_pieces",
        "turns_in_a_word",
    }
)


class BadSigns(ValueError):
    """The table is not as it has to be; the message says where."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign weighs, and the sentence that says it, with places for what was found."""

    name: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A group of phrases, folded, of which one is enough."""

    sign: Sign
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The whole table. ``hold_at`` is the score from which a submission is held back."""

    hold_at: int
    limits: dict[str, int]
    signs: dict[str, Sign]
    offers: tuple[Offer, ...]


@cache
def signs() -> Signs:
    """The table that is shipped. Raises BadSigns."""
    with _FILE.open("rb") as file:
        return read_signs(tomllib.load(file))


def read_signs(said: dict[str, Any]) -> Signs:
    """A table as it was read. Raises BadSigns where something is missing, unknown or of the wrong kind."""
    if set(said) != {"hold_at", "limits", "signs", "offers"}:
        raise BadSigns(f"hold_at, limits, signs and offers are needed, and there is {', '.join(sorted(said))}")
    for part, wanted in (("limits", LIMITS), ("signs", SIGNS)):
        if set(said[part]) != wanted:
            raise BadSigns(f"{part}: missing or unknown: {', '.join(sorted(set(said[part]) ^ wanted))}")
    found = {name: _sign(name, each) for name, each in said["signs"].items()}
    offers = tuple(_offer(each) for each in said["offers"])
    phrases = [phrase for offer in offers for phrase in offer.phrases]
    twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
    if twice:
        raise BadSigns(f"offers: these phrases are there twice: {', '.join(sorted(twice))}")
    limits = {name: _count(name, value) for name, value in said["limits"].items()}
    return Signs(_count("hold_at", said["hold_at"]), limits, found, offers)


def _sign(name: str, said: dict[str, Any], further: frozenset[str] = frozenset()) -> Sign:
    if set(said) != {"points", "why"} | further:
        raise BadSigns(f"{name}: needs {', '.join(sorted({'points', 'why'} | further))}")
    why = said["why"]
    if not isinstance(why, str) or not why.endswith("."):
        raise BadSigns(f"{name}: why is a sentence")
    return Sign(name, _count(name, said["points"]), why)


def _offer(said: dict[str, Any]) -> Offer:
    sign = _sign(str(said.get("name")), {name: each for name, each in said.items() if name != "name"}, _PHRASES)
    for phrase in said["phrases"]:
        # A single short word is no offer: it may be anybody's name or town.
        if fold(phrase) != phrase or len(phrase) < _SHORTEST:
            raise BadSigns(f"{sign.name}: {phrase!r} is not folded, or too short to mean one thing")
    return Offer(sign, tuple(said["phrases"]))


def _count(name: str, said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < 1:
        raise BadSigns(f"{name}: {said!r} is no whole number above 0")
    return said


_PHRASES = frozenset({"phrases"})
_SHORTEST = 6
