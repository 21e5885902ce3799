"""Addresses of websites that are spelt out as they are said: "fernhill dot com", "product review dot com dot au"."""

from attribution.tables import table
from attribution.words.media import medium_at
from attribution.words.text import Token

_ENDINGS = frozenset({"com", "net", "org", "gov", "edu", "ie", "uk", "co", "ca", "au", "nz", "io", "info", "biz", "us"})
"""What may be said after "dot", of the endings that are hardly words or names there."""
_MOST_WORDS = 6
"""So many words may be run together in the name of a site."""
_BEFORE = frozenset({"www", "from", "on", "at", "via", "off", "through", "website", "site", "found", "used", "checked"})


def with_spoken_addresses(tokens: list[Token]) -> list[Token]:
    """The words, in which such an address is one: as far back as a site is known by, or its last word alone where that
    stands by itself."""
    place = next((p for p, token in enumerate(tokens) if token.text == "dot" and p), 0)
    if not place:
        return tokens
    end = place
    while end + 1 < len(tokens) and tokens[end].text == "dot" and tokens[end + 1].text in _ENDINGS:
        end += 2
    if end == place:
        return tokens
    ending = "." + ".".join(token.text for token in tokens[place + 1 : end : 2])
    for size in range(min(_MOST_WORDS, place), 0, -1):
        first = place - size
        name = "".join(token.text for token in tokens[first:place])
        alone = size == 1 and (
            not first or tokens[first - 1].text in _BEFORE or tokens[first - 1].text in table("names")["stop_words"]
        )
        if alone or medium_at(name + ending) is not None:
            address = name + ending
            known = Token(
                address, tokens[first].start, tokens[end - 1].end, address, tokens[first].before, is_host=True
            )
            return [*tokens[:first], known, *tokens[end:]]
    return tokens
