"""What belongs to a phrase beyond the run of words that was found: up to what it was typed into, back to the question
that an assistant was asked, and the rest of the name of a place.
"""

from attribution.searches.clues import MOST_WORDS, Clues

_INTO = frozenset({"into", "intae", "ontae"})
_MACHINES = frozenset({"device", "engine", "assistant", "site"})
_TYPED = frozenset({"typed", "put"})
_TOLD = frozenset({"you", "your", "typed", "put", "googled", "kin", "they"})
"""Classes of words that tell something: no phrase goes on over them."""
_LEADS = frozenset({"in", "up", "something", "like", "stuff", "the", "words", "a", "an", "it", "just", "about", "for"})
_ASKING = frozenset({"question", "article", "being"})
_PLACES = frozenset({"isle", "isles", "city", "county", "kingdom", "borough", "vale", "forest", "town", "bay", "port"})
"""What the name of a place begins with before "of" ("Isle of Skye", "City of York")."""
_ORDERS = frozenset({"compare", "rank", "list", "shortlist"})
_WHERE = frozenset({"in", "near", "around", "by"})
_TWO = 2
_BEHIND = 3
"""So many words behind "into" may say what machine it was."""


def widened(read: Clues, first: int, last: int) -> tuple[int, int]:
    """The first and the last word of a run with what belongs to it."""
    first, last = _up_to_the_machine(read, first, last)
    return _with_its_question(read, first), _with_its_place(read, last)


def _up_to_the_machine(read: Clues, first: int, last: int) -> tuple[int, int]:
    """All that was typed, where both sides of it stand there: "typed ... into my phone"."""
    end = last + 1
    while end < len(read.words) and not read.gaps[end] and read.words[end] not in _INTO:
        end += 1
    machine = end < len(read.words) and read.words[end] in _INTO and not read.gaps[end]
    if not machine or _MACHINES.isdisjoint(read.classes[end + 1 : end + 1 + _BEHIND]):
        return first, last
    verb = first - 1
    while verb >= 0 and not read.gaps[verb + 1] and read.classes[verb] not in _TYPED:
        verb -= 1
    if verb < 0 or read.gaps[verb + 1] or read.classes[verb] not in _TYPED:
        return first, last
    begin = verb + 1
    while begin < first and read.words[begin] in _LEADS:
        begin += 1
    added = (*read.classes[begin:first], *read.classes[last + 1 : end])
    return (begin, end - 1) if _TOLD.isdisjoint(added) and end - begin <= MOST_WORDS else (first, last)


def _with_its_question(read: Clues, first: int) -> int:
    """The question's first word, where nothing else stands before it but the assistant ("alexa where's the ...")."""
    begin = first
    while begin > 0 and not read.gaps[begin] and read.classes[begin - 1] in _ASKING:
        begin -= 1
    asked = 0 < begin < first and read.classes[begin] == "question" and read.classes[begin - 1] == "assistant"
    addressed = begin < _TWO or read.classes[begin - _TWO] != "asked"
    return begin if asked and addressed and not read.gaps[begin] else first


def _with_its_place(read: Clues, last: int) -> int:
    """The last word of the name of a place that was cut at its "of"; what may be "online" was said already then."""
    if read.words[last] not in _PLACES or read.words[last + 1 : last + 2] != ["of"] or last + 2 >= len(read.words):
        return last
    if read.gaps[last + 1] or read.gaps[last + 2]:
        return last
    end = last + 2
    closing = end + 2 == len(read.words) and read.words[end + 1] == "online" and "device" in read.classes[:last]
    return end + 1 if closing and not read.gaps[end + 1] else end


def ordered(read: Clues) -> tuple[int, int] | None:
    """What an assistant was told to do with people of a trade and a place, where the expressions find it and the
    weights do not: "asked it to compare 3 family lawyers in Mesa"."""
    _, first, last = read.rule
    if first < 0:
        return None
    inside = range(first + 1, last)
    placed = any(read.words[p] in _WHERE and read.classes[p + 1] not in {"article", "my"} for p in inside)
    asked = read.words[first] in _ORDERS and "assistant" in read.classes[:first]
    return (first, last) if asked and placed and "trade" in read.classes[first : last + 1] else None
