"""Whether a word that names a medium means it here, where it is also a name, an ordinary word or part of a list."""

import re

from attribution.directory import Directory
from attribution.media import Medium
from attribution.model import Kind
from attribution.reading import Reading, is_a_word, stop_words
from attribution.sayings import Said
from attribution.senses import senses_in
from attribution.spellings import phrases
from attribution.tables import table, words

_BEFORE = frozenset(table("mentions")["before"])
_AFTER = frozenset(table("mentions")["after"])
_ASKED = frozenset(table("mentions")["asked"])
_OWNERS = frozenset({"my", "our", "his", "her", "their"})
_PEOPLE = frozenset(
    {"guy", "guys", "girl", "lady", "man", "woman", "person", "people", "lad", "fella", "bookkeeper", "rep"}
)


def is_meant(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether a word that is also a name or an ordinary word means the medium."""
    beside = (*range(max(0, start - 4), start), *range(end, min(end + 4, len(reading.words))))
    rest = any(reading.words[k] not in stop_words() for k in beside)
    before = reading.words[start - 1] if start else ""
    after = reading.words[end] if end < len(reading.words) else ""
    alone = all(reading.clause[k] != reading.clause[start] for k in (start - 1, end) if 0 <= k < len(reading.words))
    if before in _OWNERS and after in _PEOPLE:
        return False
    if _in_a_list(start, end, reading) and not directory.ids_with(reading.words[start]):
        return True
    if alone and reading.words[start] != "next":
        return not directory.ids_with(reading.words[start])
    if directory.ids_with(reading.words[start]) and not (before in _ASKED and after not in words("surnames")):
        return False
    if after in words("surnames") and reading.tokens[end].capital and after not in _AFTER:
        return False
    if reading.words[start] in {"van", "vans", "truck", "trucks"}:
        return (
            not rest
            or (before in {"your", "ur", "the", "a", "yr", "company", "work"} and after in _AFTER)
            or before in {"your", "ur", "yr"}
        )
    if reading.words[start] == "next":
        return (before == "on" and after in {"", "app", "and"}) or reading.capital_inside(start)
    if start == 0 and medium.kind is Kind.AI_ASSISTANT and (after in stop_words() or _tells(after)):
        return True
    return (
        not rest
        or before in _BEFORE - {"by", "a", "the", "with", "your", "ur", "called", "in"}
        or after in _AFTER - {"with", "on", "outside", "went"}
    )


def _tells(word: str) -> bool:
    """Whether a word says that somebody told or gave something: an assistant does so, a name that begins may too."""
    return senses_in("senses").get(word) in {"tell", "give", "send", "praise"}


def begins_a_list(said: Said, reading: Reading) -> bool:
    """Whether the first word of a saying is another medium in a list ("flyer and van" is a flyer, and a van)."""
    after = said.start + 1
    if after >= said.end or not is_join(after, reading):
        return False
    others = (m for phrase, m, _ in phrases().get(reading.words[said.start], ()) if len(phrase) == 1)
    return any(said.medium is not None and other.name != said.medium.name for other in others)


def is_join(place: int, reading: Reading) -> bool:
    """Whether a list goes on at this word: it is "and", or stands after a comma or a plus."""
    return reading.words[place] in _JOINS or bool(_LISTED.fullmatch(reading.tokens[place].before))


_JOINS = frozenset({"and", "n", "plus", "y", "et", "und"})
_LISTED = re.compile(r"\s*[,/+&]\s*")


def _in_a_list(start: int, end: int, reading: Reading) -> bool:
    """Whether a word stands in a list beside a medium that is known without a cue ("truck, billboard, radio")."""
    after = end + (end < len(reading.words) and reading.words[end] in _JOINS)
    if after < len(reading.words) and is_join(end, reading) and _is_plain_medium(reading.words[after]):
        return True
    before = start - 1 - (start > 1 and reading.words[start - 1] in _JOINS)
    joined = is_join(start, reading) or reading.words[start - 1] in _JOINS if start else False
    return joined and before >= 0 and _is_plain_medium(reading.words[before])


def _is_plain_medium(word: str) -> bool:
    return any(len(phrase) == 1 and not careful for phrase, _, careful in phrases().get(word, ()))


def goes_before_a_name(end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether what looks like a misspelt advertisement is the title or first name of somebody ("Paster Tate")."""
    if medium.kind is not Kind.ADVERTISEMENT or end >= len(reading.words):
        return False
    word = reading.words[end]
    return (
        reading.capital_inside(end)
        or word in words("surnames")
        or (not is_a_word(word) and bool(directory.ids_with(word)))
    )
