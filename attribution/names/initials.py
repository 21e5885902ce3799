"""A name of which one half is cut short: an initial before the surname, or only the beginning of the surname."""

from attribution.entries.cards import Card
from attribution.names.hits import Hit
from attribution.names.match import Match, new_match, places_of
from attribution.words.reading import Reading, is_a_word

_BOTH = 2
"""So many words: an answer that is nothing but an initial and a surname."""


def initial_and_surname(card: Card, surname: list[Hit], reading: Reading) -> Match | None:
    """The match of an entry whose initial stands before the surname.

    "A" is one before a dot, as a capital inside a sentence or where nothing else is said, and an article otherwise.
    """
    for hit in surname:
        before = hit.place - 1
        if before >= 0 and len(reading.words[before]) == 1 and card.given and hit.quality > 1:
            word = reading.words[before]
            dotted = reading.tokens[hit.place].before.startswith(".") or reading.capital_inside(before)
            alone = len(reading.words) == _BOTH and reading.tokens[before].capital
            dotted = dotted or (alone and not is_a_word(reading.words[hit.place]))
            if word == card.given[0][:1] and (dotted or word not in {"i", "a", "u"}):
                return new_match(
                    card, "initial_and_surname", before, hit.place + hit.length, places_of(hit) | {before}, 2
                )
    return None


def cut_short(card: Card, given: list[Hit], reading: Reading) -> Match | None:
    """A first name and the beginning of the surname ("Paul Fitz"), which something beside it must support."""
    for hit in given:
        after = hit.place + hit.length
        if hit.quality < 2 or after >= len(reading.words) or reading.clause[after] != reading.clause[hit.place]:
            continue
        word = reading.words[after]
        if len(word) > 3 and any(name.startswith(word) and name != word for name in card.surname):
            match = new_match(card, "full_name", hit.place, after + 1, range(hit.place, after + 1), 1, complete=True)
            match.doubts.append(f"“{reading.quote(after, after + 1)}” is only the beginning of the surname")
            return match
    return None
