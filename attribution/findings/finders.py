"""A finder, page or list of somebody whom no table knows, told as part of a sentence: "on the NABV find a vet page",
"Purrsure's list of vets", "the Quillfort has a map on their site", "typed it into the search bar on dogs of dorset".

It is a website, named as the client wrote it; whoever is listed as a partner comes before.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attribution.entries.directory import Directory
from attribution.mentions.listed_by import led_here
from attribution.mentions.mention import Mention
from attribution.model import Channel, Kind, Source
from attribution.tables import table, words
from attribution.who.named import Named
from attribution.words.reading import Reading, is_a_word, stop_words
from attribution.words.text import slug
from attribution.words.trades import titles

_KNOWN = table("mentions")
_OF = {name: frozenset(listed) for name, listed in _KNOWN["finders"].items()}
_BODIES = frozenset(_KNOWN["bodies"])
_YOU = frozenset({"you", "youre", "your", "ye", "u", "yall", "yous", "us"})
_THEIR = frozenset({"their", "the", "its", "there"})
_LONGEST = 5
"""So many words at most make the name of whose page it is."""
_FAR = 9
"""So many words after a list may say that it is on a site."""


def finder_in(reading: Reading, directory: Directory) -> Mention | None:
    """The first page of somebody that an answer tells as the way to the firm, unless it led to nobody."""
    for start, end, last in _candidates(reading):
        if _is_a_name(start, end, reading, directory) and led_here(start, last, reading):
            name = reading.quote(start, end).removesuffix("'s").removesuffix("’s")
            return Mention(start, last, Source(slug(name), name, Kind.WEBSITE), Channel.WEBSITE, "website_name")
    return None


def without_misspelt(named: list[Named], reading: Reading, directory: Directory) -> list[Named]:
    """Those who are named, without whoever only the initials of a page's owner are near ("RZNB" for Reznab)."""
    if not any(_is_near_only(each) for each in named):
        return named
    finder = finder_in(reading, directory)
    page = frozenset(range(finder.start, finder.end)) if finder is not None else frozenset[int]()
    return [each for each in named if not (_is_near_only(each) and each.best.name <= page)]


def _is_near_only(named: Named) -> bool:
    return not named.certain and named.best.quality <= 1 and len(named.best.name) == 1


