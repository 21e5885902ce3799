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
_TWO = 2
_BEHIND = 3
"""So many words behind "into" may say what machine it was."""


def widened(read: Clues, first: int, last: int) -> tuple[int, int]:
    """The first and the last word of a run with what belongs to it."""
    first, last = _up_to_the_machine(read, first, _behind_a_colon(read, first, last))
    return _with_its_question(read, first), _with_its_age(read, _with_its_place(read, last))


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


def _behind_a_colon(read: Clues, first: int, last: int) -> int:
    """The last word of what stands behind a colon, where nothing tells what came of it ("search: ... house in his
    name"); what an assistant was asked goes on behind a comma to the answer's end ("asked: ..., one abroad")."""
    if ":" not in read.tokens[first].before:
        return last
    end = last
    while end + 1 < len(read.words) and not read.gaps[end + 1]:
        end += 1
    asked = first > 0 and read.classes[first - 1] in _ASKED and "assistant" in read.classes[:first]
    if asked and read.gaps[end + 1 : end + 2] == [","] and not any(read.gaps[end + 2 : -1]):
        end = len(read.words) - 1
    rest = read.classes[last + 1 : end + 1]
    return end if end - last <= _REST and _STORY.isdisjoint(rest) else last


_ASKED = frozenset({"asked", "typed", "put", "query", "search"})
_REST = 5
"""So many words behind a phrase may still belong to it."""
_STORY = frozenset(
    {"you", "your", "i", "they", "kin", "came", "past", "being", "and", "engine", "assistant", "site", "device"}
    | {"googled", "search", "typed", "put", "looked", "asked", "laugh", "just", "time"}
)


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


def _with_its_age(read: Clues, last: int) -> int:
    """The last word with the age that is asked about ("divorce at 70"), and not with a time of day ("at 7")."""
    said = read.words[last + 1 : last + 4]
    if said[:1] != ["at"] or not said[1:] or not said[1].isdigit() or read.gaps[last + 1] or read.gaps[last + 2]:
        return last
    aged = _YOUNGEST <= int(said[1][:4]) <= _OLDEST and said[2:] not in (["am"], ["pm"], ["percent"], ["in"])
    return last + 2 if aged else last


_YOUNGEST, _OLDEST = 13, 110
