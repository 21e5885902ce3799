"""Whether words of a trade or a firm are said of somebody who is named, and not of another, nor to deny it."""

from attribution.entries.cards import Card
from attribution.names.hits import Hit
from attribution.names.roles import is_a_role
from attribution.words.reading import Reading

_OF_A_SENTENCE = 3
"""So many words make up a sentence that tells no more than what somebody does."""
_AFTERWARDS = (["after"], ["before"], ["during"])
_FOR = (["for"], ["about"])
_ARTICLES: tuple[list[str], ...] = ([], ["a"], ["an"], ["the"], ["my"], ["our"], ["some"])
_WENT = frozenset({"to", "see", "saw", "use", "used", "called", "rang", "phoned", "texted", "emailed", "contacted"})


def is_told_shortly(place: int, start: int, card: Card, reading: Reading) -> bool:
    """Whether a word of somebody's occupation is said of them in an answer of a few words: what came before or after
    what is told ("Lena told my wife after pilates"), or all of a sentence of its own ("ballet. Miss Zoe")."""
    word = reading.words[place]
    if word not in card.occupation or is_denied(place, reading):
        return False
    if reading.words[place - 1 : place] in _AFTERWARDS:
        return not is_a_role(word)
    apart = reading.sentence[place] != reading.sentence[start]
    return apart and reading.sentence.count(reading.sentence[place]) <= _OF_A_SENTENCE


def is_what_they_do(low: int, high: int, start: int, end: int, reading: Reading) -> bool:
    """Whether the client went to this very one for it: "I go to Selam for daycare", "called Everett about a generator".

    Who was asked about somebody of a trade ("called Joe about a plumber") is not said to be one.
    """
    between = reading.words[end:low]
    if between[:1] not in _FOR or between[1:] not in _ARTICLES or is_a_role(reading.words[high - 1]):
        return False
    return start > 0 and reading.words[start - 1] in _WENT


def is_denied(place: int, reading: Reading) -> bool:
    """Whether the words before say that this is not the one ("not Katie the web designer")."""
    for cue in reading.of("negates"):
        if cue.end <= place <= cue.end + 4 and reading.clause[cue.start] == reading.clause[place]:
            return True
    return False


def heads(low: int, high: int, start: int, reading: Reading) -> bool:
    """Whether a trade stands alone before the sentence that begins with the name: "My chiro. Sandquist, on Second"."""
    first, last = reading.bounds(low)
    return high == last == start and reading.words[first:low] in (["my"], ["our"], ["the"])


def are_the_whole_firm(hits: dict[str, Hit], card: Card) -> bool:
    """Whether words stand side by side that are all those of a firm, its own surname misspelt: "Paul at Zapala Cycles"
    for Paul Zappala of Zappala Cycles."""
    places = [hits[word].place for word in card.firm if word in hits]
    return len(places) == len(card.firm) == len(hits) and places == list(range(places[0], places[0] + len(places)))
