"""Which kinds of source an answer speaks of without a name: "my neighbour", "at a talk", "you did my will"."""

from attribution.media import CHANNEL_OF_KIND, unnamed
from attribution.mentions import Mention
from attribution.model import Kind
from attribution.reading import Reading


def kinds_in(reading: Reading) -> list[Mention]:
    """Kinds of source that are spoken of without a name ("my neighbour", "at a talk"), in the answer's order."""
    found = []
    for role, kind in _KINDS:
        cues = reading.of(role)
        if role == "relations":
            cues = [cue for cue in cues if not _is_asked_for(cue.start, cue.end, reading)]
            cues = [cue for cue in cues if not _is_of_a_trade(cue.start, reading)]
        for cue in cues:
            if not any(p in reading.taken for p in range(cue.start, cue.end)):
                source = unnamed(kind)
                found.append(Mention(cue.start, cue.end, source, CHANNEL_OF_KIND[kind], _RULES.get(role, "kind")))
    return sorted(found, key=lambda m: (m.start, -m.end))


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
    if "for" in before[-2:] or before[-1:] == ["about"]:
        return True
    after = reading.words[end] if end < len(reading.words) else ""
    return after in _HAS and bool(reading.of("needs")) and not reading.of("points", "strong_points")


def _is_of_a_trade(start: int, reading: Reading) -> bool:
    """Whether a trade stands just before ("the tax man", "the bank lady"): then a role is meant."""
    return any(last == start and first < start for first, last, _ in reading.trades)


_HAS = frozenset({"is", "has", "needs", "need", "wants", "was", "had", "keeps", "got", "gets", "fell", "broke", "lost"})
