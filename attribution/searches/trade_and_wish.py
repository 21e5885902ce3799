"""An answer that is a search for a trade and what is asked of it: "dentist sedation kids fuquay"."""

from collections import Counter
from functools import cache

from attribution.entries.directory import Directory
from attribution.names.roles import is_a_role
from attribution.searches.phrase_words import classes_of
from attribution.tables import table
from attribution.words.reading import Reading

_FEWEST, _MOST = 4, 10
_MOST_UNKNOWN = 2
"""So many words that nobody knows may be a place or a make."""
_PLAIN = frozenset({"trade", "ordinary", "word", "question", "digit", "time", "near", "rare"})
"""Classes of words that speak of nobody and of nothing that happened."""


def trade_and_wish_in(reading: Reading, directory: Directory) -> tuple[int, int] | None:
    """The place of an answer that is nothing but a trade, what somebody who searches asks of it, and perhaps where.

    Who tells of a person has an article, a capital, a mark or a name in it; and nobody of the directory may be called
    so.
    """
    words = reading.full
    if not (reading.trades and _FEWEST <= len(words) <= _MOST) or reading.titled or _listed("wishes").isdisjoint(words):
        return None
    if not _listed("happened").isdisjoint(words) or any(
        not token.before.isspace() or token.capital for token in reading.tokens[1:]
    ):
        return None
    known = _listed("wishes") | _listed("makes") | _listed("between")
    rest = [(word, name) for word, name in zip(words, classes_of(words), strict=True) if word not in known]
    unknown = [word for word, name in rest if name == "rare"]
    if len(unknown) > _MOST_UNKNOWN or any(name not in _PLAIN for _, name in rest) or _is_said(unknown):
        return None
    sought = [trades for start, end, trades in reading.trades if is_a_role(words[end - 1]) and trades & _trades()]
    if not sought or _is_called_so(unknown, [word for word, _ in rest], frozenset().union(*sought), directory):
        return None
    return reading.tokens[0].start, reading.tokens[-1].end


def _is_said(unknown: list[str]) -> bool:
    """Whether a word that nobody knows is a verb without its apostrophe ("doesnt")."""
    return not frozenset(table("names")["shortened"]).isdisjoint(unknown)


def _is_called_so(unknown: list[str], said: list[str], trades: frozenset[str], directory: Directory) -> bool:
    """Whether an entry of one of the trades has an unknown word in its name, or any other two of the words."""
    named = set[str]().union(*(directory.ids_with(word) for word in unknown))
    if any(named & directory.ids_in_trade(trade) for trade in trades):
        return True
    found = Counter(id for word in {*said} for id in directory.ids_with(word))
    return any(times > 1 for times in found.values())


@cache
def _trades() -> frozenset[str]:
    return frozenset(table("phrases")["trade_and_town"]["trades"])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("phrases")["trade_and_wish"][name])
