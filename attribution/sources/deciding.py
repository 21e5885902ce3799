"""Which of several sources was the decisive one, as far as the words say so.

Beside the turns of phrase that `standing` knows ("but it was", "that did it") and the shapes of `verdicts`, people name
the decisive source once more ("... . So Rosie", "credit to Frank", "barber seals it"), point at it with a pronoun
("mostly her"), or weigh one against the other in figures ("Nextdoor 20, Austin Yates 70", "choir > bus"). Where they
say nothing, a partner comes before a medium, and of two partners the one who is named first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.mentions.mention import Mention
from attribution.names.match import Match
from attribution.said.named_again import Places, places_of_medium, places_of_name
from attribution.said.standing import standing_of
from attribution.sources.verdicts import HINT, LAST, SAID, verdicts_in
from attribution.tables import table
from attribution.words.reading import Reading, stop_words

SAID_SO = {HINT: 2.5, SAID: 5.0, LAST: 5.0}
"""What it adds to the order of a finding: more than a single turn of phrase beside it, and where it is said in so many
words, more than whatever stands beside another."""
_OBJECTS = frozenset({"him", "her", "them", "el", "ella", "lui", "elle", "ihm", "ihr"})
MOST_SOURCES = 8
"""So many sources are looked at, which bounds the work for one answer."""
_MORE = re.compile(r"\s*>+\s*")
_SOFT = frozenset({"the", "my", "our", "to", "it", "a", "el", "la", "mi", "al", "for", "on", "be", "was", "is"})


@dataclass(frozen=True, slots=True)
class Told:
    """One source, and the places where the answer names it, the first one first; whether it is a person or firm."""

    places: Places
    somebody: bool

    @property
    def start(self) -> int:
        """Where it is named first."""
        return self.places[0][0]


def said_to_decide(told: Sequence[Told], reading: Reading) -> dict[int, int]:
    """The starts of those of several sources of which the words say that they decided, with how plainly: the last word
    on it goes before what was said earlier, and either before who was first."""
    if not 2 <= len(told) <= MOST_SOURCES:
        return {}
    taken = {p for each in told for start, end in each.places for p in range(start, end)}
    by_shape = verdicts_in([each.places for each in told], [each.somebody for each in told], reading)
    levels = {told[number].start: level for number, level in by_shape.items()}
    said = {
        **dict.fromkeys(_by_pronoun(told, reading), SAID),
        **dict.fromkeys(_by_figures(told, reading), LAST),
    }
    for each in told:
        level = max(_is_said_to_decide(place, taken, reading, each.somebody) for place in each.places)
        if any(_by_its_clause(place, reading) for place in each.places):
            level = max(level, SAID)
        if _stands_alone_again(each, reading):
            level = LAST
        levels[each.start] = max(level, levels.get(each.start, 0), said.get(each.start, 0))
    most = max(levels.values())
    return {start: level for start, level in levels.items() if level == most and level}


def decisive_of(
    names: Sequence[Match], media: Sequence[Mention], kin: Places, taken: set[int], reading: Reading
) -> dict[int, int]:
    """The starts of the names and media, whether they count or not, that are said to have decided, with how plainly."""
    if not 2 <= len(names) + len(media) <= MOST_SOURCES:
        return {}
    told = [Told(places_of_name(name, taken, reading), somebody=True) for name in names]
    told += [Told(places_of_medium(medium, media, taken, reading), somebody=False) for medium in media]
    decisive = said_to_decide(told, reading)
    if reading.of("decides") and max(decisive.values(), default=0) < SAID:
        spans = [*((name.start, name.end) for name in names), *((medium.start, medium.end) for medium in media)]
        for own in spans:
            others = [span for span in (*spans, *kin) if span != own]
            if standing_of(*own, others, reading).decides:
                decisive.setdefault(own[0], HINT)
    # A first name alone that stands once more is whoever has been named with it.
    for k, name in enumerate(names):
        said = {reading.words[p] for p in name.name}
        if name.start in decisive:
            level = decisive[name.start]
            decisive.update((each.start, level) for each in names[:k] if said <= {reading.words[p] for p in each.name})
    return decisive


def _is_said_to_decide(place: tuple[int, int], taken: set[int], reading: Reading, somebody: bool) -> int:
    """How plainly a cue right after or before a place says that it decided."""
    start, end = place
    sentence, after = reading.sentence[start], reading.of("decides_after")
    described = {p for low, high, _ in reading.trades for p in range(low, high)} if after else set()
    for cue in after:
        if not somebody and reading.words[cue.start - 1] in _THEY:
            continue  # "... your van, but he tipped me over" is no van.
        between = [p for p in range(end, cue.start) if p not in described]
        near = cue.start >= end and len(between) <= 3 and reading.sentence[cue.start] == sentence
        if near and all(p not in taken and reading.words[p] in _LEADING | stop_words() for p in between):
            if _goes_on(cue.end, cue.start, reading):
                return 0
            said = " ".join(reading.words[cue.start : cue.end])
            # What was only seen first seldom decides, unless it is the last that is said ("... Van first").
            closing = sentence > 0 and cue.end == len(reading.words)
            seen = said in _FIRST and " " not in said and not somebody and not closing
            return (0 if seen else HINT) if said in _FIRST else SAID
    for cue in reading.of("decides_before"):
        if cue.start and reading.words[cue.start - 1] in _DENYING:
            continue
        gap = range(cue.end, start)
        near = cue.end <= start and len(gap) <= 2 and reading.sentence[cue.start] == sentence
        if near and all(reading.words[p] in _SOFT for p in gap):
            return SAID
    return 0


def _by_its_clause(place: tuple[int, int], reading: Reading) -> bool:
    """Whether the shape of the sentence says it: "the one who got me to book was X", "without X I wouldn't have", "if X
    hadn't", "X said it before he did"."""
    start, end = place
    low, high = reading.bounds(start)
    words = reading.words
    first = start - 1
    while first > low and words[first] in _SOFT - _BEING:
        first -= 1
    if first > low and words[first] in _BEING and _begins_a_cleft(low, first, reading):
        return True
    unreal = not _UNREAL.isdisjoint(words[low:high])
    if unreal and first >= low and words[first] in _BUT_FOR:
        return True
    if unreal and first >= low and words[first] in {"if", "until", "till", "unless"}:
        return True
    before = next((p for p in range(end, min(high, end + _REACH)) if words[p] == "before"), 0)
    same = bool(before) and reading.clause[before] == reading.clause[start]
    return same and words[before + 1 : before + 2] in _OTHERS and _begins_its_clause(start, reading)


