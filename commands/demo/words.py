"""What clients of the demo firm say about what brought them, in their own manner."""

from dataclasses import dataclass
from random import Random
from typing import Any

from commands.demo.spelling import as_heard
from commands.demo.tables import table

# How often each thing brings a client, in a thousand.
BROUGHT_BY = {
    "partner": 425,
    "search": 200,
    "assistant": 50,
    "social": 60,
    "listing": 45,
    "advertisement": 35,
    "event": 30,
    "client": 40,
    "neighbour": 50,
    "nothing": 30,
    "unknown": 35,
}
# The choice that a client ticks, mostly; some tick "Other" whatever brought them.
_CHOICES = {
    "partner": "recommended",
    "search": "search",
    "assistant": "assistant",
    "social": "social",
    "listing": "listing",
    "advertisement": "advertisement",
    "event": "event",
    "client": "client",
    "neighbour": "recommended",
    "nothing": "forgotten",
    "unknown": "recommended",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a client ticked and wrote; ``vague`` if only a person can make out who is meant."""

    choice: str
    answer: str
    searched: str = ""
    vague: bool = False


def said_about(brought_by: str, partner: dict[str, Any] | None, chance: Random) -> Said:
    """The words of a client whom this brought; ``partner`` is the one who did, if it was a partner."""
    choice = _CHOICES[brought_by] if chance.random() < 0.93 else "other"
    if partner is not None:
        return _about_partner(partner, choice, chance)
    if brought_by == "search":
        return _about_search(choice, chance)
    answer = chance.choice(table("answers")[brought_by]["answers"])
    return Said(choice, answer, vague=brought_by == "unknown")


def _about_partner(partner: dict[str, Any], choice: str, chance: Random) -> Said:
    answers = table("answers")["partner"]
    manner = chance.random()
    if partner.get("kind") == "business":
        kind = "business"
    elif manner < 0.78:
        kind = "plain"
    elif manner < 0.90:
        kind = "vague"
    elif manner < 0.96:
        kind = "both"
    else:
        kind = "instead"
    first, _, last = partner["name"].rpartition(" ")
    others = [other["name"] for other in table("partners")["partners"] if other.get("sends") and other != partner]
    name = as_heard(partner["name"], chance) if chance.random() < 0.22 else partner["name"]
    answer: str = chance.choice(answers[kind]).format(
        name=name,
        first=first,
        last=last,
        organisation=partner.get("organisation", ""),
        occupation=partner["occupation"],
        city=partner["city"],
        called=chance.choice(partner.get("called", [partner["name"]])),
        second=chance.choice(others),
    )
    return Said(choice, answer.lower() if chance.random() < 0.3 else answer, vague=kind == "vague")


def _about_search(choice: str, chance: Random) -> Said:
    answers = table("answers")["search"]
    phrase = chance.choice(answers["phrases"])
    manner = chance.random()
    if manner < 0.25:
        return Said(choice, chance.choice(answers["told"]).format(phrase=phrase))
    return Said(choice, chance.choice(answers["answers"]), phrase if manner < 0.75 else "")
