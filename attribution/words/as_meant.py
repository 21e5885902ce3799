"""The words of an answer as they are meant: without a name that is taken back at once ("Hill Dental. No wait, Hull
Dental"), and an address that is spelt out as it is said ("product review dot com dot au") as one word.
"""

from functools import cache

from attribution.tables import table
from attribution.words.media import medium_at
from attribution.words.text import Token

_FEW = 4
"""So many words at most are only a name that is taken back; of a longer beginning, what follows may need some."""
_GOES_ON = frozenset({"idea", "clue", "not", "never"})
"""Before these nothing is taken back: "no idea", and "no wait, not Pellow Tiles" rules another one out."""
_ITSELF = frozenset({"herself", "himself", "themselves", "itself", "themself"})
_VAGUE = frozenset({"ignore that", "my mistake"})
"""What is also said of other things than the source before."""


def without_withdrawn(tokens: list[Token]) -> list[Token]:
    """The words after a name that was taken back, or all where none was, or where what follows only goes on with it."""
    for place in range(1, min(_FEW + 1, len(tokens) - 1)):
        said = _by_first_word().get(tokens[place].text, ())
        if not said or not tokens[place].before.strip():
            continue
        size = next((len(each) for each in said if tuple(t.text for t in tokens[place : place + len(each)]) == each), 0)
        rest = tokens[place + size :]
        if any(token.text in _ITSELF for token in rest):
            continue  # "The lady at Sprout, no wait it was the director herself": she is there, too.
        if size and rest and rest[0].text not in _GOES_ON:
            return rest
    return tokens


@cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for said in sorted({*table("mentions")["taken_back"]} - _VAGUE, key=lambda said: (-len(said), said)):
        by_first.setdefault(said.split()[0], []).append(tuple(said.split()))
    return by_first


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
