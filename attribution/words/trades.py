"""Trades: which line of work a word speaks of, so that "who does our books" fits a bookkeeper."""

from collections.abc import Sequence
from functools import cache, lru_cache

from attribution.tables import table
from attribution.words.deeds import deeds, deeds_at
from attribution.words.text import fold


def trades_in(words: Sequence[str]) -> list[tuple[int, int, frozenset[str]]]:
    """Where the words speak of trades: half-open places and the trades meant, longest phrases first in place."""
    telling = _telling()
    places = [place for place, word in enumerate(words) if word in telling]
    if not places:
        return []
    vocabulary, starts = _vocabulary()
    verbs, wares = deeds().verbs, deeds().shop_wares
    found: list[tuple[int, int, frozenset[str]]] = []
    whole = 0
    for place in places:
        if place < whole:
            continue
        word = words[place]
        longest = 0
        if word in starts:
            for length in starts[word]:
                phrase = " ".join(words[place : place + length])
                trades = vocabulary.get(phrase)
                if trades and place + length <= len(words):
                    found.append((place, place + length, trades))
                    longest = length
                    whole = place + length if phrase in _NO_DOCTORS else 0
                    break
        elif word in vocabulary:
            found.append((place, place + 1, vocabulary[word]))
            longest = 1
        if word in verbs or (longest < 2 and word in wares):
            found += deeds_at(words, place)
    return found


_NO_DOCTORS = frozenset({"tree surgeon", "tree surgeons"})
"""Phrases whose words apart speak of another trade: a tree surgeon is no surgeon."""


_HEADS = frozenset({"agent", "agents", "broker", "brokers", "officer", "officers", "planner", "planners", "agency"})
"""Words of several trades, in an occupation only of that of the word before if there is one: a travel agent sells no
houses, a loan officer is no policeman."""


@lru_cache(maxsize=8_192)
def trades_of(text: str) -> frozenset[str]:
    """Every trade that an occupation or a firm's name speaks of, the wider ones included."""
    named: set[str] = set()
    words = fold(text).split()
    found = trades_in(words)
    for low, high, trades in found:
        headed = (
            words[low] in _HEADS
            and high == low + 1
            and any(end in {low, high} for start, end, _ in found if start < low)
        )
        named |= frozenset() if headed else trades
    return _widened(frozenset(named))


def trade_of_degree(letters: str) -> frozenset[str]:
    """The trade that letters after a name stand for ("DDS"), the wider one included."""
    trade = table("trades")["degree_trades"].get(letters)
    return _widened(frozenset({trade})) if trade else frozenset()


@cache
def trade_words() -> frozenset[str]:
    """Every single word of every trade."""
    return frozenset(word for word in _vocabulary()[0] if " " not in word)


@cache
def further_trade_words() -> frozenset[str]:
    """Single words that only the further table has: among them the commonest misspellings of others."""
    own = {word for spoken in table("trades")["trades"].values() for word in spoken.split()}
    further = {word for spoken in table("trades")["further_trades"].values() for word in spoken.split()}
    return frozenset(word for word in further - own if "_" not in word)


@cache
def titles() -> dict[str, frozenset[str]]:
    """Titles before a name, with the trades whose people bear them."""
    return {title: frozenset(trades) for title, trades in table("trades")["titles"].items()}


@cache
def short_titles() -> frozenset[str]:
    """Titles that are abbreviations, so that a stop after them ends no sentence."""
    return frozenset(table("names")["short_titles"])


def called_so(title: str) -> frozenset[str]:
    """The trades whose people clients call by a title that they do not bear: a pharmacist "Dr. Patel"."""
    return frozenset(table("trades")["titles_by_courtesy"].get(title, ()))


@cache
def degrees() -> frozenset[str]:
    """Letters after a name that are no part of it."""
    return frozenset(table("trades")["degrees"]["letters"])


@cache
def empty_firm_words() -> frozenset[str]:
    """Words of a firm's name that say nothing at all: legal endings, articles, "and"."""
    return frozenset(table("trades")["firm_words"]["legal"])


@cache
def generic_firm_words() -> frozenset[str]:
    """Words of a firm's name that many firms share, the common ones of trades too; no firm is known by them alone."""
    spoken = {word for words in table("trades")["trades"].values() for word in words.split() if "_" not in word}
    return frozenset(table("trades")["firm_words"]["generic"]) | (spoken - {*table("trades")["firm_words"]["names"]})


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The part of a word that its family shares ("roofer", "roofing" and "roofs" have "roof")."""
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ists",
        "ist",
        "ers",
        "er",
        "ors",
        "ies",
        "ed",
        "es",
        "or",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4_096)
def _widened(trades: frozenset[str]) -> frozenset[str]:
    implies = table("trades")["implies"]
    return trades.union(*[implies.get(trade, ()) for trade in trades])


@cache
def _telling() -> frozenset[str]:
    """All words at which something that speaks of a trade may begin."""
    vocabulary, starts = _vocabulary()
    return frozenset[str]().union(vocabulary, starts, deeds().verbs, deeds().shop_wares)


@cache
def _vocabulary() -> tuple[dict[str, frozenset[str]], dict[str, list[int]]]:
    """Each word or phrase with its trades; and the words that begin a phrase, with the numbers of words that their
    phrases have, the longest first."""
    gathered: dict[str, set[str]] = {}
    for name in ("trades", "further_trades"):
        for trade, spoken in table("trades")[name].items():
            for word in spoken.split():
                gathered.setdefault(word.replace("_", " "), set()).add(trade)
    lengths: dict[str, set[int]] = {}
    for phrase in gathered:
        first, *rest = phrase.split()
        lengths.setdefault(first, set()).add(1 + len(rest))
    starts = {first: sorted(found, reverse=True) for first, found in lengths.items() if max(found) > 1}
    return {word: frozenset(trades) for word, trades in gathered.items()}, starts
