"""“Someone at Hudson Tax”: somebody of a business is named by the business, which then stands for its people.

A person there told the client, whoever it was. That is all that such an answer says, so there is nothing more to ask of
the client, and a person can narrow it to one of the people later.
"""

from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.said.standing import Standing
from attribution.words.reading import Reading

_SOMEBODY = frozenset(
    [
        "someone",
        "somebody",
        "sm1",
        "person",
        "people",
        "guy",
        "guys",
        "lady",
        "ladies",
        "girl",
        "girls",
        "gentleman",
        "man",
        "woman",
        "lad",
        "lads",
        "colleague",
        "employee",
        "staff",
        "team",
        "folks",
        "crew",
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
        "of",
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
    """Whether the answer begins with somebody of a business whose whole name stands there, or with what lay there."""
    if match.card.person or not match.complete or match.quality < _AS_WRITTEN or standing.refused or standing.unsure:
        return False
    start = match.start - (reading.words[match.start - 1 : match.start] in _THE)
    return is_of_somebody(start, reading) or _is_on_paper(start, reading)


_THE = (["the"], ["our"], ["my"])


def _is_on_paper(place: int, reading: Reading) -> bool:
    """Whether the answer begins with a paper of ours that was seen at a business: "poster at the swim school"."""
    if place < 2:
        return False
    if reading.words[place - 1] in _THERE and reading.words[place - 2] in _ROOMS:
        place = 1 + next((p for p in range(place - 3, max(-1, place - 7), -1) if reading.words[p] in _WHERE), place - 1)
    if reading.words[place - 1] not in _WHERE:
        return False
    paper = next((p for p in range(place - 2, max(-1, place - 5), -1) if reading.words[p] in _PAPERS), None)
    return paper is not None and _FOUND.issuperset(reading.words[:paper])


_WHERE = frozenset({"at", "in", "on", "from", "inside"})
_ROOMS = frozenset(
    {"room", "lobby", "reception", "window", "foyer", "hall", "hallway", "office", "kitchen", "entrance"}
)
_PAPERS = frozenset(
    {"poster", "posters", "flyer", "flyers", "flier", "fliers", "leaflet", "leaflets", "card", "cards", "notice"}
    | {"brochure", "brochures", "pamphlet", "pamphlets", "sticker", "magnet", "booklet"}
)
_FOUND = frozenset(
    {
        "a",
        "an",
        "the",
        "your",
        "ur",
        "one",
        "of",
        "some",
        "i",
        "we",
        "saw",
        "seen",
        "found",
        "got",
        "took",
        "had",
        "noticed",
    }
    | {"picked", "up", "there", "was", "is", "business", "little", "big", "spotted", "stack", "pile", "from"}
)


def is_of_somebody(place: int, reading: Reading) -> bool:
    """Whether the answer begins with somebody of the place that is named from here on ("the people at ...")."""
    if place < 2 or reading.words[place - 1] not in _THERE:
        return False
    before, somebody = reading.words[: place - 2], reading.words[place - 2]
    one_of_them = before[-3:-1] == ["one", "of"] and is_a_role(somebody)
    return (somebody in _SOMEBODY or one_of_them) and _BEFORE.issuperset(before)


_AS_WRITTEN = 2
"""The quality of a match whose letters are those of the name, or sound like them."""
