"""Where an answer names a source, first and again: by its name, a short form, its trade, or what it is ("the ad")."""

from collections.abc import Sequence
from functools import lru_cache

from attribution.mentions.mention import Mention
from attribution.names.match import Match
from attribution.tables import table
from attribution.words.nicknames import forms_of
from attribution.words.reading import Reading, is_ordinary, stop_words
from attribution.words.text import fold

_MOST_PLACES = 8
Places = list[tuple[int, int]]


def places_of_a_part(match: Match, others: Places, reading: Reading) -> list[int]:
    """The places where a word of a person's name, or the first of a firm's, stands once more by itself."""
    card, used = match.card, match.explained
    own = {*card.surname, *card.given} if card.person else set(card.firm[:1])
    forms = own.union([word + "s" for word in own])
    return [
        place
        for place, (word, full) in enumerate(zip(reading.words, reading.full, strict=True))
        if (word in forms or full in own)
        and place not in used
        and not any(start <= place < end for start, end in others)
        and not is_ordinary(word)
        and word not in stop_words()
    ]


def places_of_name(match: Match, taken: set[int], reading: Reading) -> Places:
    """Where a partner is named: the place of the match, and later its first name, surname, firm or trade once more."""
    card = match.card
    said = {reading.words[p] for p in match.name}
    own = {*card.surname, *card.given, *said} if card.person else {*card.firm[:1], *said}
    own.update(*map(forms_of, card.given))
    forms = own.union([word + "s" for word in own])
    places = _by_clause(match, reading)
    for place in range(match.end, len(reading.words)):
        word = reading.words[place]
        if len(places) == _MOST_PLACES:
            break
        if (
            (word in forms or reading.full[place] in own)
            and place not in match.explained
            and place not in taken
            and word not in stop_words()
            and (not is_ordinary(word) or (word in said and _stands_out(place, reading)))
        ):
            places.append((place, place + 1))
    for low, high, trades in reading.trades:
        if trades & card.trades and low > match.end + _BESIDE and low not in match.explained:
            places.append((low, high))
    return [places[0], *sorted(places[1:])][:_MOST_PLACES]


_BESIDE = 2
"""So many words after a name a trade only says who it is."""
_FEW = 4


def _stands_out(place: int, reading: Reading) -> bool:
    """Whether a word that is a name too means the name: it has a capital, or its clause is little more."""
    return reading.capital_inside(place) or sum(number == reading.clause[place] for number in reading.clause) <= _FEW


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
    words = _own_words(mention, reading)
    known = {p for start, end in places for p in range(start, end)}
    if sum(m.source.kind is mention.source.kind for m in all_of_them) == 1:
        others = {w for m in all_of_them if m is not mention for w in _own_words(m, reading)}
        words.update(set(table("verdicts")["again"].get(str(mention.source.kind), ())) - others)
    if mention.medium is not None:
        words.update(_single_words(mention.medium.says))
    places += [
        (p, p + 1)
        for p in range(mention.end, len(reading.words))
        if reading.words[p] in words and p not in known | taken
    ]
    return sorted(places)[:_MOST_PLACES]


@lru_cache(maxsize=1_024)
def _single_words(spellings: tuple[str, ...]) -> frozenset[str]:
    """The spellings of a medium that are one word, folded."""
    return frozenset(said for said in map(fold, spellings) if " " not in said)


def _own_words(mention: Mention, reading: Reading) -> set[str]:
    """The words that name a medium, each also for one and for several ("google review ... the reviews")."""
    said = {w for w in reading.words[mention.start : mention.end] if w not in stop_words() and len(w) > 2}
    return said | {f"{w}s" for w in said} | {w.removesuffix("s") for w in said}
