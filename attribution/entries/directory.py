"""The firm's directory of sources, held in memory and asked by every decision."""

import gc
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from heapq import nsmallest
from math import log
from threading import RLock

from attribution.entries.cards import Card, card_of
from attribution.entries.first_few import FirstFew
from attribution.entries.keeping import keep
from attribution.entries.vocabulary import Fit, Vocabulary
from attribution.model import Entity, Entry, Kind
from attribution.words.hosts import chain_of, host_of
from attribution.words.text import fold
from attribution.words.trades import generic_firm_words

_NOBODY: frozenset[str] = frozenset()
_NO_NAMES: tuple[tuple[str, ...], ...] = ()
_MANY = 200
"""So many entries of a trade are the first of it."""
_FEW = 60
"""So many entries that two words have in common are kept."""
_MOST_TRADES = 256
AFTER_ALL = "\U0010ffff"
"""Comes after every letter in the order of words."""


class Directory:
    """All sources that the firm knows; the order in which they were added never matters.

    ``own_hosts`` are the firm's own websites: visits from them say nothing of where a client came from. One that
    several threads read is changed by ``change`` only, and whoever reads more than one thing holds it ``in_use``.
    """

    def __init__(self, entries: Iterable[Entry] = (), own_hosts: Iterable[str] = ()) -> None:
        self.own_hosts = frozenset(host for host in map(host_of, own_hosts) if host)
        self.vocabulary = Vocabulary()
        self._still = RLock()
        self._cards: dict[str, Card] = {}
        self._by_word: dict[str, set[str]] = {}
        self._by_host: dict[str, set[str]] = {}
        self._by_trade: dict[str, set[str]] = {}
        self._by_city: dict[str, int] = {}
        self._by_occupation: dict[str, int] = {}
        self._others: dict[str, set[str]] = {}
        self._weights: dict[str, float] = {}
        self.fits: dict[tuple[str, str, bool, bool], tuple[Fit, ...]] = {}
        """What words of answers fit, kept by whoever found it out until the directory's own words change."""
        self._by_firm: dict[tuple[str, ...], dict[str, tuple[tuple[str, ...], ...]]] = {}
        """The short names of firms by the telling words of their names, and by entry."""
        self._of_trade: dict[tuple[str, str, int], Set[str]] = {}
        self._of_both: dict[tuple[str, str], Set[str]] = {}
        self._few_of_both: dict[tuple[str, str], Set[str]] = {}
        self._in_order: list[str] = []
        """The words of all entries in order, once somebody has asked for those with one beginning."""
        self._first = FirstFew(self._by_word)
        self._in_trades: dict[frozenset[str], list[str]] = {}
        self.of_several: set[str] = set()  # The people who have several first names.
        self.together: tuple[list[str], dict[str, tuple[str, ...]]] = [], {}
        """First names of several words run together, in order, with their words, kept by ``entries.spelt``."""
        collecting = gc.isenabled()
        gc.disable()  # It would look again and again through what is built to stay.
        try:
            for entry in entries:
                self.remove(entry.id)
                self._put(entry)
            self._first.fill()
        finally:
            if collecting:
                gc.enable()

    def __len__(self) -> int:
        return len(self._cards)

    def __iter__(self) -> Iterator[Entry]:
        with self._still:
            return iter([card.entry for card in self._cards.values()])

    def in_use(self) -> AbstractContextManager["Directory"]:
        """Hold the directory still while it is read, so that nobody sees half of a change.

        One reader at a time is no loss: reading is all processor work, of which threads do one at a time anyway.
        """
        return self

    def __enter__(self) -> "Directory":
        self._still.acquire()
        return self

    def __exit__(self, *raised: object) -> None:
        self._still.release()

    def change(self, changes: Mapping[str, Entry | None]) -> None:
        """Put each entry in the place of the one with its id, or take that one out, as one step for every reader."""
        with self._still:
            for id, entry in changes.items():
                if entry is None:
                    self.remove(id)
                else:
                    self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add an entry; one with the same id is replaced."""
        self.remove(entry.id)
        self._forget()
        self._put(entry)
        for word in self._cards[entry.id].words():
            self._first.add(word, entry.id)

    def _put(self, entry: Entry) -> None:
        """Add an entry whose id is not there, while nothing is kept that was worked out of the others."""
        self._cards[entry.id] = card = card_of(entry)
        for word in card.words():
            ids = self._by_word.get(word)
            if ids is None:
                self._by_word[word] = {entry.id}
                self._add_word(word)
            else:
                ids.add(entry.id)
        if card.person and len(card.given) > 1:
            self.of_several.add(entry.id)
            self.together = [], {}
        for trade in card.trades:
            self._by_trade.setdefault(trade, set()).add(entry.id)
        for word in card.city:
            self._by_city[word] = self._by_city.get(word, 0) + 1
        for word in card.occupation:
            self._by_occupation[word] = self._by_occupation.get(word, 0) + 1
        for website in entry.websites:
            if host := host_of(website):
                self._by_host.setdefault(host, set()).add(entry.id)
        if not card.person and (short := card.short_names()):
            self._by_firm.setdefault(card.firm, {})[entry.id] = short
        if entry.kind is not Kind.PARTNER:
            self._others.setdefault(fold(entry.name), set()).add(entry.id)

    def remove(self, id: str) -> None:
        """Take an entry out; nothing happens if it is not there."""
        if (card := self._cards.pop(id, None)) is None:
            return
        self._forget()
        if id in self.of_several:
            self.of_several.remove(id)
            self.together = [], {}
        for word in card.words():
            ids = self._by_word[word]
            ids.discard(id)
            self._first.discard(word, id)
            if not ids:
                del self._by_word[word]
                if self._in_order:
                    del self._in_order[bisect_left(self._in_order, word)]
                self.vocabulary.discard(word)
                self.fits.clear()
        for trade in card.trades:
            self._by_trade[trade].discard(id)
        for word in card.city:
            self._by_city[word] -= 1
        for word in card.occupation:
            self._by_occupation[word] -= 1
        for website in card.entry.websites:
            if host := host_of(website):
                self._by_host[host].discard(id)
        self._others.get(fold(card.entry.name), set()).discard(id)
        self._by_firm.get(card.firm, {}).pop(id, None)

    def _add_word(self, word: str) -> None:
        if self._in_order:
            insort(self._in_order, word)
        self.vocabulary.add(word)
        self.fits.clear()

    def _forget(self) -> None:
        """Drop what was worked out of common words: none of it holds once the entries change."""
        self._weights.clear()
        self._of_trade.clear()
        self._of_both.clear()
        self._few_of_both.clear()
        self._in_trades.clear()
        self.vocabulary.spelt.clear()

    def get(self, id: str) -> Entry | None:
        """The entry with this id."""
        card = self._cards.get(id)
        return card.entry if card else None

    def card(self, id: str) -> Card:
        """The card of an entry that is there."""
        return self._cards[id]

    def cards(self, ids: Iterable[str]) -> list[Card]:
        """The cards of entries that are there."""
        return list(map(self._cards.__getitem__, ids))

    def ids_with(self, word: str) -> set[str] | frozenset[str]:
        """The entries that are looked up by this folded word."""
        return self._by_word.get(word, _NOBODY)

    def ids_with_both(self, word: str, other: str) -> Set[str]:
        """The entries that are looked up by both words; asked of the same two more than once in one answer."""
        known = self._of_both.get((word, other))
        if known is None:
            known = self.ids_with(word) & self.ids_with(other) or _NOBODY
            if len(known) <= _FEW:
                keep(self._of_both, (word, other), known)
        return known

    def few_with_both(self, word: str, other: str) -> Set[str]:
        """The first few of the entries that are looked up by both words, by id, where thousands may be."""
        known = self._few_of_both.get((word, other))
        if known is None:
            both = self.ids_with_both(word, other)
            few = both if len(both) <= _FEW else frozenset(nsmallest(_FEW, both))
            known = keep(self._few_of_both, (word, other), few)
        return known

    def words_with_beginning(self, letters: str) -> list[str]:
        """The words by which entries are looked up that begin with these letters, in order; not to be changed."""
        if not self._in_order:
            self._in_order = sorted(self._by_word)
        start = bisect_left(self._in_order, letters)
        end = bisect_left(self._in_order, letters + AFTER_ALL, start)
        return self._in_order[start:end] if letters else self._in_order

    def ids_in_trade(self, trade: str) -> set[str] | frozenset[str]:
        """The entries whose trade this is."""
        return self._by_trade.get(trade, _NOBODY)

    def few_of_trade(self, word: str, trade: str, most: int) -> Set[str]:
        """The entries of a trade that are looked up by this word, none where they are more than ``most``."""
        known = self._of_trade.get((word, trade, most))
        if known is None:
            # Thousands may have the word, and as many be of the trade: it is not worked out for each answer.
            known = self.ids_with(word) & self.ids_in_trade(trade)
            known = keep(self._of_trade, (word, trade, most), known if len(known) <= most else _NOBODY)
        return known

    def first_of_trades(self, trades: frozenset[str]) -> list[str]:
        """The first of the entries whose trade is one of these, by id: as many as are compared for a role alone."""
        known = self._in_trades.get(trades)
        if known is None:
            known = nsmallest(_MANY, _NOBODY.union(*map(self.ids_in_trade, trades)))
            keep(self._in_trades, trades, known, _MOST_TRADES)
        return known

    def first_with(self, word: str) -> list[str]:
        """The first few of the entries that are looked up by this word, by id; not to be changed."""
        return self._first.of(word)

    def is_city(self, word: str) -> bool:
        """Whether the word is part of the name of a town that the directory knows."""
        return self._by_city.get(word, 0) > 0

    def short_names(self, firm: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
        """The aliases and abbreviations of a firm, by the telling words of its name."""
        named = self._by_firm.get(firm)
        if not named:
            return _NO_NAMES
        return [phrase for id in sorted(named) for phrase in named[id]]

    def is_occupation(self, word: str) -> bool:
        """Whether the word says what entries of the directory do."""
        return self._by_occupation.get(word, 0) > 0

    def city_tells(self, word: str) -> bool:
        """Whether a town's name sets some entries apart from most others."""
        return 0 < self._by_city.get(word, 0) <= 0.6 * len(self._cards)

    def weight(self, word: str) -> float:
        """How much a word of a firm's name tells: its rarity here, little for words of many firms' names."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._weight(word)
        return known

    def _weight(self, word: str) -> float:
        rarity = log((len(self._cards) + 2) / (len(self.ids_with(word)) + 1)) + 0.2
        if word in generic_firm_words():
            return 0.25 * rarity
        return (0.4 if self.is_city(word) else 1.0) * rarity

    def partner_at(self, host: str) -> Entry | None:
        """The partner whose website this is; where a firm and its people share one, the firm."""
        with self._still:
            for part in chain_of(host) if host else ():
                ids = self._by_host.get(part)
                if ids:
                    found = [self._cards[id].entry for id in ids if self._cards[id].entry.kind is Kind.PARTNER]
                    firms = [entry for entry in found if entry.entity is not Entity.PERSON]
                    chosen = firms or found
                    return chosen[0] if len(chosen) == 1 else None
        return None

    def called(self, name: str, kind: Kind) -> Entry | None:
        """An entry of another kind than partner that has exactly this name: the firm's own row of "Google"."""
        ids = sorted(id for id in self._others.get(fold(name), ()) if self._cards[id].entry.kind is kind)
        return self._cards[ids[0]].entry if ids else None
