"""The search that an answer tells of, unless the whole answer is the name of somebody of the directory."""

from itertools import pairwise

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.searches.searching import phrase_in
from attribution.searches.trade_and_town import trade_and_town_in
from attribution.searches.trade_and_wish import trade_and_wish_in
from attribution.words.media import medium_called
from attribution.words.reading import Reading


def searched_in(answer: str, reading: Reading, directory: Directory) -> tuple[int, int] | None:
    """The half-open place of what was searched for, in code points of the answer; None where nothing was."""
    found = trade_and_town_in(reading, directory) or phrase_in(answer) or trade_and_wish_in(reading, directory)
    tokens = reading.tokens
    if found is not None and _is_what_was_written_of(found, reading):
        return None
    if found is None or found[0] > tokens[0].start or found[1] < tokens[-1].end:
        return found
    return None if _names_an_entry(reading, directory) or _names_a_list(reading.words) else found


def _is_what_was_written_of(found: tuple[int, int], reading: Reading) -> bool:
    """Whether words only say what somebody wrote or spoke about: "your blog post about knee pain"."""
    first = next((p for p, token in enumerate(reading.tokens) if token.start >= found[0]), 0)
    before = reading.words[max(0, first - _NEAR) : first]
    return before[-1:] in (["about"], ["on"]) and not _WRITTEN.isdisjoint(before) and not reading.of("searches")


_NEAR = 7
_WRITTEN = frozenset({"blog", "article", "column", "guide", "podcast", "video", "videos", "talk", "leaflet", "booklet"})


def _names_an_entry(reading: Reading, directory: Directory) -> bool:
    """Whether an answer is a whole firm's name, or has somebody's whole name, or the first name beside the firm's:
    "Carson at Price Turf" and "through Carson Price" are no searches for a price."""
    words = reading.words
    if len(words) > _MOST_WORDS:
        return False
    ids = {id for word in words for id in directory.ids_with(word)}
    return any(_is_named(card, words) for card in directory.cards(ids))


def _names_a_list(words: list[str]) -> bool:
    """Whether an answer is the name of who lists firms, with a word for the list or not: "CPA Alberta directory"."""
    short = words[:-1] if words[-1] in _LISTS else words
    medium = medium_called(" ".join(short)) if 1 < len(short) <= _MOST_WORDS else None
    return medium is not None and medium.lists


_LISTS = frozenset({"directory", "list", "register", "website", "site", "page", "portal", "finder", "search", "lookup"})


def _is_named(card: Card, words: list[str]) -> bool:
    if not card.person:
        return len(card.firm) > 1 and tuple(words) == card.firm
    if any(first in card.given and last in card.surname for first, last in pairwise(words)):
        return True
    size = len(card.firm)
    places = [p for p in range(len(words) - size + 1) if tuple(words[p : p + size]) == card.firm] if size > 1 else ()
    return any(not {*words[:place], *words[place + size :]}.isdisjoint(card.given) for place in places)


_MOST_WORDS = 8
"""A name and a firm have no more words."""
