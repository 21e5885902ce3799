"""The phrase that a client says they searched for: the likeliest run of words, or none, by fitted weights."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from heapq import nlargest
from math import fsum
from sys import intern
from typing import TypeVar

from attribution.searches.as_typed import as_typed
from attribution.searches.clues import MOST_WORDS, Clues
from attribution.searches.framed import widened
from attribution.searches.phrase_words import speaks_of_searching
from attribution.searches.plainly import asked_in_words, ordered, told_last
from attribution.searches.proposing import Span, proposed, verb_before
from attribution.searches.several import last_part, next_search
from attribution.searches.templates import EDGE_TEMPLATES, GAP_TEMPLATES, INSIDE_TEMPLATES, SPAN_TEMPLATES
from attribution.searches.whole_search import whole_in
from attribution.tables import fitted_numbers
from attribution.words.text import READ_AT_MOST

__all__ = ["decided", "may_tell", "phrase_in", "verb_before"]

_MOST_EDGES = 6
"""So many first words are tried: the likeliest by themselves, and by what stands before them."""
_MOST_RUNS = 8
"""So many runs of words, the likeliest by their words, are weighed as a whole."""
_MOST_SEARCHES = 3
"""So many searches after the first are looked for."""


_MARGIN = 0.5
"""So much likelier than none (as a logarithm) is a phrase before it is taken: a false one hides the names in it."""
_NO_WORDS_OF_IT = frozenset({"engine", "assistant", "site", "article", "being", "question"})
"""Classes of words that an answer has none of if it is nothing but what was typed."""
_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Thai, Japanese, Chinese and Korean: words run together or have endings, so that the expressions alone decide."""


_Number = TypeVar("_Number", float, complex)


class Weights:
    """The fitted weights, by template and value."""

    def __init__(self, table: Mapping[str, Mapping[str, float]]) -> None:
        self.edges = _paired(EDGE_TEMPLATES, table["begin"], table["end"])
        self.inside = _single(INSIDE_TEMPLATES, table["inside"])
        self.gap = _single(GAP_TEMPLATES, table["gap"])
        self.span = _single(SPAN_TEMPLATES, table["span"])
        self.none = _shared(table["none"])


def phrase_in(answer: str) -> Span | None:
    """The half-open place of the phrase that was typed or spoken into a search, or None if none is told."""
    return decided(answer, fitted()) if may_tell(answer) else None


def may_tell(answer: str) -> bool:
    """Whether an answer speaks of searching at all: a cheap look that spares the others the work."""
    low = f" {answer[:READ_AT_MOST].lower()} ".replace("\n", " ").replace("(", " ")
    return speaks_of_searching(low) or whole_in(answer[:READ_AT_MOST]) is not None


def decided(answer: str, weights: Weights) -> Span | None:
    """The place of the likeliest phrase by these weights, if it is likelier than none."""
    rule = proposed(answer)
    if _WITHOUT_SPACES.search(answer, 0, READ_AT_MOST):
        return rule[1] if rule else None
    read = Clues(answer, rule)
    if not read.tokens:
        return None
    if rule is not None and rule[0] == "whole" and _NO_WORDS_OF_IT.isdisjoint(read.classes):
        return rule[1]
    runs = _Runs(read, weights)
    best, span = runs.likeliest()
    least = _MARGIN + fsum(filter(None, map(weights.none.get, read.whole())))  # In any order: they come from a set.
    if best <= least:
        told = ordered(read) or asked_in_words(read, *span) or told_last(read)
        if told is None:
            return None
        span = told
    for _ in range(_MOST_SEARCHES):
        since = next_search(read, span[1])
        later = runs.likeliest(since) if since is not None else (least, span)
        if later[0] <= least:
            break
        span = later[1]
    typed = span if read.quoted[span[0]] else as_typed(read, *widened(read, *last_part(read, *span)))
    if typed is None:
        return None
    first, last = typed
    start, end = read.tokens[first].start, read.tokens[last].end
    if start and answer[start - 1] in "#£$€":
        start -= 1
    return start, end


class _Runs:
    """The runs of words of an answer, and how likely each is to be the phrase."""

    def __init__(self, read: Clues, weights: Weights) -> None:
        self.read, self.weights = read, weights
        edges = [sum(filter(None, map(_PAIR, weights.edges, row)), 0j) for row in read.edges()]
        self.begin, end = [edge.real for edge in edges], [edge.imag for edge in edges]
        inside = _sums(weights.inside, read.insides())
        gap = _sums(weights.gap, read.crossings())
        count = len(edges)
        # What a run gains up to a word is the same for all that begin at one place: the sums make every run cheap.
        self.before = [self.begin[k] - inside[k] - gap[k + 1] for k in range(count)]
        self.after = [end[k] + inside[k + 1] + gap[k + 1] for k in range(count)]

    def likeliest(self, since: int = 0) -> tuple[float, tuple[int, int]]:
        """The likeliest run that begins at or after a place, with its score; the places of its first and last word."""
        read, before, after = self.read, self.before, self.after
        count = len(before)
        places = range(since, count)
        firsts = {
            *nlargest(_MOST_EDGES, places, before.__getitem__),
            *nlargest(_MOST_EDGES, places, self.begin.__getitem__),
        }
        runs = [
            (before[first] + after[last], first, last)
            for first in firsts
            for last in range(first, min(count, first + MOST_WORDS))
        ]
        tried = nlargest(_MOST_RUNS, runs)
        tried += [(before[a] + after[b], a, b) for a, b in read.offered() if since <= a and b < a + MOST_WORDS]
        best, found = float("-inf"), (0, 0)
        for score, first, last in tried:
            whole = score + sum(filter(None, map(_WEIGHT, self.weights.span, read.span(first, last))), 0.0)
            if whole > best:
                best, found = whole, (first, last)
        return best, found


_WEIGHT: Callable[[dict[str, float], str], float | None] = dict.get
_PAIR: Callable[[dict[str, complex], str], complex | None] = dict.get


def _sums(tables: list[dict[str, float]], rows: Iterable[tuple[str, ...]]) -> list[float]:
    sums = [0.0]
    for row in rows:
        sums.append(sums[-1] + sum(filter(None, map(_WEIGHT, tables, row)), 0.0))
    return sums


@cache
def fitted() -> Weights:
    """The weights of the data file."""
    return Weights(fitted_numbers("phrase_weights"))


def _single(templates: Iterable[str], weights: Mapping[str, float]) -> list[dict[str, float]]:
    tables: dict[str, dict[str, float]] = {template: {} for template in templates}
    for clue, weight in _shared(weights).items():
        template, _, value = clue.partition("=")
        tables[template][intern(value)] = weight
    return list(tables.values())


def _paired(templates: Iterable[str], begin: Mapping[str, float], end: Mapping[str, float]) -> list[dict[str, complex]]:
    """The weights of a clue for the first and for the last word, as the two parts of one number: summed up at once."""
    both = _shared({clue: complex(begin.get(clue, 0.0), end.get(clue, 0.0)) for clue in {*begin, *end}})
    tables: dict[str, dict[str, complex]] = {template: {} for template in templates}
    for clue, pair in both.items():
        template, _, value = clue.partition("=")
        tables[template][intern(value)] = pair
    return list(tables.values())


def _shared(weights: Mapping[str, _Number]) -> dict[str, _Number]:
    """The weights, each number kept once: thousands of clues share some hundred, which are at hand then."""
    once: dict[_Number, _Number] = {}
    return {clue: once.setdefault(weight, weight) for clue, weight in weights.items()}
