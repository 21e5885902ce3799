"""The words of a medium that are not looked up as names, and those that may be somebody's."""

from collections.abc import Iterable

from attribution.entries.directory import Directory
from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.words.reading import Reading, is_a_word, stop_words
from attribution.words.text import fold

_TURN = 2
"""A turn of phrase of more words may begin with a name."""


def places_of_no_name(mention: Mention, reading: Reading, directory: Directory) -> Iterable[int]:
    """The places of a medium that are not looked up as names."""
    places = range(mention.start, mention.end)
    word = reading.words[mention.start]
    medium = mention.medium
    if mention.plain or (medium and any(start in reading.tokens[mention.start].raw for start in medium.starts)):
        return places  # What is written as the medium writes itself is no romanised name.
    if len(places) == 1 and directory.ids_with(word):
        return ()
    if _ends_a_name(mention, reading, directory):
        return ()
    # The name before a turn of phrase ("Lois Finhead on the ferry") is no part of it, unless it is that of the medium.
    own = medium is not None and word in {*fold(medium.name).split(), *map(fold, medium.says_carefully)}
    known = len(places) > _TURN and directory.ids_with(word) and not is_a_word(word) and not own
    return places[1:] if known else places


def is_a_firms_name(mention: Mention, reading: Reading, directory: Directory) -> bool:
    """Whether a business of the directory has the name of a paper or a station, and it alone stands there, or its whole
    name, with which that of a site begins or ends ("Open Path Counselling")."""
    if mention.medium is None:
        return False
    site = mention.medium.kind in _SITES
    if not site and mention.medium.name not in _OUTLETS:
        return False
    words = reading.words
    for place in range(mention.start, mention.end):
        ids = directory.ids_with(words[place])
        for card in map(directory.card, ids if len(ids) <= _MANY else ()):
            low = place - card.firm.index(words[place]) if words[place] in card.firm else -1
            high = low + len(card.firm)
            whole = not card.person and high - low > 1 and low >= 0 and tuple(words[low:high]) == card.firm
            if whole and site and low <= mention.start and mention.end <= high:
                return True
            if (
                whole
                and not site
                and stop_words().issuperset((*words[mention.start : low], *words[high : mention.end]))
            ):
                return True
    return False


_SITES = frozenset({Kind.WEBSITE, Kind.LOCAL_LISTING})
_OUTLETS = frozenset({"Newspaper ad", "Magazine ad", "Radio ad", "TV ad"})
_MANY = 200
"""So many entries that share a word with a medium are compared with it."""


def _ends_a_name(mention: Mention, reading: Reading, directory: Directory) -> bool:
    """Whether a medium is the end of the whole name of a business ("the Otterby Parish Newsletter")."""
    if not mention.start:
        return False
    words, end = reading.words, mention.end
    both = directory.ids_with(words[mention.start - 1]) & directory.ids_with(words[end - 1])
    firms = (card.firm for card in map(directory.card, both) if not card.person)
    return any(
        len(firm) > end - mention.start and tuple(words[max(0, end - len(firm)) : end]) == firm for firm in firms
    )
