"""Whether a source sent the client on to another one, and did not point here itself: "told me to ask her own
accountant", "told my boss Ann about you"."""

from collections.abc import Sequence

from attribution.names.roles import is_a_role
from attribution.said.spoken_of import tells_them, told_the_teller
from attribution.said.unsure import is_spoken_to
from attribution.tables import table
from attribution.words.cues import Cue
from attribution.words.reading import Reading

_FROM = frozenset(table("names")["from_whom"])


def pointed_elsewhere(end: int, high: int, reading: Reading) -> bool:
    """Whether this source named somebody who is not named here ("told me to use his mate")."""
    for cue in reading.of("elsewhere"):
        if not end <= cue.start < high or reading.sentence[cue.start] != reading.sentence[end - 1]:
            continue
        told = [c for c in reading.of("points", "weak_points", "wanted") if end <= c.start and c.end <= cue.start]
        near = any(cue.start - c.end <= 4 for c in told)
        later = any(cue.end < c.start < high for c in reading.of("strong_points"))
        if near and not later and not _is_of_us(told[-1], cue, reading):
            return True
    return False


def _is_of_us(told: Cue, other: Cue, reading: Reading) -> bool:
    """Whether the client says between that it was us: "said use these people, they are not his own lawyers"."""
    here = not _THESE.isdisjoint(reading.words[told.start : told.end])
    if here or not (_YOU | _THESE).isdisjoint(reading.words[told.end : other.start]):
        return True
    if reading.words[other.end - 1] == "own" and not _is_a_provider(other.end, reading):
        return True  # "Had you do his own trust".
    after = reading.words[other.end : min(other.end + _REACH, reading.bounds(other.start)[1])]
    yours = next((p for p, word in enumerate(after) if word in _YOU_TOO), None)
    return yours is not None and "not" not in after[:yours]  # "Ring his mate, ie you".


def _is_a_provider(place: int, reading: Reading) -> bool:
    """Whether whoever follows "his own" may be used instead of us ("her own accountant", "his own people")."""
    whom = reading.words[place : place + 2]
    return not whom or whom[0] in _PRONOUN_ENDS or any(is_a_role(word) or word in _PROVIDERS for word in whom)


_REACH = 8
_PRONOUN_ENDS = frozenset(
    {"went", "was", "is", "has", "had", "did", "does", "who", "and", "in", "at", "from", "for", "but"}
)
"""What follows where "his own" is already all of it."""
_PROVIDERS = frozenset({"guy", "guys", "man", "woman", "lady", "people", "crew", "lot", "fella", "lad", "lads", "firm"})
_PROVIDERS |= {"company", "place", "one", "ones", "outfit", "doctor", "mate", "friend", "cousin", "brother", "sister"}


_YOU = frozenset({"you", "yous", "ye"})
_YOU_TOO = frozenset({"you", "yous", "ye", "yall", "u", "your", "ur", "here"})
_THESE = frozenset({"these", "here"})


def passed_on(start: int, end: int, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether this source sent the client to another source, which then sent them here."""
    before = [other for other in others if other[1] <= start]
    if before and (tells_them(end, reading) or any(told_the_teller(low, start, end, reading) for _, low in before)):
        return True
    if not reading.of("points", "weak_points"):
        return False
    kin = {cue.start for cue in reading.of("relations")}
    following = sorted(other for other in others if other[0] >= end and kin.isdisjoint(range(*other)))
    if not following:
        return False
    first, last = following[0]
    if told_the_teller(end, first, last, reading):
        return False
    for cue in reading.of("points", "weak_points"):
        if not (end <= cue.start and cue.end <= first and first - cue.end <= 4) or names_the_teller(cue, reading):
            continue
        if reading.sentence[cue.start] != reading.sentence[first] or _is_of_us_or_another(cue, first, last, reading):
            continue
        between = reading.words[cue.end : first]
        onward = any(c.role == "passes_on" and cue.end <= c.start and c.end <= first for c in reading.cues)
        told = any(c.role in {"points", "weak_points"} and c.start >= last for c in reading.cues)
        if _WHOSE.issuperset(between) and reading.sentence[cue.start] == reading.sentence[first]:
            onward = True
        if onward and told and not {"you", "your", "and", "but"} & set(between):
            return True
    return False


def _is_of_us_or_another(cue: Cue, first: int, last: int, reading: Reading) -> bool:
    """Whether what was told is of us, or whoever comes next tells too or is spoken to: "Ann mentioned you, Joe did as
    well", "Ann told me, Joe told me", "Ann said Ruby go see them"."""
    if cue.end != first:
        return False
    if reading.tokens[first].before.strip() or not _YOU_TOO.isdisjoint(reading.words[cue.start : cue.end]):
        return True
    return reading.words[first - 1] in {"said", "says"} and is_spoken_to(first, last, reading)


_WHOSE = frozenset(
    {"my", "our", "boss", "wife", "husband", "friend", "mate", "colleague", "sister", "brother", "mum", "mom", "dad"}
)
"""Words that say who the next one is ("told my boss Kristin about you")."""


def names_the_teller(cue: Cue, reading: Reading) -> bool:
    """Whether the one who told comes after the cue ("heard from Joe", "thanks to Joe")."""
    last = reading.words[cue.end - 1] in _FROM and reading.words[cue.start] not in {"swear", "swears", "swore", "sworn"}
    return last or reading.words[cue.start] in {
        "thanks",
        "because",
        "courtesy",
        "credit",
    }
