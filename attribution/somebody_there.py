"""“Someone at Hudson Tax”: somebody of a business is named by the business, which then stands for its people.

A person there told the client, whoever it was. That is all that such an answer says, so there is nothing more to ask of
the client, and a person can narrow it to one of the people later.
"""

from attribution.match import Match
from attribution.reading import Reading
from attribution.standing import Standing

_SOMEBODY = frozenset(
    [
        "someone",
        "somebody",
        "sm1",
        "person",
        "people",
        "guy",
        "lady",
        "gentleman",
        "man",
        "woman",
        "lad",
        "colleague",
        "employee",
        "staff",
        "team",
        "folks",
    ]
)
_THERE = frozenset({"at", "from", "of", "in", "with"})
_BEFORE = frozenset(
    [
        "a",
        "an",
        "the",
        "some",
        "one",
        "it",
        "was",
        "by",
        "from",
        "through",
        "via",
        "thanks",
        "to",
        "heard",
        "recommended",
        "referred",
        "sent",
        "suggested",
        "another",
        "your",
    ]
)
"""What may stand before it without saying anything else."""


def is_somebody_there(match: Match, standing: Standing, reading: Reading) -> bool:
    """Whether the answer begins with somebody of a business whose whole name stands there."""
    place = match.start
    if match.card.person or not match.complete or match.quality < _AS_WRITTEN or standing.refused or standing.unsure:
        return False
    if place < 2 or reading.words[place - 1] not in _THERE or reading.words[place - 2] not in _SOMEBODY:
        return False
    return _BEFORE.issuperset(reading.words[: place - 2])


_AS_WRITTEN = 2
"""The quality of a match whose letters are those of the name, or sound like them."""
