"""The first few of the entries that have a word, at hand also where thousands have it."""

from bisect import insort
from collections.abc import Mapping, Set
from heapq import nsmallest

_FEW = 8
"""So many entries are the first few."""
_SORTED = 64
"""So many are sorted sooner than the first of them are looked for."""
_NOBODY: frozenset[str] = frozenset()


class FirstFew:
    """Of each word that many entries have, the first few by id, kept as entries come and go.

    To look for them among thousands whenever they are asked for would take longer than the rest of an answer.
    """

    def __init__(self, by_word: Mapping[str, Set[str]]) -> None:
        self._by_word = by_word
        self._first: dict[str, list[str]] = {}

    def fill(self) -> None:
        """Look for those of every word, once the many entries are there with which a directory begins."""
        for word, ids in self._by_word.items():
            if len(ids) > _FEW:
                self._first[word] = _first_of(ids)

    def of(self, word: str) -> list[str]:
        """The first few that have this word; not to be changed."""
        first = self._first.get(word)
        if first is None:
            ids = self._by_word.get(word, _NOBODY)
            if len(ids) <= _FEW:
                return sorted(ids)
            first = self._first[word] = _first_of(ids)
        return first

    def add(self, word: str, id: str) -> None:
        """An entry has been added to those that have the word."""
        first = self._first.get(word)
        if first is None:
            if len(self._by_word[word]) == _FEW + 1:
                self.of(word)
        elif id < first[-1]:
            insort(first, id)
            first.pop()

    def discard(self, word: str, id: str) -> None:
        """An entry has been taken out of those that have the word."""
        if id in self._first.get(word, ()):
            del self._first[word]


def _first_of(ids: Set[str]) -> list[str]:
    return sorted(ids)[:_FEW] if len(ids) <= _SORTED else nsmallest(_FEW, ids)
