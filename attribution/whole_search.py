"""An answer that is a search and nothing more: "emergency plumber near me", "tree felling cost leeds"."""

import re

from attribution.phrase_words import classes_of
from attribution.text import fold
from attribution.trades import titles

_NEAR_ME = re.compile(r"^\W*((?:[\w&'’-]+ ){1,7}near (?:me|by|here))\W*$", re.IGNORECASE)


def whole_in(text: str) -> tuple[int, int] | None:
    """The place of an answer that is a search and nothing more ("tree felling cost leeds"): a few words without any
    that speak of somebody or of what happened, a trade among them, and one that only a searcher adds."""
    if text.isascii() and not any(map(text.lower().__contains__, _SIGNS)):
        return None
    found = _NEAR_ME.match(text)
    if found is not None:
        return found.span(1)
    found = _ALONE.match(text)
    if found is None:
        return None
    plain = fold(found.group(1)).split()
    classes = set(classes_of(plain))
    few = _FEWEST <= len(plain) <= _MOST_ALONE
    somebody = not classes.isdisjoint(_NOT_ALONE) or any(word in titles() for word in plain)
    return found.span(1) if few and "trade" in classes and not somebody else None


_ALONE = re.compile(
    r"^\W*((?:[\w&'’-]+ ){1,7}(?:near|costs?|prices?|fees?|open (?:sundays?|saturdays?|late|now)|free consultation)"
    r"(?: [\w&'’-]+){0,6})\W*$",
    re.IGNORECASE,
)
_SIGNS = ("near", "cost", "price", "fee", "open", "free consultation")
"""What every such answer has one of: looked for first, because the expressions are slow where they fail."""
_FEWEST, _MOST_ALONE = 3, 10
_NOT_ALONE = frozenset(
    {"you", "your", "i", "my", "they", "kin", "past", "being", "came", "asked", "put", "looked", "laugh", "just"}
    | {"time", "article", "advert", "site", "engine", "assistant"}
)
