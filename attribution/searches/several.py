"""Of several searches that a client tells, the one that led to the firm: the last ("first X, too far, then Y").

Who tells two searches tells how the first one failed, so the later counts, if it would be taken by itself as well.
"""

from attribution.searches.clues import Clues

_TURNS = frozenset({"then", "second", "2nd", "third", "3rd", "next", "instead", "later", "finally", "eventually"})
_TURNS_TO = frozenset({"so", "and", "but", "when", "after", "again", "back"})
_SEARCHED = frozenset({"googled", "search", "typed", "put", "looked", "query"})
_SOON = 5
"""So many words after a "so" or "and" stands the verb of the next search."""
_LAST_OF_ALL = frozenset({"second", "2nd", "last", "latter", "third", "3rd"})
_JOINING = frozenset({"and", "then"})


def next_search(read: Clues, last: int) -> int | None:
    """The place from which on another search is told after the one that ends at ``last``, or None."""
    if read.words[last + 1 : last + 2] == ["and"] and not _LAST_OF_ALL.isdisjoint(read.words[last + 3 :]):
        return last + 2
    for place in range(last + 1, len(read.words) - 1):
        word = read.words[place]
        if word in _TURNS:
            return place + 1
        if word in _TURNS_TO:
            verbs = (p for p in range(place + 1, min(len(read.words), place + _SOON)) if read.classes[p] in _SEARCHED)
            verb = next(verbs, None)
            if verb is not None:
                return verb + 1
    return None


def last_part(read: Clues, first: int, last: int) -> tuple[int, int]:
    """A run of several phrases without the first ones, where the client says so ("A then B", "A and B, the second")."""
    words = read.words
    thens = [p for p in range(first + 1, last) if words[p] == "then"]
    if thens:
        return thens[-1] + 1, last
    if _LAST_OF_ALL.isdisjoint(words[last + 1 :]):
        return first, last
    marks = (p for p in range(first + 1, last + 1) if read.gaps[p] not in {"", "h"} or words[p] in _JOINING)
    place = max(marks, default=None)
    if place is None:
        return first, last
    begin = place + (words[place] in _JOINING)
    return (begin, last) if begin <= last else (first, last)
