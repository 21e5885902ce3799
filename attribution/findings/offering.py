"""Entries to choose from where the few words of an answer name nobody: by a word of a name, or by the trade."""

from attribution.entries.directory import Directory
from attribution.findings.finding import credit_of_match, credits_of_trade
from attribution.model import Credit
from attribution.names.match import new_match
from attribution.who.named import Named
from attribution.words.reading import Reading, stop_words

_FEW = 6
"""In so many words that tell anything, each may be the one by which the source is known."""
_MOST = 5


def offered_by_words(reading: Reading, directory: Directory) -> tuple[Credit, ...]:
    """Firms that have a word of the answer in their names, the more words the better; then some of the trade."""
    telling = [place for place, word in enumerate(reading.words) if word not in stop_words() and len(word) > 2]
    if len(telling) > _FEW:
        return ()
    found: dict[str, set[int]] = {}
    for place in telling:
        if place not in reading.taken:
            for card in directory.cards(directory.first_with(reading.words[place])):
                if not card.person and reading.words[place] in card.firm:
                    found.setdefault(card.id, set()).add(place)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), len(directory.card(item[0]).firm), item[0]))
    offered = []
    for id, places in ranked[:_MOST]:
        low, high = min(places), max(places) + 1
        match = new_match(directory.card(id), "part_of_firm", low, high, frozenset(places), 2)
        offered.append(credit_of_match(Named(match, doubt="only part of the name"), match, 0.1, reading))
    if offered:
        return tuple(offered)
    spoken = [said for said in reading.trades if said[0] not in reading.taken]
    return credits_of_trade(*spoken[0], reading, directory) if spoken else ()
