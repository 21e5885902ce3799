"""Names that the client leaves open: "Tracy or Stacy", "Saltmarsh something"."""

from attribution.entries.directory import Directory
from attribution.findings.finding import Finding, finding_of_unknown
from attribution.model import Kind
from attribution.said.standing import Standing
from attribution.tables import words
from attribution.who.named import Named
from attribution.who.proof import UNSURE
from attribution.words.reading import Reading, calendar, is_a_word, is_ordinary, stop_words

_LIKE = 2
"""So many letters at the beginning, or at the end, are the same in two spellings of one name."""
_MORE = 3
_LETTERS, _MOST_OF_IT = 3, 0.5
_SHORTEST = 3
_NO_NAMES = frozenset(
    {"maybe", "something", "somebody", "someone", "somewhere", "whatever", "possibly", "perhaps", "sth"}
)


def left_open(reading: Reading, directory: Directory) -> tuple[int, int] | None:
    """The half-open places of a name between whose forms the client cannot tell, or of which only a part is told."""
    plain = reading.words
    for place in range(1, len(plain) - 1) if "or" in plain else ():
        if plain[place] == "or" and _are_two_names(place, reading):
            return place - 1, place + 2
    for place in range(1, min(len(plain), _FIRST)) if "something" in plain else ():
        if plain[place] == "something" and _is_part_of_a_name(place - 1, reading, directory):
            return place - 1, place + 1
    return _another_by_name(reading)


def _another_by_name(reading: Reading) -> tuple[int, int] | None:
    """A friend of the client's who is named beside another source, and whom nobody knows ("... Also my mate Gavin")."""
    for cue in reading.of("relations"):
        start = cue.start - (reading.words[cue.start] not in _OWNERS)
        owned = start > 1 and reading.words[start] in _OWNERS and reading.words[start - 1] in _BESIDE
        if not owned or cue.end >= len(reading.words) or reading.clause[cue.end] != reading.clause[start]:
            continue
        word, written = reading.words[cue.end], reading.tokens[cue.end].capital and not reading.shouted
        if written and word in words("first_names") and cue.end not in reading.taken:
            return cue.end, cue.end + 1
    return None


_OWNERS = frozenset({"my", "our", "me"})
_BESIDE = frozenset({"also", "and", "plus", "n"})


def is_torn(named: Named, standing: Standing) -> bool:
    """Whether the client wavers between people whom the directory has, however little is said of what they did."""
    best = named.best
    unsure = named.doubt == UNSURE or (standing.unsure and bool(named.rivals))
    named_well = bool(named.rivals) or best.complete or (best.card.person and best.support.firm_share >= _MOST_OF_IT)
    return unsure and best.quality == _LETTERS and named_well


def with_open_name(found: list[Finding], unsettled: tuple[int, int] | None, reading: Reading) -> list[Finding]:
    """The findings, and a question about the name left open where nothing else is asked and no partner counts."""
    if unsettled is None or any(f.open or (f.credit and f.credit.source.kind is Kind.PARTNER) for f in found):
        return found
    return [*found, finding_of_unknown(*unsettled, reading)]


_FIRST = 4
"""A name of which a part is told stands at the beginning."""


def _is_part_of_a_name(place: int, reading: Reading, directory: Directory) -> bool:
    """Whether a word before "something" is one of a name in the directory, or its beginning ("Kirk-something")."""
    word, joint = reading.words[place], reading.tokens[place + 1].before
    if joint == "-" and len(word) >= _SHORTEST and word not in stop_words():
        return bool(directory.words_with_beginning(word))
    if not _may_be_a_name(place, reading):
        return False
    return bool(directory.ids_with(word)) and joint in {" ", ".. ", "... "}


def _are_two_names(place: int, reading: Reading) -> bool:
    """Whether what stands before and after "or" are two names, or one in two spellings."""
    if reading.taken.intersection((place - 1, place + 1)):
        return False
    both = (place - 1, place + 1)
    one, other = reading.words[place - 1], reading.words[place + 1]
    alike = one[:_LIKE] == other[:_LIKE] or one[-_LIKE:] == other[-_LIKE:]
    if {one, other} <= calendar() | {"march", "may"}:
        return False  # "April or May".
    given = [p for p in both if reading.words[p] in words("first_names") or reading.words[p] in words("surnames")]
    named = [p for p in both if _may_be_a_name(p, reading)]
    if one == other or not named:
        return False
    if len(named) == len(both):
        strange = one[:_MORE] == other[:_MORE] and not (is_a_word(one) or is_a_word(other))
        return len(given) == len(both) or (bool(given) and alike) or strange
    return one[:_MORE] == other[:_MORE] and any(p in given and not is_ordinary(reading.words[p]) for p in named)


def _may_be_a_name(place: int, reading: Reading) -> bool:
    word = reading.words[place]
    if word in stop_words() or word in _NO_NAMES or len(word) < _SHORTEST or not word.isalpha():
        return False
    return not is_ordinary(word) or (reading.tokens[place].capital and place > 0) or word in words("first_names")
