"""Whether an engine or assistant is meant by a name that people and firms bear as well.

"Claude, it gave me questions to ask", "gemini, the google one", "bing, heat pump humming".
"""

from collections.abc import Set

from attribution.entries.directory import Directory
from attribution.model import Kind
from attribution.names.senses import senses_in
from attribution.tables import table, words
from attribution.words.media import Medium
from attribution.words.reading import Reading, stop_words

_SEARCHED = frozenset({Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT})
_KNOWN = table("mentions")["assistants"]
_CALLED = frozenset(_KNOWN["called"])
_MAKERS = frozenset(_KNOWN["makers"])
_DEVICES = frozenset(_KNOWN["devices"])
_HAD = frozenset(_KNOWN["had"])
_HAD_DO = frozenset(_KNOWN["had_do"])
_QUESTIONS = frozenset(_KNOWN["questions"])
_OF_PEOPLE = frozenset(_KNOWN["of_people"])
_TITLES = frozenset(_KNOWN["titles"])
_SOMEBODY = frozenset({"he", "she", "him", "his", "they"})
_TELLING = frozenset({"tell", "give", "send", "praise"})
_NOT = frozenset({"not", "no", "isnt", "nor", "never"})
_SOON = 8
"""Within so many words stands what it is that is meant ("the AI one")."""
_FAR = 16
"""Within so many words an "it" is still the assistant."""


def is_plainly_meant(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether the words around an engine or assistant say that it is meant, whoever else bears its name."""
    if medium.kind not in _SEARCHED or end - start > 1:
        return False
    word = reading.words[start]
    careful = word in medium.says_carefully or word.capitalize() in medium.says_carefully
    ids = directory.ids_with(word)
    if not (careful or ids) or _is_of_a_name(start, end, reading, directory):
        return False
    searched = end in reading.taken or (medium.kind is Kind.SEARCH_ENGINE and _is_searched(start, reading))
    if searched or _is_said_what(start, end, reading) or _is_an_it(end, reading) or _is_asked(start, end, reading):
        return True
    return len(ids) <= _MANY and _is_borne_by_nobody_who_speaks(start, end, careful, ids, reading, directory)


def is_said_to_be_a_person(reading: Reading) -> bool:
    """Whether the client says that no machine is meant ("Claude from my group, not the robot")."""
    for place, word in enumerate(reading.words):
        if word not in _SPEAKERS:
            continue
        before = reading.words[max(0, place - 2) : place]
        if reading.words[place + 1 : place + 2] in (["person"], ["guy"], ["savvy"], ["whiz"], ["expert"]):
            continue  # "I'm not a computer person".
        if before[-1:] == ["not"] or (before[:1] == ["not"] and before[1:] in (["the"], ["a"], ["an"], ["that"])):
            return True
    return False


def is_also_a_name(medium: Medium | None) -> bool:
    """Whether an assistant is called as people are (Claude, Alexa)."""
    if medium is None or medium.kind is not Kind.AI_ASSISTANT:
        return False
    return bool(medium.says_carefully) or medium.name.lower() in words("first_names")


_SPEAKERS = frozenset(
    {"speaker", "echo", "robot", "ai", "bot", "chatbot", "computer", "machine", "amazon", "device", "software"}
)


def _is_borne_by_nobody_who_speaks(
    start: int, end: int, careful: bool, ids: Set[str], reading: Reading, directory: Directory
) -> bool:
    """Whether nobody of the directory bears the name, and nothing speaks of a person."""
    word = reading.words[start]
    borne = [directory.card(id) for id in ids]
    known = any(word in (*card.given[:1], *card.firm, *card.surname) for card in borne)
    return careful and not known and _is_no_person(start, end, reading)


def _is_of_a_name(start: int, end: int, reading: Reading, directory: Directory) -> bool:
    """Whether the word is denied, or only part of a name ("Jean-Claude", "Bing Wu")."""
    before = reading.words[start - 1] if start else ""
    after = reading.words[end] if end < len(reading.words) else ""
    word = reading.words[start]
    if before in _NOT or "-" in reading.tokens[start].before.strip() or reading.tokens[start].possessive:
        return True
    return bool(after and directory.ids_with(word) and directory.ids_with_both(word, after))


def _is_searched(start: int, reading: Reading) -> bool:
    """Whether an engine is all that is said, or something was typed into it."""
    typed = bool(reading.taken) and start > 0 and reading.words[start - 1] in _INTO
    return typed or len(reading.words) == 1


_MANY = 50
_INTO = frozenset({"on", "into", "in", "via"})


def _is_said_what(start: int, end: int, reading: Reading) -> bool:
    """Whether it is said what is meant: "the AI one", "the google one", "on my phone"."""
    last = min(end + _SOON, len(reading.words))
    for place in range(max(0, start - 3), last):
        word = reading.words[place]
        if start <= place < end or (word not in _CALLED and word not in _MAKERS and word not in _DEVICES):
            continue
        if not _NOT.isdisjoint(reading.words[max(0, place - 2) : place]):
            continue
        if word in _CALLED:
            return True
        one = reading.words[place + 1 : place + 2] in (["one"], ["thing"], ["ai"])
        if word in _MAKERS and (one or reading.full[place] == word + "s"):
            return True
        on = not {"on", "in"}.isdisjoint(reading.words[max(end, place - 3) : place])
        if word in _DEVICES and place >= end and on and reading.sentence[place] == reading.sentence[start]:
            return True
    return False


def _is_an_it(end: int, reading: Reading) -> bool:
    """Whether what bears the name is an "it" that told something or was asked: people are no such thing."""
    high = min(end + _FAR, reading.bounds(end - 1)[1])
    for place in range(end, high):
        word = reading.words[place]
        if word in _SOMEBODY or word == "who":
            return False
        if word != "it":
            continue
        if place and reading.words[place - 1] in {"asked", "told", "ask"}:
            return True
        if any(_tells(each) or each in _FOUND for each in reading.words[place + 1 : place + 3]):
            return True
    return False


_FOUND = frozenset({"picked", "found", "listed", "showed", "suggested", "liked", "compared", "made"})


def _is_asked(start: int, end: int, reading: Reading) -> bool:
    """Whether it was asked for something, or had to do it: "asked Claude for", "had Claude read"."""
    before = reading.words[start - 1] if start else ""
    after = reading.words[end] if end < len(reading.words) else ""
    if not _SOMEBODY.isdisjoint(reading.words[end : reading.bounds(start)[1]]):
        return False
    return (before in {"asked", "asking", "ask"} and after in _QUESTIONS) or (before in _HAD and after in _HAD_DO)


def _is_no_person(start: int, end: int, reading: Reading) -> bool:
    """Whether nothing says that somebody of that name is meant, whom the directory does not know."""
    before = reading.words[start - 1] if start else ""
    after = reading.words[end] if end < len(reading.words) else ""
    if before in _TITLES or after in _OF_PEOPLE or (after == "the" and _is_a_guy(end, reading)):
        return False
    if before in {"at", "my", "our"} and not reading.full[start - 1].endswith("'s"):
        return False
    if after and (after in words("surnames") or (reading.capital_inside(end) and after not in stop_words())):
        return reading.clause[end] != reading.clause[start]
    low, high = reading.bounds(start)
    return _SOMEBODY.isdisjoint(reading.words[low:high]) or reading.words[start] in {"alexa", "siri"}


def _is_a_guy(end: int, reading: Reading) -> bool:
    return not _TITLES.isdisjoint(reading.words[end + 1 : end + 4])


def _tells(word: str) -> bool:
    return senses_in("senses").get(word) in _TELLING
