"""A list, directory or finder that an answer names and no table knows ("carecredit provider list", "aao locator").

It is named as the client wrote it: there is nothing more to ask of somebody who says which list it was.
"""

from attribution.entries.directory import Directory
from attribution.mentions.listed_by import led_here
from attribution.mentions.mention import Mention
from attribution.model import Channel, Kind, Source
from attribution.tables import table, words
from attribution.words.reading import Reading, is_a_word, stop_words
from attribution.words.text import slug
from attribution.words.trades import titles

_KNOWN = table("mentions")["listings"]
_LISTS = frozenset(_KNOWN["lists"])
_SITES = frozenset(_KNOWN["sites"])
_OF_A_LIST = frozenset(_KNOWN["of_a_list"])
_LONGEST = 3
"""So many words at most make the name of whose list it is."""


def listing_in(reading: Reading, directory: Directory) -> Mention | None:
    """The first list whose owner is named by initials or a made-up word, and is nobody of the directory."""
    for place, word in enumerate(reading.words):
        if word not in _LISTS and word not in _SITES:
            continue
        end = place
        while end and reading.clause[end - 1] == reading.clause[place] and reading.words[end - 1] in _OF_A_LIST:
            end -= 1
        start = end
        while start and end - start < _LONGEST and _is_of_a_name(start - 1, place, reading, directory):
            start -= 1
        titled = start > 0 and reading.words[start - 1] in titles()
        own = not titled and any(_is_made_up(p, reading) for p in range(start, end))
        if own and (word in _LISTS or start == 0) and led_here(start, place + 1, reading):
            name = reading.quote(start, end)
            source = Source(slug(name), name, Kind.WEBSITE)
            return Mention(start, place + 1, source, Channel.WEBSITE, "website_name")
    return _site_by_its_name(reading, directory)


def _site_by_its_name(reading: Reading, directory: Directory) -> Mention | None:
    """A site that a name with capitals is written before ("on the Guild of Master Thatchers site")."""
    words = reading.words
    for place, word in enumerate(words):
        if word not in _OF_A_NAME or reading.shouted:
            continue
        start = place
        while start and place - start < _MOST and words[start - 1] != "the" and _is_written_large(start - 1, reading):
            start -= 1
        led = words[max(0, start - 2) : start]
        named = place - start > 1 and reading.tokens[start].capital and led[1:] == ["the"] and led[0] in _LEADING
        if word == "site" and (not _ON_A_BUILDING_SITE.isdisjoint(words) or _BODIES.isdisjoint(words[start:place])):
            continue  # "your men on the Barratt Homes site" build there.
        if named and not any(directory.ids_with_both(*words[p : p + 2]) for p in range(start, place - 1)):
            name = reading.quote(start, place)
            return Mention(start, place + 1, Source(slug(name), name, Kind.WEBSITE), Channel.WEBSITE, "website_name")
    return None


def _is_written_large(place: int, reading: Reading) -> bool:
    return reading.tokens[place].capital or reading.words[place] in {"of", "for", "and"}


_MOST = 6
"""So many words at most make the name of a body."""
_OF_A_NAME = frozenset({"site", "website", "webpage", "portal"})
_LEADING = frozenset({"on", "off", "from", "through", "via", "using"})
_ON_A_BUILDING_SITE = frozenset(
    {"men", "crew", "foreman", "working", "works", "worked", "lads", "sign", "board", "van", "truck", "building", "met"}
)
_BODIES = frozenset(table("mentions")["bodies"])
"""Words of which one is in the name of a body that has a site."""


def _is_of_a_name(place: int, of: int, reading: Reading, directory: Directory) -> bool:
    word = reading.words[place]
    if (
        reading.clause[place] != reading.clause[of]
        or word in titles()
        or word in stop_words()
        or reading.tokens[place].possessive
    ):
        return False
    names = {word, word.removesuffix("s")}
    return not (directory.ids_with(word) or names & words("first_names").keys() or names & words("surnames").keys())


def _is_made_up(place: int, reading: Reading) -> bool:
    """Whether a word is no word of the language, or initials."""
    initials = not reading.shouted and reading.tokens[place].raw.isupper() and len(reading.words[place]) > 1
    return reading.words[place].isalpha() and (initials or not is_a_word(reading.words[place]))
