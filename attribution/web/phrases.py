"""The phrase that was typed into a search engine, from the address of its result page."""

import re
from collections.abc import Mapping, Sequence

from attribution.web.parameters import declared, decoded, parameters
from attribution.web.places import Place
from attribution.web.spelling import says_nothing
from attribution.words.address import Address

LONGEST = 200
"""So many code points of a phrase are kept."""
_CACHED = re.compile(r"cache:(?:[\w\-]{6,}:)?\S+\s*(.*)", re.DOTALL)
_NO_PHRASE = re.compile(r"(?:https?://|(?:site|related|info|link|inurl):\S+$)", re.IGNORECASE)


def phrase_in(place: Place, address: Address, found: Mapping[str, str]) -> str | None:
    """The phrase on a result page of this place; None where there is none, or it is only an address."""
    if place.query:
        phrase = phrase_from(found, place.query, place.charsets)
        if phrase:
            return phrase
    if place.path and (match := re.search(place.path, address.path)):
        return checked(decoded(match[1], place.charsets))
    return None


def phrase_from(found: Mapping[str, str], names: Sequence[str], charsets: Sequence[str]) -> str | None:
    """The first parameter of these names that holds a phrase."""
    for name in names:
        value = found.get(name)
        if not value:
            continue
        text = decoded(value, charsets, declared(found) if "%" in value else "")
        if text.startswith("/") and "?" in text:
            # An image found by a search names the page of results that it was found on.
            inner = parameters(text.partition("?")[2])
            text = decoded(inner.get("q", ""), charsets) if "q" in inner else text
        if phrase := checked(text):
            return phrase
    return None


def checked(text: str) -> str | None:
    """A phrase in its kept length; None for what is none."""
    if match := _CACHED.match(text):
        text = match[1]
    if not text or _NO_PHRASE.match(text) or says_nothing(text):
        return None
    return text[:LONGEST].rstrip()
