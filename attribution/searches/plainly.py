"""What was typed although the weights do not find it: an order to an assistant, a question that the client says they
wrote, a search that is a sentence by itself.
"""

from attribution.searches.clues import Clues

_ORDERS = frozenset({"compare", "rank", "list", "shortlist"})
_WHERE = frozenset({"in", "near", "around", "by"})


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


def asked_in_words(read: Clues, first: int, last: int) -> tuple[int, int] | None:
    """A question of which the client says right before it that they wrote or typed it ("so I wrote who keeps the
    pension ..."), however long the rest of the story is."""
    question = read.classes[first] == "question" and first > 1 and not read.gaps[first]
    wrote = question and read.classes[first - 1] in _WROTE and read.classes[first - 2] in _WRITERS
    trade = last - first >= _FEWEST and "trade" in read.classes[first : last + 1]
    return (first, last) if wrote and trade else None


def told_last(read: Clues) -> tuple[int, int] | None:
    """A search for a trade that is a sentence by itself, the last one of an answer that begins with the engine and
    tells something of it ("bing, because it came with the laptop. boiler installer 43551")."""
    if not read.classes or "engine" not in read.classes[: _FEWEST - 1] or read.sentence[0] == read.sentence[-1]:
        return None
    first = read.sentence.index(read.sentence[-1])
    said = read.classes[first:]
    plain = _FEWEST <= len(said) <= _MOST and _OF_A_SEARCH.issuperset(said) and not any(read.gaps[first + 1 : -1])
    sought = "trade" in said or any(word.endswith(_DOERS) and len(word) > _SHORT for word in read.words[first:])
    return (first, len(said) + first - 1) if plain and sought and _PRAISE.isdisjoint(read.words[first:]) else None


_WROTE = frozenset({"put", "typed", "googled", "search"})
_WRITERS = frozenset({"i", "just"})
_FEWEST, _MOST, _SHORT = 3, 8, 5
_DOERS = ("er", "ers", "ist", "ists", "or", "ors")
_OF_A_SEARCH = frozenset(
    {"trade", "ordinary", "word", "rare", "name", "digit", "near", "in", "stop", "question", "for"}
)
_PRAISE = frozenset(
    {"lovely", "good", "great", "brilliant", "friendly", "nice", "excellent", "amazing", "fantastic", "helpful"}
    | {"quick", "easy", "simple", "super", "happy", "reviews", "no", "not", "very", "really", "so", "too", "much"}
)
