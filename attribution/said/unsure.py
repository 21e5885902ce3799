"""Whether the client was not sure of a source: "maybe Joe", "one of them told me", "Joe told me to ask Ann".

Much that sounds unsure is not about the source: "maybe twice a year", "he wouldn't go up there either", "one of them
kept barking", "she said Jo, you need a plumber".
"""

from collections.abc import Sequence

from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.said.left_open import is_borne_out
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
        and not (_is_an_estimate(cue, reading) or _is_about_something_else(cue, start, end, reading))
        for cue in reading.of("unsure")
    )
    return unsure or _is_one_of_them(start, end, others, reading) or _leaves_it_to_another(end, others, reading)


def _is_about_something_else(cue: Cue, start: int, end: int, reading: Reading) -> bool:
    """Whether the client is not sure whether it matters ("not sure if it counts but ..."), or what exactly somebody is:
    "Ann Poe, LCSW or whatever the letters are", "her cousin or whatever Dee"."""
    said = reading.words[cue.start : cue.end]
    if said[0] in _NOT_SURE:
        after = range(cue.end, min(cue.end + _RIGHT_AFTER, reading.bounds(cue.start)[1]))
        same = {reading.words[p] for p in after if reading.clause[p] == reading.clause[cue.start]}
        return cue.end <= start and reading.clause[start] != reading.clause[cue.start] and not same.isdisjoint(_COUNTS)
    if said == ["or", "whatever"]:
        what = reading.words[cue.end : cue.end + _RIGHT_AFTER]
        of_kin = any(kin.end == cue.start for kin in reading.of("relations", "relative_of"))
        return (of_kin and cue.end <= start) or (cue.start > end and _CALLED.isdisjoint(what))
    return False


_NOT_SURE = frozenset({"not", "idk", "dont"})
_COUNTS = frozenset(
    {
        "counts",
        "count",
        "matters",
        "matter",
        "helps",
        "help",
        "relevant",
        "important",
        "useful",
        "interested",
        "interests",
    }
    | {"care", "asking", "ask", "mean", "meant", "remember", "know", "want", "right", "answers", "qualifies", "applies"}
)
"""Whether what follows counts, or is what was asked for, is another matter than who it was."""
_CALLED = frozenset({"called", "name", "names", "named", "call"})


def is_sure_all_the_same(match: Match, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether what sounds unsure leaves the source certain."""
    return _is_unsure_who(match, others, reading) or _only_thinks_so(match, reading)


def _only_thinks_so(match: Match, reading: Reading) -> bool:
    """Whether the client only thinks that the name is right, and its firm or trade beside it bears it out: "the vet at
    Lakes, Craig I think it was"."""
    if not is_borne_out(match):
        return False
    cues = [cue for cue in reading.of("unsure", "unsure_all") if not _is_an_estimate(cue, reading)]
    return bool(cues) and all(_thinks_so(cue, match, reading) for cue in cues)


def _thinks_so(cue: Cue, match: Match, reading: Reading) -> bool:
    said = reading.words[cue.start : cue.end]
    if said[0] in _THINKS:
        return not (
            said[0] == "is" and cue.end < len(reading.words) and reading.clause[cue.end] == reading.clause[cue.start]
        )
    after = reading.words[cue.end : cue.end + 1]
    return (
        said[:2] == _OR_SOMETHING and cue.start == match.end and after in ([], ["that"], ["it"], ["like"], ["similar"])
    )


_THINKS = frozenset({"i", "think", "is"})
"""What the words begin with that only say that the client thinks so: "i think it was", "think he was called"."""


def _is_unsure_who(match: Match, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
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


def _is_one_of_them(start: int, end: int, others: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether it was this source or another one ("not sure which one"), and not one of many people in the story."""
    return any(
        (others or 0 <= cue.start - end <= _RIGHT_AFTER)
        # Who is named in a later sentence is none of those of whom it was one.
        and reading.sentence[cue.start] >= reading.sentence[start] - (reading.words[cue.start] != "one")
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
    to_see = [cue for cue in reading.of("tries") if end <= cue.start and first - 1 <= cue.end <= first]
    said = [cue for cue in reading.of("weak_points") if end <= cue.start and cue.end == first]
    if not to_see and not said:
        return False
    begun = min(cue.start for cue in (*to_see, *said))
    if _is_said_by_another(end, begun, reading) or not _ABOUT_US.isdisjoint(reading.words[end:begun]):
        return False
    return bool(to_see) or not (reading.words[first - 1] in _SAID and _is_spoken_to_or_of(first, last, reading))


_ABOUT_US = frozenset({"you", "yous", "ye", "yall", "youse"})


def _is_said_by_another(end: int, begun: int, reading: Reading) -> bool:
    """Whether somebody else than the source said it: the client, or a relation ("Ann Poe. My wife says Ann Pole")."""
    before = reading.words[begun - 1]
    if begun > end and before in {"i", "we"}:
        return True
    return any(
        end <= cue.start < begun
        and (reading.sentence[cue.start] != reading.sentence[end - 1] or cue.end >= begun - 1)
        and reading.clause[cue.start] == reading.clause[begun]
        for cue in reading.of("relations")
    )


def _is_spoken_to_or_of(first: int, last: int, reading: Reading) -> bool:
    """Whether a name after "said" is the client's own, or is spoken of ("said Joe was away")."""
    return reading.words[last : last + 1] != [] and (
        is_spoken_to(first, last, reading)
        or ("," not in reading.tokens[last].before and reading.words[last] in _IS_OR_DOES)
    )


def is_spoken_to(first: int, last: int, reading: Reading) -> bool:
    """Whether a name after "said" is the client's own: "said Jo, you need it", "said Miss Jean, wait", "said Joe, for
    heaven's sake", "says Ina hen, ..."."""
    if reading.words[last - 1] in _ADDRESSING:
        last += 1  # Only the title looked like somebody's name.
    after = reading.words[last : last + 1]
    if not after:
        return False
    if after[0] in _DEAR or after[0] in _URGED:
        return True
    if "," in reading.tokens[last].before:
        called = reading.words[first] in _ADDRESSING or after[0] in _TO_YOU
        return called or (after[0] not in _WHO_IT_IS and not is_a_role(after[0]))
    return reading.words[first] in _ADDRESSING and after[0] in _TO_YOU | _WHEN


_DEAR = frozenset(
    {"hen", "love", "pet", "dear", "darling", "honey", "hon", "mate", "son", "lad", "lass", "hun", "duck"}
)
_DEAR |= {"sweetheart", "sweetie", "girl", "man", "bro", "sis", "buddy", "pal", "boss", "mija", "mijo"}
_URGED = frozenset({"go", "call", "get", "you", "youve", "youre", "dont", "stop", "listen"})
_ADDRESSING = frozenset(
    {"miss", "mister", "missus", "maam", "madam", "sir", "dona", "don", "senora", "senor", "auntie"}
)
_ADDRESSING |= {"aunty", "uncle", "tia", "tio", "brother", "sister", "mr", "mrs", "ms", "mama", "papa", "grandma"}
_WHEN = frozenset({"before", "if", "when", "until", "please"})
_WHO_IT_IS = frozenset({"the", "a", "an", "my", "our", "his", "her", "their", "your", "who", "from", "at", "in", "of"})
_WHO_IT_IS |= {
    "and",
    "or",
    "with",
    "he",
    "she",
    "they",
    "hes",
    "shes",
    "but",
    "so",
    "because",
    "by",
    "on",
    "over",
    "then",
}
