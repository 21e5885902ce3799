"""Entries that part of a name fits as well, looked for in the whole directory and not only among the likeliest.

Of a common first name only some entries are looked at closely. Before one of them is credited, everybody else who has
the name is asked the one question that made it certain: the same trade, the same town, the same firm?
"""

from collections.abc import Iterator

from attribution.cards import Card
from attribution.directory import Directory
from attribution.hits import QUALITY
from attribution.match import Match, new_match
from attribution.nicknames import forms_of
from attribution.reading import Reading
from attribution.trades import generic_firm_words, titles

_Ids = set[str] | frozenset[str]

_ENOUGH = 4
"""So many others are found, to be offered beside the best."""


def namesakes(match: Match, reading: Reading, directory: Directory) -> list[Match]:
    """Others whom the same part of a name fits, with what stands beside it: always the same ones, by word and id."""
    found: list[Match] = []
    spoken = _trades_beside(match, reading)
    beside = None if match.rule == "full_name" else _ids_beside(match, spoken, reading, directory)
    for card in _alike(match, beside, reading, directory):
        if card.id == match.card.id or _one_house(card, match.card) or not _fits_beside(card, match, spoken, reading):
            continue
        found.append(new_match(card, match.rule, match.start, match.end, match.name, match.quality))
        if len(found) == _ENOUGH:
            break
    return found


def _alike(match: Match, beside: list[_Ids] | None, reading: Reading, directory: Directory) -> Iterator[Card]:
    """All entries that have the part of the name that was typed, of those ``beside`` where these are known."""

    def bearers(word: str) -> Iterator[Card]:
        ids = directory.ids_with(word)
        kept = ids if beside is None else set[str]().union(*(ids & each for each in beside))
        return map(directory.card, sorted(kept))

    typed = {reading.words[place] for place in match.name} | {reading.full[place] for place in match.name}
    if match.rule in {"first_name", "nickname"}:
        for word in sorted(typed.union(*(forms_of(each) for each in typed))):
            yield from (card for card in bearers(word) if word in card.given)
    elif match.rule in {"surname", "initial_and_surname"}:
        letter = reading.words[min(match.name)] if match.rule == "initial_and_surname" else ""
        for word in match.card.surname:
            for card in bearers(word):
                begins = any(name.startswith(letter) for name in card.given)
                if word in card.surname and begins:
                    yield card
    elif match.rule == "part_of_firm" and not match.support.count:
        telling = [word for word in match.card.firm if word in typed and word not in generic_firm_words()]
        for card in bearers(min(telling, key=lambda word: len(directory.ids_with(word)))) if telling else ():
            if not card.person and all(word in card.firm for word in telling):
                yield card
    elif match.rule == "full_name" and match.quality == QUALITY["exact"] and not _tells_apart(match):
        given = match.card.given[0]
        for card in bearers(match.card.surname[-1]) if match.card.surname else ():
            if card.person and card.given[:1] == (given,) and card.surname == match.card.surname:
                yield card


def _tells_apart(match: Match) -> bool:
    """Whether something beside a whole name tells two people of that name apart; a town or a deed does not."""
    support = match.support
    return support.firm_share > 0 or support.title or support.telling


def _firm_said(match: Match, reading: Reading) -> list[str]:
    """The telling words of the firm that stand there letter for letter: another firm may have them, too."""
    typed = {word for place in match.support.firm for word in (reading.words[place], reading.full[place])}
    return [word for word in match.card.firm if word in typed and word not in generic_firm_words()]


def _ids_beside(match: Match, spoken: frozenset[str], reading: Reading, directory: Directory) -> list[_Ids] | None:
    """Sets of entries among which all are that have the same firm or trade beside the name; None if neither is there.

    Thousands may have a first name: sets tell at once whom there is no need to ask.
    """
    if match.support.firm_share >= 0.3:
        said = _firm_said(match, reading)
        return [min(map(directory.ids_with, said or match.card.firm), key=len)]
    if match.support.trades is not None:
        return [directory.ids_in_trade(trade) for trade in spoken]
    return None


def _fits_beside(card: Card, match: Match, spoken: frozenset[str], reading: Reading) -> bool:
    support = match.support
    if match.rule == "full_name":
        return True
    if support.firm_share >= 0.3:
        said = _firm_said(match, reading)
        return card.firm == match.card.firm or (bool(said) and all(word in card.firm for word in said))
    if support.trades is not None:
        return bool(card.trades & spoken)
    if support.town:
        return card.city == match.card.city
    if support.title:
        title = reading.words[min(match.name) - 1]
        return title in card.titles or bool(titles().get(title, frozenset()) & card.trades)
    return True


def _trades_beside(match: Match, reading: Reading) -> frozenset[str]:
    """The trades that the words of the support speak of, as far as the entry has them."""
    if match.support.trades is None:
        return frozenset()
    low, high = match.support.trades
    spoken = frozenset[str]().union(*(t for first, last, t in reading.trades if first < high and low < last))
    return spoken & match.card.trades or match.card.trades


def _one_house(card: Card, other: Card) -> bool:
    """Whether the two are a firm and one of its people, who are told apart elsewhere."""
    return card.person != other.person and card.firm == other.firm
