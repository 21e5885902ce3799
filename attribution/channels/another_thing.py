"""Whether what is called as a medium is another thing here: the post office, a van that hit somebody, a friend's truck,
a cry of pain, or a source that was not used after all.
"""

from collections.abc import Sequence
from functools import cache

from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.names.roles import is_the_firms
from attribution.tables import table
from attribution.words.reading import Reading, stop_words

_KNOWN = table("mentions")["another_thing"]
_AFTER = {word: frozenset(beside) for word, beside in _KNOWN["after"].items()}
_BEFORE = {word: frozenset(beside) for word, beside in _KNOWN["before"].items()}
_VEHICLES = {name: frozenset(listed) for name, listed in _KNOWN["vehicles"].items()}
_SAID = {name: frozenset(_KNOWN["said"][name]) for name in ("through_the_door", "hurt")}
_NEAR = 4
"""So many words around a vehicle may say whose it is or what it did."""
_FAR = 8
"""So many words before a medium may say that it was not used after all."""
Places = tuple[int, int]


def is_another_thing(mention: Mention, others: Sequence[Places], reading: Reading) -> bool:
    """Whether the words of a medium mean no medium, by what stands beside them; ``others`` are the places of names."""
    words, start, end = reading.words, mention.start, mention.end
    place = _vehicle(mention, reading)
    if _stands_beside(start if place is None else place, end, reading):
        return mention.medium is not None
    if place is not None and _is_another_vehicle(place, start, reading):
        return True
    if _is_named(mention, _KNOWN_BY) and _describes_somebody(start, others, reading):
        return True
    if _is_named(mention, _SHEETS) and _is_half_remembered(start, reading):
        return True
    return words[end : end + 2] == ["type", "thing"] or _is_an_ordinary_word(start, end, others, reading)


def _is_half_remembered(start: int, reading: Reading) -> bool:
    """Whether the client half remembers whose the sheet was ("Moss something, they had your leaflet")."""
    words = reading.words
    ends = start > 2 and words[1] == "something" and reading.clause[2] != reading.clause[1]
    return ends and words[0] not in stop_words() and words[0] not in _FOUND


def _is_an_ordinary_word(start: int, end: int, others: Sequence[Places], reading: Reading) -> bool:
    """Whether a word that is the name of a medium is said in its ordinary sense."""
    words = reading.words
    if words[start:end] == ["yelped"]:
        return _is_a_cry(start, reading)
    if words[start:end] == ["the", "courier"]:
        return any(last == start for _, last in others)  # "Andy the courier" carries parcels.
    door = words[end - 1] == "door" and words[start] in {"through", "thru"}
    return door and not _SAID["through_the_door"].isdisjoint(words[max(0, start - _FAR) : start])


def _stands_beside(first: int, end: int, reading: Reading) -> bool:
    """Whether a word stands beside a medium that makes it another thing ("post office", "frequent flyer")."""
    words = reading.words
    before, after = words[max(0, first - 1) : first], (*words[end : end + 1], " ".join(words[end : end + 2]))
    return not (
        _BEFORE.get(words[first], _NONE).isdisjoint(before) and _AFTER.get(words[end - 1], _NONE).isdisjoint(after)
    )


_NONE: frozenset[str] = frozenset()


def is_not_used(mention: Mention, others: Sequence[Places], reading: Reading) -> bool:
    """Whether the client says that it was not used after all, or of no use; ``others`` are other sources."""
    low, high = reading.bounds(mention.start)
    before = reading.words[max(low, mention.start - _FAR) : mention.start]
    if _stands_in(before, _phrases("not_done")) and not _TURNS.intersection(before):
        return any(place != (mention.start, mention.end) for place in others)
    if mention.source.kind not in _OF_NO_USE:
        return False
    after = reading.words[mention.end : min(high, mention.end + _NEAR)]
    return any(tuple(after[: len(said)]) == said for said in _phrases("no_use")) and bool(others)


_OF_NO_USE = frozenset({Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK, Kind.LOCAL_LISTING, Kind.ADVERTISEMENT})
_TURNS = frozenset({"but", "then", "until", "till", "when"})


