"""Which of several sources was the decisive one, as far as the words say so.

Beside the turns of phrase that `standing` knows ("but it was", "that did it"), people name the decisive source once
more ("... . So Rosie", "credit to Frank", "barber seals it"), point at it with a pronoun ("mostly her"), or weigh one
against the other in figures ("Nextdoor 20, Austin Yates 70", "choir > bus"). Where they say nothing, a partner comes
before a medium, and of two partners the one who is named first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.findings import Finding
from attribution.match import Match
from attribution.mentions import Mention
from attribution.model import Kind
from attribution.reading import Reading, is_ordinary, stop_words

_SAID_SO = 2.5
"""What it adds to the order of a finding: more than a single turn of phrase beside it."""
_OBJECTS = frozenset({"him", "her", "them", "el", "ella", "lui", "elle", "ihm", "ihr"})
_MOST_PLACES = 8
MOST_SOURCES = 8
"""So many places of so many sources are looked at, which bounds the work for one answer."""
_PEOPLE = frozenset({Kind.PARTNER, Kind.WORD_OF_MOUTH, Kind.EXISTING_CLIENT})
_MORE = re.compile(r"\s*>+\s*")
_SOFT = frozenset({"the", "my", "our", "to", "it", "a", "el", "la", "mi", "al", "for", "on", "be", "was", "is"})
Places = list[tuple[int, int]]


@dataclass(slots=True)
class Told:
    """One source that counts, and the places where the answer names it, the first one first."""

    finding: Finding
    places: Places


def put_the_decisive_first(told: Sequence[Told], reading: Reading) -> None:
    """Raise the order of the sources that are said to have decided."""
    if not 2 <= len(told) <= MOST_SOURCES:
        return
    taken = {p for each in told for start, end in each.places for p in range(start, end)}
    for each in told:
        if any(_is_said_to_decide(place, taken, reading) for place in each.places) or _stands_alone_again(
            each, reading
        ):
            each.finding.order += _SAID_SO
    _by_pronoun(told, reading)
    _by_figures(told, reading)


def _is_said_to_decide(place: tuple[int, int], taken: set[int], reading: Reading) -> bool:
    start, end = place
    sentence = reading.sentence[start]
    for cue in reading.of("decides_after"):
        between = range(end, cue.start)
        near = cue.start >= end and len(between) <= 2 and reading.sentence[cue.start] == sentence
        if near and taken.isdisjoint(between) and all(reading.words[p] in stop_words() for p in between):
            return not _goes_on(cue.end, cue.start, reading)
    for cue in reading.of("decides_before"):
        between = range(cue.end, start)
        near = cue.end <= start and len(between) <= 2 and reading.sentence[cue.start] == sentence
        if near and all(reading.words[p] in _SOFT for p in between):
            return True
    return False


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


def _by_pronoun(told: Sequence[Told], reading: Reading) -> None:
    """ "... mostly her": whoever was named last before it."""
    for cue in reading.of("decides_before", "decides"):
        if cue.end >= len(reading.words) or reading.words[cue.end] not in _OBJECTS:
            continue
        after = reading.words[cue.end + 1] if cue.end + 1 < len(reading.words) else ""
        if after and reading.clause[cue.end + 1] == reading.clause[cue.end] and after not in _ENDS:
            continue  # "because of her office" names the office.
        before = [each for each in told if each.places[0][1] <= cue.start and _is_somebody(each.finding)]
        if before:
            max(before, key=lambda each: each.places[0][0]).finding.order += _SAID_SO


_ENDS = frozenset(
    {"really", "i", "tbh", "honestly", "in", "that", "who", "down", "mostly", "mainly", "so", "as", "then", "for"}
)


def _is_somebody(finding: Finding) -> bool:
    offered = (finding.credit,) if finding.credit is not None else finding.suggestions[:1]
    return any(credit.source.kind in _PEOPLE for credit in offered)


def _by_figures(told: Sequence[Told], reading: Reading) -> None:
    """A figure right after every source, or one right after another with ">" between: the greatest decides."""
    figures = []
    for each in told:
        end = each.places[0][1]
        word = reading.words[end] if end < len(reading.words) else ""
        figures.append(int(word) if word.isdecimal() and len(word) <= 3 else -1)
    if min(figures) >= 0 and figures.count(max(figures)) == 1:
        told[figures.index(max(figures))].finding.order += _SAID_SO
        return
    for each in told:
        for start, end in each.places:
            more = end < len(reading.words) and _MORE.fullmatch(reading.tokens[end].before)
            first = start == 0 or not _MORE.fullmatch(reading.tokens[start].before)
            if more and first:
                each.finding.order += _SAID_SO
                return


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
        if match.support.trades and trades & card.trades and low >= match.end and low > match.support.trades[1] - 1:
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