def _begins_a_cleft(low: int, high: int, reading: Reading) -> bool:
    """Whether words say that what follows "was" is the answer: "the one who ... was", "what ... was"."""
    words = reading.words
    for place in range(low, high):
        if words[place] == "what" or (
            words[place] in {"one", "person", "thing"} and words[place + 1] in {"who", "that"}
        ):
            return bool(_FOR_GOOD.intersection(words[place:high]))
    return False


def _begins_its_clause(start: int, reading: Reading) -> bool:
    before = [p for p in range(start) if reading.clause[p] == reading.clause[start]]
    return all(reading.words[p] in _SOFT or reading.words[p] in {"though", "but", "although", "and"} for p in before)


_THEY = frozenset({"he", "she", "they"})
_BEING = frozenset({"was", "is", "were", "being"})
_BUT_FOR = frozenset({"without"})
_UNREAL = frozenset({"wouldnt", "wouldn", "wouldve", "would", "hadnt", "never", "couldnt"})
_FOR_GOOD = frozenset(
    {
        "got",
        "made",
        "convinced",
        "clinched",
        "sealed",
        "decided",
        "swung",
        "pushed",
        "tipped",
        "sold",
        "persuaded",
        "finally",
        "actually",
        "did",
        "mattered",
        "brought",
    }
)
_OTHERS = (["he"], ["she"], ["they"], ["him"], ["her"], ["them"])
_REACH = 9
_FIRST = frozenset(table("verdicts")["order"]["first"])
_DENYING = frozenset({"not", "isnt", "wasnt", "never", "no"})
_LEADING = frozenset({"one", "who", "that", "actually", "really", "finally", "eventually"})


def _goes_on(end: int, start: int, reading: Reading) -> bool:
    """Whether "first" or "more" only begins what is said ("Joe first told me", "my sister more or less")."""
    bare = end - start == 1
    if not bare or end >= len(reading.words):
        return False
    ends = reading.clause[end] != reading.clause[start] or reading.words[end] in {"then", "and", "but"}
    return not ends


def _stands_alone_again(each: Told, reading: Reading) -> bool:
    """Whether a later clause is nothing but this source once more ("... and said CALL. Rosie")."""
    for start, end in each.places[1:]:
        clause = [p for p, number in enumerate(reading.clause) if number == reading.clause[start]]
        rest = [reading.words[p] for p in clause if not start <= p < end]
        if (
            all(word in stop_words() or word in _CLOSING for word in rest)
            and len(rest) <= 4
            and _MEANWHILE.isdisjoint(rest)
        ):
            return reading.clause[start] != reading.clause[each.places[0][0]]
    return False


_MEANWHILE = frozenset({"while", "whilst", "when", "during", "doing"})
"""Words of what somebody was doing ("Jed, while doing my taxes"), who is not named once more by it."""
_CLOSING = frozenset(
    {"yeah", "yes", "suppose", "guess", "honestly", "put", "therefore", "definitely", "basically", "pues"}
)


def _by_pronoun(told: Sequence[Told], reading: Reading) -> set[int]:
    """ "... mostly her": whoever was named last before it."""
    found = set()
    for cue in reading.of("decides_before", "decides"):
        if cue.end >= len(reading.words) or reading.words[cue.end] not in _OBJECTS:
            continue
        if cue.start and reading.words[cue.start - 1] in _CLAIMING:
            continue  # "... will tell you it was her".
        after = reading.words[cue.end + 1] if cue.end + 1 < len(reading.words) else ""
        if after and reading.clause[cue.end + 1] == reading.clause[cue.end] and after not in _ENDS:
            continue  # "because of her office" names the office.
        before = [
            (start, each.start) for each in told if each.somebody for start, end in each.places if end <= cue.start
        ]
        if before:
            found.add(max(before)[1])
    return found


_CLAIMING = frozenset({"you", "say", "says", "think", "thinks", "claim", "claims", "reckon", "reckons"})
_ENDS = frozenset(
    {"really", "i", "tbh", "honestly", "in", "that", "who", "down", "mostly", "mainly", "so", "as", "then", "for"}
)


def _by_figures(told: Sequence[Told], reading: Reading) -> set[int]:
    """A figure right after every source, or one right after another with ">" between: the greatest decides."""
    figures = []
    for each in told:
        end = each.places[0][1]
        word = reading.words[end] if end < len(reading.words) else ""
        figures.append(int(word) if word.isdecimal() and len(word) <= 3 else -1)
    if min(figures) >= 0 and figures.count(max(figures)) == 1:
        return {told[figures.index(max(figures))].start}
    for each in told:
        for start, end in each.places:
            more = end < len(reading.words) and _MORE.fullmatch(reading.tokens[end].before)
            first = start == 0 or not _MORE.fullmatch(reading.tokens[start].before)
            if more and first:
                return {each.start}
    return set()
