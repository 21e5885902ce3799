"""Which kinds of source an answer speaks of without a name: "my neighbour", "at a talk", "you did my will"."""

from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.names.roles import is_a_role
from attribution.words.media import CHANNEL_OF_KIND, unnamed
from attribution.words.reading import Reading


def kinds_in(reading: Reading) -> list[Mention]:
    """Kinds of source that are spoken of without a name ("my neighbour", "at a talk"), in the answer's order."""
    found: list[Mention] = []
    spoken = {cue.role for cue in reading.cues}
    if spoken.isdisjoint(_RULES):
        return found
    for role, kind in _KINDS:
        if role not in spoken:
            continue
        cues = reading.of(role)
        if role == "relations":
            cues = [cue for cue in cues if not _is_asked_for(cue.start, cue.end, reading)]
            cues = [cue for cue in cues if not _is_of_a_trade(cue.start, cue.end, reading)]
            cues = [cue for cue in cues if not _is_whose_screen(cue.end, reading)]
        if role == "events":
            cues = [cue for cue in cues if not _is_a_time(cue.start, reading)]
        for cue in cues:
            if not any(p in reading.taken for p in range(cue.start, cue.end)):
                source = unnamed(kind)
                found.append(Mention(cue.start, cue.end, source, CHANNEL_OF_KIND[kind], _RULES.get(role, "kind")))
    events = [each for each in found if each.rule == "event"]
    found = [each for each in found if not (each.rule == "returning" and _is_part_of_one(each, events))]
    return sorted(found, key=lambda m: (m.start, -m.end))


def _is_part_of_one(returning: Mention, events: list[Mention]) -> bool:
    """Whether words are no more than who had a stand ("you lot had the stall")."""
    size = returning.end - returning.start
    return any(e.start <= returning.start and returning.end <= e.end and e.end - e.start > size for e in events)


_KINDS = (
    ("relations", Kind.WORD_OF_MOUTH),
    ("existing_client_words", Kind.EXISTING_CLIENT),
    ("returning", Kind.EXISTING_CLIENT),
    ("events", Kind.EVENT),
    ("ads", Kind.ADVERTISEMENT),
    ("searches", Kind.SEARCH_ENGINE),
    ("other_site", Kind.WEBSITE),
    ("social", Kind.SOCIAL_NETWORK),
    ("assistants", Kind.AI_ASSISTANT),
)
_RULES = {
    "relations": "relation",
    "existing_client_words": "existing_client",
    "returning": "returning",
    "events": "event",
    "ads": "advertisement",
    "searches": "search",
    "other_site": "website",
    "social": "social",
    "assistants": "assistant",
}


def _is_asked_for(start: int, end: int, reading: Reading) -> bool:
    """Whether a relative is the one who needs help ("for my husband"), and not the one who told."""
    before = reading.words[max(0, start - 3) : start]
    if "for" in before[-2:] or (before[:1] == ["for"] and _MY.issuperset(before[1:])) or before[-1:] == ["about"]:
        return True
    after = reading.words[end] if end < len(reading.words) else ""
    return after in _HAS and bool(reading.of("needs")) and not reading.of("points", "strong_points")


_MY = frozenset({"my", "our", "late", "dear", "elderly", "old", "own", "two", "three"})


def _is_whose_screen(end: int, reading: Reading) -> bool:
    """Whether a relation only says on whose screen something was seen ("your website popped up on my cousin's laptop"):
    nobody told the client anything."""
    owns = reading.tokens[end - 1].possessive or reading.full[end - 1].endswith("s")
    return owns and not _SCREENS.isdisjoint(reading.words[end : end + 1]) and not reading.of("points", "weak_points")


_SCREENS = frozenset(
    {"laptop", "computer", "ipad", "tablet", "phone", "mobile", "screen", "pc", "iphone", "macbook", "telly"}
)


def _is_a_time(start: int, reading: Reading) -> bool:
    """Whether an event only says when something has to be ("you'll break a hip before the county fair")."""
    before = reading.words[max(reading.bounds(start)[0], start - 3) : start]
    return not _UNTIL.isdisjoint(before) and {"at", "in"}.isdisjoint(before)


_UNTIL = frozenset({"before", "until", "till", "til"})


def _is_of_a_trade(start: int, end: int, reading: Reading) -> bool:
    """Whether a trade says who a stranger is ("the tax man", "a man in the paint shop"), or the word is part of the
    trade's own name ("a family lawyer"): then a role is meant."""
    for first, last, _ in reading.trades:
        if (last == start and first < start) or (first <= start and end < last and _is_named(last - 1, reading)):
            return True
        between = reading.words[end:first]
        while between and between[0] in _AT_THE_DESK:
            between = between[1:]
        at = bool(between) and between[0] in {"in", "at", "from"} and len(between) <= _AWAY
        if at and reading.words[end - 1] in _STRANGERS and reading.clause[first] == reading.clause[start]:
            return True
    return False


def _is_named(place: int, reading: Reading) -> bool:
    """Whether the last word of a trade names who does it, or a firm ("family lawyer", "family law")."""
    return is_a_role(reading.words[place]) or reading.words[place] == "law"


_AT_THE_DESK = frozenset({"on", "behind", "the", "front", "desk", "counter", "reception", "till"})
_AWAY = 3
"""So many words may stand between a stranger and the trade of the place."""
_STRANGERS = frozenset({"man", "woman", "lady", "guy", "bloke", "lad", "lass", "girl", "fella", "chap", "someone"})
_HAS = frozenset({"is", "has", "needs", "need", "wants", "was", "had", "keeps", "got", "gets", "fell", "broke", "lost"})
