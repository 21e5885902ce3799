"""Whether the client was not sure of a source: "maybe Joe", "one of them told me", "Joe told me to ask Ann".

Much that sounds unsure is not about the source: "maybe twice a year", "he wouldn't go up there either", "one of them
kept barking", "she said Jo, you need a plumber".
"""

from collections.abc import Sequence

from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.words.cues import Cue
from attribution.words.reading import Reading

_OR_SOMETHING = ["or", "something"]
_RIGHT_AFTER = 4
_NOT_WHICH = frozenset({"not", "every", "each", "any", "no"})
_NOT = frozenset({"not", "no", "never", "nor"})
_NUMBERS = frozenset(
    {"once", "twice", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "half"}
)
_LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "dozen", "mile", "hundred"})
_SAYS_SOMETHING = 2
"""So many words after "one of them" at least say what that one did."""
_SAID = frozenset({"said", "says"})
_TO_YOU = frozenset(
    {"you", "youve", "youre", "youll", "ye", "yeve", "do", "dont", "go", "get", "stop", "listen", "its", "that", "this"}
    | {"there", "i", "im", "ive", "we", "just"}
)
_IS_OR_DOES = frozenset(
    {"was", "is", "had", "has", "wasnt", "isnt", "hadnt", "kept", "keeps", "needed", "needs", "looked", "looks"}
)


def is_unsure(
    start: int, end: int, segment: tuple[int, int], others: Sequence[tuple[int, int]], reading: Reading
) -> bool:
    """Whether the client was not sure of the source named from ``start`` to before ``end``.

    ``segment`` are the words between the source before and the source after, ``others`` all other sources.
    """
    low, high = segment
    sentence = reading.bounds(start)
    unsure = any(
        sentence[0] <= cue.start < min(sentence[1], high + 2)
        and low - 3 <= cue.start <= end + (1 if reading.words[cue.start : cue.end] == _OR_SOMETHING else 5)
        and not _is_an_estimate(cue, reading)
        for cue in reading.of("unsure")
    )
    return unsure or _is_one_of_them(end, others, reading) or _leaves_it_to_another(end, others, reading)


def is_unsure_who(match: Match, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether it is only not known who of a business it was: "a midwife at Kindred, not sure which one"."""
    if match.card.person or not match.complete or others or not _EITHER.isdisjoint(reading.words):
        return False
    cues = [cue for cue in reading.of("unsure", "unsure_all") if not _is_an_estimate(cue, reading)]
    return bool(cues) and all(_is_of_people(cue, match.end, reading) for cue in cues)


def _is_of_people(cue: Cue, end: int, reading: Reading) -> bool:
    """Whether what is not known is which of the people there it was."""
    last = reading.words[cue.start : cue.end]
    if cue.start < end:
        return False
    if last[:2] == ["one", "of"]:
        return True
    if _WHO.isdisjoint(last):
        return False
    after = reading.words[cue.end : cue.end + 2]
    if last[-1] in {"who", "one"}:
        return True
    return not after or after[0] in {"one", "of"} or is_a_role(after[0]) or after[0] in _PEOPLE


_EITHER = frozenset({"or", "maybe", "possibly", "perhaps", "either"})
_WHO = frozenset({"which", "who"})
_PEOPLE = frozenset({"nurse", "girl", "guy", "lady", "woman", "man", "lad", "person", "doctor"})


def _is_one_of_them(end: int, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether it was this source or another one ("not sure which one"), and not one of many people in the story."""
    return any(
        (others or 0 <= cue.start - end <= _RIGHT_AFTER)
        and not (cue.start and reading.words[cue.start - 1] in _NOT_WHICH)
        and not (reading.words[cue.start] == "one" and _is_one_in_the_story(cue, others, reading))
        for cue in reading.of("unsure_all")
    )


def _is_one_in_the_story(cue: Cue, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether "one of them" is a thing or somebody who is not said to have told us: "I've had one of them letters"."""
    after = cue.end
    sentence = reading.bounds(cue.start)[1]
    begins = cue.start == 0 or reading.clause[cue.start - 1] != reading.clause[cue.start]
    if others and begins and sentence - after < _SAYS_SOMETHING:
        return False  # "Joe, Ann, one of them anyway"
    if reading.words[after : after + 1] in (["two"], ["three"], ["or"]) or reading.words[cue.end - 1] == "other":
        return False
    return not any(
        other.start - after <= 1
        for other in reading.of("points", "strong_points", "weak_points")
        if after <= other.start
    )


def _is_an_estimate(cue: Cue, reading: Reading) -> bool:
    """Whether what sounds unsure is about a number, or says that somebody did no more: "maybe twice", "nor did he
    either"."""
    after = reading.words[cue.end : cue.end + 1]
    if reading.words[cue.start : cue.end] == ["maybe"]:
        length = after in (["a"], ["an"]) and not _LENGTHS.isdisjoint(reading.words[cue.end + 1 : cue.end + 2])
        return bool(after) and (after[0] in _NUMBERS or after[0].isdigit() or length)
    if reading.words[cue.start : cue.end] == ["either"]:
        ends = not after or reading.clause[cue.end] != reading.clause[cue.start] or after[0] in {"and", "but"}
        return ends and any(
            word in _NOT or word.endswith("nt") for word in reading.words[max(0, cue.start - 7) : cue.start]
        )
    return False


def _leaves_it_to_another(end: int, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether this source named another one, and nothing says that the other named us ("told me to see Dr. Novak")."""
    if not others or not reading.of("tries", "weak_points"):
        return False
    kin = {cue.start for cue in reading.of("relations")}
    ahead = sorted(other for other in others if other[0] >= end and kin.isdisjoint(range(*other)))
    if not ahead:
        return False
    first, last = ahead[0]
    to_see = any(end <= cue.start and first - 1 <= cue.end <= first for cue in reading.of("tries"))
    if to_see or not any(end <= cue.start and cue.end == first for cue in reading.of("weak_points")):
        return to_see
    return not (reading.words[first - 1] in _SAID and _is_spoken_to_or_of(last, reading))


def _is_spoken_to_or_of(end: int, reading: Reading) -> bool:
    """Whether a name after "said" is the client's own, or is spoken of ("said Jo, you need it")."""
    after = reading.words[end : end + 1]
    if not after:
        return False
    return after[0] in (_TO_YOU if "," in reading.tokens[end].before else _IS_OR_DOES)