def _stands_in(words: Sequence[str], said: Sequence[tuple[str, ...]]) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {' '.join(each)} " in line for each in said)


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(said.split()) for said in _KNOWN["said"][name])


def _is_named(mention: Mention, names: frozenset[str]) -> bool:
    return mention.medium is not None and mention.medium.name in names


_ON_WHEELS = frozenset({"Van", "Truck"})
_KNOWN_BY = _ON_WHEELS | {"TV ad", "Radio ad", "Billboard", "Transit ad"}
"""What somebody may be known by."""


def _vehicle(mention: Mention, reading: Reading) -> int | None:
    """The place of the word for a vehicle among the words for one."""
    for place in range(mention.start, mention.end if _is_named(mention, _ON_WHEELS) else 0):
        if reading.words[place] in _VEHICLES["words"]:
            return place
    return None


def _is_another_vehicle(place: int, start: int, reading: Reading) -> bool:
    """Whether a vehicle is somebody else's, was in an accident, or only carried somebody or something."""
    words = reading.words
    low, high = reading.bounds(place)
    before, after = words[max(low, place - _NEAR) : place], words[place + 1 : min(high, place + 1 + _NEAR)]
    if not _VEHICLES["firms"].isdisjoint({*before[-2:], *reading.full[max(low, place - 2) : place]}):
        return False
    owned = [p for p in (place - 1, place - 2) if p >= low and reading.clause[p] == reading.clause[place]]
    around = {*before, *after}
    ours = not _YOU.isdisjoint(around) and not _LETTERED.isdisjoint(around)
    ours = ours or not _STUCK_ON.isdisjoint(words[start:place])
    if not ours and any(
        words[p] in _VEHICLES["owners"] or (reading.tokens[p].possessive and not is_the_firms(p, reading))
        for p in owned
    ):
        return True
    inside = before[-2:-1] in (["in"], ["en"]) and not (_VEHICLES["carried"] | _GOT).isdisjoint(before)
    if not inside and not _VEHICLES["shown"].isdisjoint(around):
        return after[:1] == ["hit"]  # "Saw the truck hit her."
    if not _VEHICLES["hit"].isdisjoint(before) or (after[:1] in (["that"], ["which"]) and "hit" in after):
        return True
    if words[start : start + 3] in (["back", "of", "the"], ["back", "of", "a"]) or "from" in before:
        far = words[max(low, place - _FAR) : place]
        return not (_VEHICLES["carried"] | _VEHICLES["told_from"]).isdisjoint(far)
    return inside or before[-2:] in (["in", "the"], ["in", "a"])  # "You get in that truck and go".


def _describes_somebody(start: int, others: Sequence[Places], reading: Reading) -> bool:
    """Whether a medium only says who a person is that is named right before ("Gus, the roofer with the billboards")."""
    words = reading.words
    low, _ = reading.bounds(start)
    place = start - 1 if words[start - 1 : start] not in (["the"], ["a"], ["all"]) else start - 2
    if words[start] in {"the", "a"}:
        place = start - 1
    if place < low or words[place] != "with":
        return False
    near = range(max(low, place - _NEAR), place + 1)
    return any(last in near and first >= low for first, last in others) and _YOU.isdisjoint(words[near.start : place])


_SHEETS = frozenset({"Flyer", "Poster", "Business card"})
_FOUND = frozenset(
    {"noticed", "needed", "wanted", "saw", "read", "heard", "found", "got", "see", "just", "maybe", "some"}
)
_GOT = frozenset({"get", "got", "getting", "sat", "sit", "sitting", "jump", "jumped", "climbed", "hopped", "slept"})
_LETTERED = frozenset({"name", "number", "logo", "sign", "sticker", "magnet", "lettering"})
"""What of the firm's stands on somebody else's van."""
_STUCK_ON = frozenset({"magnet", "magnets", "decal", "decals"})
"""What a firm sticks on other people's vans."""
_YOU = frozenset({"you", "your", "youre", "yall", "ye", "yous"})


def _is_a_cry(start: int, reading: Reading) -> bool:
    low, high = reading.bounds(start)
    ends = start + 1 == high
    return ends and reading.words[start - 1 : start] == ["i"] and not _SAID["hurt"].isdisjoint(reading.words[low:start])
