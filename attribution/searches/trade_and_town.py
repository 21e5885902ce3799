"""An answer that is a search for a trade in a town and nothing more: "plumber tampa", "roof repair cardiff"."""

from functools import cache

from attribution.entries.cards import Card
from attribution.entries.directory import Directory
from attribution.names.roles import is_a_role
from attribution.searches.phrase_words import classes_of
from attribution.tables import table
from attribution.words.reading import Reading, stop_words
from attribution.words.trades import generic_firm_words, trades_in

_MOST_WORDS = 9
_BEFORE = frozenset({"trade", "ordinary", "word", "question"})
_AFTER = _BEFORE | {"rare", "digit", "time", "near"}
"""Classes of words beside a trade before the town, and after it: none of them speaks of somebody."""
_BESIDE = frozenset({"and", "for", "star", "stars", "rated", "top", "nhs", "medicaid", "medicare"})


def trade_and_town_in(reading: Reading, directory: Directory) -> tuple[int, int] | None:
    """The place of an answer that is nothing but a trade that people search for and where it is looked for.

    Somebody who tells of a person writes "the plumber in Tampa", "my plumber" or a name. Nobody of the trade may have
    the town in their name where nothing more is said, and only the place may be written as names are.
    """
    if not reading.trades or reading.titled:
        return None
    words = reading.full[: _before_what_came_up(reading)]
    if not (2 <= len(words) <= _MOST_WORDS and _is_unbroken(reading, len(words))):
        return None
    sought = next((t for start, end, t in reading.trades if _is_sought(start, end, t, reading)), None)
    towns = [p for p, word in enumerate(words) if _is_a_place(word, directory)] if sought else []
    if sought is None or not towns or not _is_said_of_nobody(towns, words, reading):
        return None
    said = {p for start, end, _ in reading.trades for p in range(start, end) if p < len(words)}.union(towns)
    if _is_called_so([word for p, word in enumerate(words) if p not in said], directory):
        return None
    if _is_borne(towns, sought, reading, directory, whole=len(said) < len(words)):
        return None
    return reading.tokens[0].start, reading.tokens[len(words) - 1].end


def _is_called_so(rest: list[str], directory: Directory) -> bool:
    """Whether the words that are neither trade nor town are a firm's whole name: "clarity accountants tramore"."""
    return bool(rest) and any(card.firm == tuple(rest) for card in directory.cards(sorted(directory.ids_with(rest[0]))))


def _before_what_came_up(reading: Reading) -> int:
    """How many words there are before a mark and what came up of the search ("plumber tampa, first one to answer")."""
    words = reading.words
    for place in range(2, min(len(words), _MOST_WORDS + 1)):
        if not reading.tokens[place].before.isspace():
            said = words[place : place + 2]
            came = said[0] in _SUPERLATIVES or (said[0] in _PLACES and said[1:] and said[1] in _OF_A_LIST)
            came = came or tuple(said) in _YOU_CAME_UP
            return place if came and _ASKED.isdisjoint(classes_of(words[place:])) else len(words)
    return len(words)


_SUPERLATIVES = frozenset({"nearest", "closest", "cheapest", "highest"})
_PLACES = frozenset({"first", "1st", "top", "second", "2nd", "third", "3rd"})
_OF_A_LIST = frozenset(
    {"one", "ones", "result", "results", "hit", "link", "listing", "of", "on", "in", "to", "that", "i"}
)
_YOU_CAME_UP = frozenset((who, did) for who in ("you", "u", "ye") for did in ("came", "popped", "showed", "turned"))
_ASKED = frozenset({"asked", "kin", "name"})


def _is_unbroken(reading: Reading, count: int) -> bool:
    """Whether no mark stands among the first ``count`` words."""
    return all(token.before.isspace() for token in reading.tokens[1:count])


def _is_sought(start: int, end: int, trades: frozenset[str], reading: Reading) -> bool:
    """Whether words name somebody, or a work, of a trade that people search for."""
    if _listed("trades").isdisjoint(trades):
        return False
    last, after = reading.words[end - 1], reading.words[end : end + 1]
    return is_a_role(last) or not _listed("works").isdisjoint([last, *after])


def _is_a_place(word: str, directory: Directory) -> bool:
    return word in _listed("regions") or (directory.is_city(word) and word not in stop_words())


def _is_borne(towns: list[int], trades: frozenset[str], reading: Reading, directory: Directory, *, whole: bool) -> bool:
    """Whether an entry of the trade has the town in its name, as "Bury Plumbing" and Ken Bury have; ``whole``: all of a
    firm's name has to stand there, for more is said than a trade and a town."""
    named = set().union(*(directory.ids_with(reading.full[place]) for place in towns))
    of_trade = [id for trade in trades for id in named & directory.ids_in_trade(trade)]
    said = {*reading.words, *reading.full}
    if not whole:
        return any(not _says_more(directory.card(id), said) for id in of_trade)
    people = [card for card in map(directory.card, of_trade) if card.person]
    firms = [card for card in map(directory.card, named) if not card.person]
    return any(not said.isdisjoint(card.surname) for card in people) or any(
        len(card.firm) > 1 and said.issuperset(card.firm) for card in firms
    )


def _says_more(card: Card, said: set[str]) -> bool:
    """Whether the name has words that tell it apart and are not said ("Bury Community Law")."""
    if not said.isdisjoint((*card.given, *card.surname)):
        return False
    known = {p for start, end, _ in trades_in(card.firm) for p in range(start, end)}
    kept = (word for p, word in enumerate(card.firm) if p not in known and word not in said)
    return any(word not in generic_firm_words() and word not in _neutral() for word in kept)


@cache
def _neutral() -> frozenset[str]:
    return frozenset(table("names")["neutral_firm_words"])


def _is_said_of_nobody(towns: list[int], words: list[str], reading: Reading) -> bool:
    """Whether no word beside the towns speaks of somebody or of what happened, or is written as names are."""
    for place, name in enumerate(classes_of(words)):
        behind = place > towns[0]
        state = place == len(words) - 1 and place - 1 in towns and words[place] in _listed("states")
        if place in towns or state or words[place] in _BESIDE:
            continue
        if name not in (_AFTER if behind else _BEFORE):
            return False
        if place and reading.tokens[place].capital and not reading.shouted:
            return False
    return True


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("phrases")["trade_and_town"][name])
