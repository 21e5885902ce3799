"""Which entries are worth a look, so that the size of the directory hardly matters."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from itertools import islice

from attribution.cards import Card
from attribution.directory import Directory
from attribution.hits import Hit
from attribution.reading import Reading
from attribution.trades import generic_firm_words

_COMMON = 60
"""A word of more entries than this is looked up only together with another word."""
_MOST_WORK = 6_000
"""So many entries are gathered: in an answer full of names, only those of rarer words."""
_RAREST = 3
_MOST_PAIRS = 300
"""So many pairs of common words beside each other are followed."""
_MOST_OF_SEVERAL = 40
"""So many entries that several words lead to are looked at."""
_MOST_PLACES = 60
"""So many words of an answer that lead to an entry alone are followed."""
_MOST_OF_ONE = 8
"""So many entries are looked at for each word that leads to them alone: more than one is a question anyway."""


def candidates_of(hits: list[Hit], directory: Directory, spoken: frozenset[str] = frozenset()) -> dict[str, list[Hit]]:
    """The entries worth a look, each with its hits: those reached by a rare word, or by two words."""
    by_id: dict[str, list[Hit]] = defaultdict(list)
    common: list[Hit] = []
    rare = min(_COMMON, max(_RAREST, _MOST_WORK // max(1, len(hits))))
    for hit in hits:
        ids = directory.ids_with(hit.word)
        if len(ids) > rare:
            common.append(hit)
            continue
        for id in ids:
            by_id[id].append(hit)
    for hit in common:
        # Of the many who have a common name, those of the trade that the answer speaks of.
        for trade in spoken if rare == _COMMON and hit.word not in generic_firm_words() else ():
            of_trade = directory.ids_with(hit.word) & directory.ids_in_trade(trade)
            if len(of_trade) <= _COMMON:
                by_id.update((id, by_id[id]) for id in of_trade)
    for first, second in islice(_neighbours(common), _MOST_PAIRS):
        both = directory.ids_with(first.word) & directory.ids_with(second.word)
        for id in sorted(both)[:_COMMON]:
            by_id.setdefault(id, [])
    for hit in common:
        ids = directory.ids_with(hit.word)
        for id in by_id.keys() & ids:
            by_id[id].append(hit)
    if not by_id and common:
        hit = min(common, key=lambda h: (len(directory.ids_with(h.word)), h.place))
        for id in sorted(directory.ids_with(hit.word))[:5]:
            by_id[id].append(hit)
    return by_id


def _neighbours(common: list[Hit]) -> Iterator[tuple[Hit, Hit]]:
    """Pairs of common words that stand close to each other and that are not both those of any firm."""
    ordered = sorted(common, key=lambda hit: hit.place)
    generic = generic_firm_words()
    for k, first in enumerate(ordered):
        for second in ordered[k + 1 :]:
            if second.place - first.place > 3:
                break
            told = first.word not in generic or second.word not in generic
            if told and first.place != second.place and first.word != second.word:
                yield first, second


def in_rounds(
    by_id: dict[str, list[Hit]], reading: Reading, directory: Directory
) -> list[tuple[bool, list[tuple[str, list[Hit]]]]]:
    """The candidates in two rounds: those that several words lead to, then those of one word; the likeliest first."""
    several: list[tuple[tuple[int, ...], str]] = []
    single: dict[int, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    for id, own in by_id.items():
        if len(own) == 1:
            single[own[0].place].append(((-own[0].quality,), id))
            continue
        places = {hit.place for hit in own}
        if len(places) > 1:
            whole = _has_both_names(directory.card(id), own)
            several.append(((-len(places), -whole, -sum(hit.quality for hit in own)), id))
        else:
            single[own[0].place].append(((-max(hit.quality for hit in own),), id))
    spoken = frozenset[str]().union(*(trades for _, _, trades in reading.trades))
    said = set(reading.words)
    chosen = [id for _, id in sorted(several)[:_MOST_OF_SEVERAL]]
    alone: list[str] = []
    towns = {word for word in said if directory.is_city(word)}
    for place in sorted(single)[:_MOST_PLACES]:
        listed = ranked = single[place]
        if len(ranked) > _MOST_OF_ONE and (spoken or towns):
            ranked = [((*key, *_beside_the_name(directory.card(id), spoken, towns)), id) for key, id in listed]
        alone += [id for _, id in nsmallest(_MOST_OF_ONE, ranked)]
    return [
        (several_first, [(id, sorted(by_id[id], key=lambda h: (h.place, -h.quality, h.word))) for id in ids])
        for several_first, ids in ((True, chosen), (False, sorted(alone)))
    ]


def _has_both_names(card: Card, own: list[Hit]) -> bool:
    """Whether a first name and a surname of a person are among the words."""
    return any(h.word in card.given for h in own) and any(h.word in card.surname and h.how != "nickname" for h in own)


def _beside_the_name(card: Card, spoken: frozenset[str], towns: set[str]) -> tuple[int, int]:
    """Those come first whose trade or town the answer speaks of."""
    return -bool(card.trades & spoken), -bool(towns.intersection(card.city))
