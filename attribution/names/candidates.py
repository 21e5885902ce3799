"""Which entries are worth a look, so that the size of the directory hardly matters."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field
from itertools import islice

from attribution.entries.directory import Directory
from attribution.names.hits import Hit
from attribution.words.reading import Reading
from attribution.words.trades import generic_firm_words

_COMMON = 60
"""A word of more entries than this is looked up only together with another word."""
_MOST_WORK = 6_000
"""So many entries are gathered: in an answer full of names, only those of rarer words."""
_RAREST = 3
_MOST_PAIRS = 300
"""So many pairs of common words beside each other are followed."""
_MOST_OF_SEVERAL = 24
"""So many entries that several words lead to are looked at."""
_MOST_PLACES = 60
"""So many words of an answer that lead to an entry alone are followed."""
_MOST_OF_ONE = 6
"""So many entries are looked at for each word that leads to them alone: more than one is a question anyway."""
_MORE_OF_TRADE = 3
"""So many more, whose name fits less well, if the answer speaks of their trade."""

_FALLBACK = 5
"""So many entries of the rarest word are looked at where every word is common."""

_Ids = set[str] | frozenset[str]
_NOBODY: frozenset[str] = frozenset()


@dataclass(slots=True)
class Candidates:
    """The entries worth a look: ``several`` are reached by words at several places, ``single`` by those at one.

    Of the many that one word reaches few are ever looked at, so they stay together, by place and by quality of the hit.
    """

    several: dict[str, list[Hit]] = field(default_factory=dict)
    single: dict[int, list[tuple[int, list[Hit], _Ids]]] = field(default_factory=lambda: defaultdict(list))

    def add_single(self, hit: Hit, ids: _Ids) -> None:
        """Entries that a hit leads to, and nothing else."""
        if ids:
            self.single[hit.place].append((hit.quality, [hit], ids))


def candidates_of(hits: list[Hit], directory: Directory, spoken: frozenset[str] = frozenset()) -> Candidates:
    """The entries worth a look, each with its hits: those reached by a rare word, or by two words."""
    rare: list[tuple[Hit, _Ids]] = []
    common: list[tuple[Hit, _Ids]] = []
    most = min(_COMMON, max(_RAREST, _MOST_WORK // max(1, len(hits))))
    for hit in hits:
        ids = directory.ids_with(hit.word)
        (common if len(ids) > most else rare).append((hit, ids))
    found = rare
    once, again = set[str](), set[str]()
    _count(rare, once, again)
    if common:
        reached = set(once)
        if spoken and most == _COMMON:
            reached |= _of_the_trade(common, directory, spoken)
        for first, second in islice(_neighbours(common), _MOST_PAIRS):
            reached |= directory.few_with_both(first, second)
        if not reached:
            hit, _ = min(common, key=lambda item: (len(item[1]), item[0].place))
            candidates = Candidates()
            candidates.add_single(hit, set(directory.first_with(hit.word)[:_FALLBACK]))
            return candidates
        met: list[tuple[Hit, _Ids]] = [(hit, reached & ids) for hit, ids in common]
        _count(met, once, again)
        found = [*rare, *met]
    return _by_places(found, again)


def _count(found: list[tuple[Hit, _Ids]], once: set[str], again: set[str]) -> None:
    """Add the entries that these hits lead to, to those that one does, and where one did already to those that several
    do."""
    for _, ids in found:
        again |= once & ids
        once |= ids


def _by_places(found: list[tuple[Hit, _Ids]], again: set[str]) -> Candidates:
    """The entries that each hit leads to, told apart by whether hits at other places lead to them as well; ``again``
    are those that several hits lead to."""
    candidates = Candidates()
    if not again:
        for hit, ids in found:
            candidates.add_single(hit, ids)
        return candidates
    own: dict[str, list[Hit]] = {id: [] for id in again}
    # In this order the hits of each entry are in order, too.
    for hit, ids in sorted(found, key=_order):
        several = again & ids
        for id in several:
            own[id].append(hit)
        candidates.add_single(hit, ids - several if several else ids)
    for id, together in own.items():
        place = together[0].place
        if place == together[-1].place:
            candidates.single[place].append((max([hit.quality for hit in together]), together, {id}))
        else:
            candidates.several[id] = together
    return candidates


def _of_the_trade(common: list[tuple[Hit, _Ids]], directory: Directory, spoken: frozenset[str]) -> set[str]:
    """Of the many who have a common name, those of a trade that the answer speaks of, where these are few."""
    found: set[str] = set()
    for hit, _ in common:
        for trade in spoken if hit.word not in generic_firm_words() else ():
            found |= directory.few_of_trade(hit.word, trade, _COMMON)
    return found


def _neighbours(common: list[tuple[Hit, _Ids]]) -> Iterator[tuple[str, str]]:
    """Pairs of common words that stand close to each other and are not both those of any firm."""
    ordered = sorted([hit for hit, _ in common], key=lambda hit: hit.place)
    generic = generic_firm_words()
    for k, first in enumerate(ordered):
        for second in ordered[k + 1 :]:
            if second.place - first.place > 3:
                break
            told = first.word not in generic or second.word not in generic
            if told and first.place != second.place and first.word != second.word:
                yield first.word, second.word


def in_round(
    several: bool, candidates: Candidates, covered: set[int], reading: Reading, directory: Directory
) -> Iterator[tuple[str, list[Hit]]]:
    """The candidates of the first round, those that several words lead to, or of the second, those of one word.

    In the second, what stands at ``covered`` places needs no look.
    """
    return _of_several(candidates, directory) if several else _of_one(candidates, covered, reading, directory)


def _of_several(candidates: Candidates, directory: Directory) -> Iterator[tuple[str, list[Hit]]]:
    """The entries that several words lead to; of more than are looked at, the likeliest: by how many words, by whether
    a first name and a surname are among them, and by how well they fit."""
    if len(candidates.several) <= _MOST_OF_SEVERAL:
        yield from candidates.several.items()  # Whichever comes first: the one that is meant wins by its weight.
        return
    ranked: list[tuple[int, bool, int, str]] = []
    for id, own in candidates.several.items():
        card = directory.card(id)
        first = last = False
        places, before, quality = 0, -1, 0
        for hit in own:  # They are by place.
            places += hit.place != before
            before = hit.place
            quality += hit.quality
            first = first or hit.word in card.given
            last = last or (hit.how != "nickname" and hit.word in card.surname)
        ranked.append((-places, not (first and last), -quality, id))
    for *_, id in sorted(ranked)[:_MOST_OF_SEVERAL]:
        yield id, candidates.several[id]


def _of_one(
    candidates: Candidates, covered: set[int], reading: Reading, directory: Directory
) -> Iterator[tuple[str, list[Hit]]]:
    """The likeliest of the entries that one word leads to, but not those of words at ``covered`` places."""
    places = [place for place in sorted(candidates.single)[:_MOST_PLACES] if place not in covered]
    if not places:
        return
    spoken = _NOBODY.union(*[trades for _, _, trades in reading.trades])
    towns = set(filter(directory.is_city, reading.words))
    chosen: dict[str, list[Hit]] = {}
    for place in places:
        left = _MOST_OF_ONE
        by_quality: dict[int, list[tuple[list[Hit], _Ids]]] = defaultdict(list)
        for quality, hits, ids in candidates.single[place]:
            by_quality[quality].append((hits, ids))
        for quality in sorted(by_quality, reverse=True):
            reached = by_quality[quality]
            all_ids = reached[0][1] if len(reached) == 1 else _NOBODY.union(*[ids for _, ids in reached])
            few: Collection[str] = all_ids
            if not left:
                few = _of_trade(all_ids, spoken, directory)[:_MORE_OF_TRADE]  # "Jeff our vet" may be Jeffrey.
            elif len(all_ids) > left:
                letters = _letters_beside(place, reading)
                few = _likeliest(all_ids, spoken, towns, letters, directory)[:left]
            for hits, ids in reached:
                # Where several hits lead to one entry, the last of them counts.
                chosen.update(dict.fromkeys(ids.intersection(few), hits))
            left = max(0, left - len(few))
            if not (left or spoken):
                break
    for id in sorted(chosen):
        yield id, chosen[id]


def _letters_beside(place: int, reading: Reading) -> set[str]:
    """The single letters before and after a word, which may be the initial of somebody's first name.

    "A" and "I" are other words, unless they stand before a name with a full stop.
    """
    beside = {word for word in reading.words[max(0, place - 1) : place + 2] if len(word) == 1}
    return beside if reading.tokens[place].before.startswith(".") else beside - {"a", "i"}


def _likeliest(
    ids: Set[str], spoken: frozenset[str], towns: set[str], letters: set[str], directory: Directory
) -> list[str]:
    """Those first whose trade the answer speaks of, then those whose first name begins with a letter beside the word,
    then those whose town it names."""
    first = _of_trade(ids, spoken, directory)
    then = sorted(ids - set(first))
    for part in (first, then):
        if towns:
            part.sort(key=lambda id: towns.isdisjoint(directory.card(id).city))
        if letters:
            part.sort(key=lambda id: letters.isdisjoint([name[0] for name in directory.card(id).given]))
    return [*first, *then]


def _of_trade(ids: Set[str], spoken: frozenset[str], directory: Directory) -> list[str]:
    return sorted({id for trade in spoken for id in ids & directory.ids_in_trade(trade)})


def _order(found: tuple[Hit, _Ids]) -> tuple[int, int, str]:
    hit = found[0]
    return hit.place, -hit.quality, hit.word
