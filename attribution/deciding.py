"""Which of several sources was the decisive one, as far as the words say so.

Beside the turns of phrase that `standing` knows ("but it was", "that did it"), people name the decisive source once
more ("... . So Rosie", "credit to Frank", "barber seals it"), point at it with a pronoun ("mostly her"), or weigh one
against the other in figures ("Nextdoor 20, Austin Yates 70", "choir > bus"). Where they say nothing, a partner comes
before a medium, and of two partners the one who is named first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.match import Match
from attribution.mentions import Mention
from attribution.reading import Reading, is_ordinary, stop_words
from attribution.standing import standing_of

SAID_SO = 2.5
"""What it adds to the order of a finding: more than a single turn of phrase beside it."""
_OBJECTS = frozenset({"him", "her", "them", "el", "ella", "lui", "elle", "ihm", "ihr"})
_MOST_PLACES = 8
MOST_SOURCES = 8
"""So many places of so many sources are looked at, which bounds the work for one answer."""
_MORE = re.compile(r"\s*>+\s*")
_SOFT = frozenset({"the", "my", "our", "to", "it", "a", "el", "la", "mi", "al", "for", "on", "be", "was", "is"})
Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """One source, and the places where the answer names it, the first one first; whether it is a person or firm."""

    places: Places
    somebody: bool

    @property
    def start(self) -> int:
        """Where it is named first."""
        return self.places[0][0]


def said_to_decide(told: Sequence[Told], reading: Reading) -> set[int]:
    """The starts of those of several sources of which the words say that they decided."""
    if not 2 <= len(told) <= MOST_SOURCES:
        return set()
    taken = {p for each in told for start, end in each.places for p in range(start, end)}
    decisive = {
        each.start
        for each in told
        if any(_is_said_to_decide(place, taken, reading) or _by_its_clause(place, reading) for place in each.places)
        or _stands_alone_again(each, reading)
    }
    return decisive | _by_pronoun(told, reading) | _by_figures(told, reading)


def decisive_of(
    names: Sequence[Match], media: Sequence[Mention], kin: Places, taken: set[int], reading: Reading
) -> set[int]:
    """The starts of the names and media, whether they count or not, that are said to have decided."""
    if not 2 <= len(names) + len(media) <= MOST_SOURCES:
        return set()
    told = [Told(places_of_name(name, taken, reading), somebody=True) for name in names]
    told += [Told(places_of_medium(medium, media, taken, reading), somebody=False) for medium in media]
    decisive = said_to_decide(told, reading)
    if reading.of("decides"):
        spans = [*((name.start, name.end) for name in names), *((medium.start, medium.end) for medium in media)]
        for own in spans:
            others = [span for span in (*spans, *kin) if span != own]
            if standing_of(*own, others, reading).decides:
                decisive.add(own[0])
    return decisive


def _is_said_to_decide(place: tuple[int, int], taken: set[int], reading: Reading) -> bool:
    start, end = place
    sentence = reading.sentence[start]
    described = {p for low, high, _ in reading.trades for p in range(low, high)}
    for cue in reading.of("decides_after"):
        between = [p for p in range(end, cue.start) if p not in described]
        near = cue.start >= end and len(between) <= 3 and reading.sentence[cue.start] == sentence
        if near and all(p not in taken and reading.words[p] in _LEADING | stop_words() for p in between):
            return not _goes_on(cue.end, cue.start, reading)
    for cue in reading.of("decides_before"):
        if cue.start and reading.words[cue.start - 1] in _DENYING:
            continue
        gap = range(cue.end, start)
        near = cue.end <= start and len(gap) <= 2 and reading.sentence[cue.start] == sentence
        if near and all(reading.words[p] in _SOFT for p in gap):
            return True
    return False


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
        if all(word in stop_words() or word in _CLOSING for word in rest) and len(rest) <= 4:
            return reading.clause[start] != reading.clause[each.places[0][0]]
    return False


_CLOSING = frozenset(
    {"yeah", "yes", "suppose", "guess", "honestly", "put", "therefore", "definitely", "basically", "pues"}
)


def _by_pronoun(told: Sequence[Told], reading: Reading) -> set[int]:
    """ "... mostly her": whoever was named last before it."""
    found = set()
    for cue in reading.of("decides_before", "decides"):
        if cue.end >= len(reading.words) or reading.words[cue.end] not in _OBJECTS:
            continue
        after = reading.words[cue.end + 1] if cue.end + 1 < len(reading.words) else ""
        if after and reading.clause[cue.end + 1] == reading.clause[cue.end] and after not in _ENDS:
            continue  # "because of her office" names the office.
        before = [each.start for each in told if each.places[0][1] <= cue.start and each.somebody]
        if before:
            found.add(max(before))
    return found


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


def places_of_name(match: Match, taken: set[int], reading: Reading) -> Places:
    """Where a partner is named: the place of the match, and later its first name, surname, firm or trade once more."""
    card = match.card
    own = {*card.surname, *card.given} if card.person else set(card.firm[:1])
    places = _by_clause(match, reading)
    for place in range(match.end, len(reading.words)):
        word = reading.words[place]
        known = own & {word, reading.full[place], word.removesuffix("s")}
        if len(places) == _MOST_PLACES:
            break
        if (
            known
            and place not in match.explained
            and place not in taken
            and not is_ordinary(word)
            and word not in stop_words()
        ):
            places.append((place, place + 1))
    for low, high, trades in reading.trades:
        first = match.support.trades[1] if match.support.trades else match.end + 1
        if trades & card.trades and low >= max(match.end, first):
            places.append((low, high))
    return [places[0], *sorted(places[1:])][:_MOST_PLACES]


def _by_clause(match: Match, reading: Reading) -> Places:
    """The places of a match, those of another clause apart: a name that follows on itself is in one match with it."""
    places = [(match.start, match.start + 1)]
    for place in range(match.start + 1, match.end):
        start, end = places[-1]
        if reading.sentence[place] != reading.sentence[end - 1] and place in match.name:
            places.append((place, place + 1))
        else:
            places[-1] = (start, place + 1)
    return places


def places_of_medium(mention: Mention, all_of_them: Sequence[Mention], taken: set[int], reading: Reading) -> Places:
    """Where a medium is named: where it is found, and wherever one of its words or the same medium stands again."""
    places = [
        (m.start, m.end) for m in all_of_them if m.source.name == mention.source.name and m.start >= mention.start
    ]
    words = {w for w in reading.words[mention.start : mention.end] if w not in stop_words() and len(w) > 2}
    known = {p for start, end in places for p in range(start, end)}
    places += [
        (p, p + 1)
        for p in range(mention.end, len(reading.words))
        if reading.words[p] in words and p not in known | taken
    ]
    return sorted(places)[:_MOST_PLACES]