def _candidates(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Where a name begins and ends that may be that of a page's owner, and where the words for the page end."""
    said = reading.words
    for place, word in enumerate(said):
        if word not in _TELLING or place in reading.taken:
            continue
        if word == "find" or (word in _OF["searches"] and place and _is_of_a_trade(place - 1, reading)):
            yield from _before_a_finder(place if word == "find" else place - 1, reading)
        elif word in _OF["has"]:
            yield from _that_has(place, reading)
        elif word in _YOU and said[place + 1 : place + 3] in _ON_THEIR:
            yield from _they_have(place, reading)
        elif word in {"bar", "box"} and said[place - 1 : place] == ["search"] and said[place + 1 : place + 2] == ["on"]:
            yield from _searched_on(place + 2, reading)
        elif word in _OF["listed"] and said[place + 1 : place + 2] == ["of"] and _is_owned(place - 1, reading):
            start = _start_of_name(place, reading)
            yield start, place, place + 1


_TELLING = _YOU | _OF["searches"] | _OF["has"] | _OF["listed"] | {"find", "bar", "box"}
"""Words one of which every such page is told with."""
_ON_THEIR = [["on", "their"], ["in", "their"]]


def _is_of_a_trade(place: int, reading: Reading) -> bool:
    return any(first <= place < last for first, last, _ in reading.trades)


def _is_owned(place: int, reading: Reading) -> bool:
    return place >= 0 and (reading.tokens[place].possessive or "'s" in reading.tokens[place].raw)


def _before_a_finder(place: int, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """A name before "find a vet page" or "vet search", in its clause or as all of the one before."""
    said = reading.words
    last = place + 1
    if said[place] == "find":
        if said[place + 1 : place + 2] not in (["a"], ["an"], ["your"], ["my"]):
            return
        last = min(place + 3, len(said))
        paged = next((p for p in range(last, min(last + 3, len(said))) if said[p] in _OF["pages"]), None)
        if paged is not None and reading.sentence[paged] == reading.sentence[place]:
            last = paged + 1
        elif not any(_is_of_a_trade(p, reading) for p in range(place + 2, last)):
            return
    else:
        last = place + 2
    end = place
    if end and said[end - 1] in {"the", "their", "its"} and end > 1 and reading.clause[end - 2] != reading.clause[end]:
        end -= 1
    yield _start_of_name(end, reading), end, last


def _that_has(place: int, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """A name that has a map or list on its site, or a page or links."""
    said, (_, high) = reading.words, reading.bounds(place)
    part = next((p for p in range(place + 1, min(place + 4, high)) if said[p] in _OF["parts"]), None)
    end = place - (place > 0 and said[place - 1] in _OF["sites"])
    if part is None or (part == place + 1 and said[part] not in {"links", "lists", "pages"}):
        return
    rest = said[part + 1 : min(high, part + _FAR)]
    sited = any(rest[k] in _THEIR and rest[k + 1] in _OF["sites"] for k in range(len(rest) - 1))
    if end < place or sited or said[part] not in _OF["listed"]:
        start = _start_of_name(end, reading)
        if start == 0 or said[:start] == ["the"]:
            yield start, end, part + 1


def _they_have(place: int, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """A name after which the client says that the firm is "on their portal"."""
    paged = not (_OF["sites"] | _OF["listed"]).isdisjoint(reading.words[place + 3 : place + 5])
    end = place - (reading.words[place - 1 : place] in (["and"], ["where"], ["so"]))
    if paged and end > 0:
        start = _start_of_name(end, reading)
        if all(reading.tokens[p].capital and not reading.shouted for p in range(start, end)) or start == 0:
            yield start, end, place + 4


def _searched_on(start: int, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """The site on which a search bar is."""
    low = start
    while low < len(reading.words) and reading.words[low] in {"the", "my"}:
        low += 1
    end = low
    while end < len(reading.words) and end - low <= _LONGEST and reading.clause[end] == reading.clause[start - 1]:
        if reading.words[end] in {"and", "then", "you"} | _OF["sites"]:
            break
        end += 1
    sited = end < len(reading.words) and reading.words[end] in _OF["sites"]
    if low < end and (low == start or sited) and _OF["devices"].isdisjoint(reading.words[low:end]):
        yield low, end, end + sited


def _start_of_name(end: int, reading: Reading) -> int:
    """Where the words of a name begin that end here: after what leads to it, or at the beginning of its clause."""
    start = end
    while start and end - start < _LONGEST and (start == end or reading.clause[start - 1] == reading.clause[end - 1]):
        word = reading.words[start - 1]
        if word in _OF["leads"] or (word in stop_words() and word not in _OF["inside"]):
            break
        start -= 1
    return start


def _is_a_name(start: int, end: int, reading: Reading, directory: Directory) -> bool:
    """Whether words may be the name of a site: not people or places that a client only tells of, nor anybody known."""
    said = reading.words[start:end]
    if not said or not reading.taken.isdisjoint(range(start, end)) or end - start > _LONGEST:
        return False
    if (
        not _OF["people"].isdisjoint(said)
        or said[0] in titles()
        or said[0] in _OF["inside"]
        or said[-1] in _OF["inside"]
    ):
        return False
    if any(c.start < end and start < c.end for c in reading.of("relations", "existing_client_words", "negates")):
        return False
    if _is_somebody(said, start, reading):
        return False
    return not _is_a_partner(said, directory)


def _is_somebody(said: Sequence[str], start: int, reading: Reading) -> bool:
    """Whether all words are those of a person's name, or one that is no body's begins with a first name."""
    plain = [word.removesuffix("s") if reading.tokens[start + k].possessive else word for k, word in enumerate(said)]
    people = words("first_names").keys() | words("surnames").keys()
    raw = reading.tokens[start].raw
    if len(said) == 1 and raw.isupper() and not reading.shouted:
        return False
    if not _BODIES.isdisjoint(said):
        return False
    return all(word in people for word in plain) or (plain[0] in words("first_names") and not is_a_word(plain[0]))


def _is_a_partner(said: Sequence[str], directory: Directory) -> bool:
    """Whether a name is that of somebody in the directory, or a word of it that means nothing else is."""
    if len(said) == 1:
        return bool(directory.ids_with(said[0]))
    return any(directory.ids_with_both(*pair) for pair in pairwise(said))
