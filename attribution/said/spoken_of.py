"""Of whom words speak that seem to be said of a source: of somebody or something else, or of whom it told."""

from functools import cache

from attribution.names.roles import is_a_role
from attribution.tables import table
from attribution.words.cues import Cue
from attribution.words.reading import Reading

_URGES = frozenset({"wait", "worry", "delay", "hesitate", "mess", "bother", "let", "be"})
_CHOOSES = frozenset({"use", "go", "call", "hire", "ring", "try"})
_YOU = frozenset({"you", "yous", "u", "ye", "yall", "them", "these", "this", "here"})
_US = frozenset({"you", "yous", "u", "ye", "yall", "here"})
_SENT = frozenset(
    {"heard", "mentioned", "told", "recommended", "sent", "used", "met", "spoken", "referred", "said", "known", "named"}
    | {"been", "tried", "suggested", "talked", "given", "gave", "passed"}
)
_PRAISED = frozenset({"enough", "more", "better", "nicer", "no"})
"""What somebody could not say who praised: "couldn't say enough about you"."""
_STATES = frozenset({"know", "think", "like", "care", "believe", "recommend", "do", "ask", "want", "have", "trust"})
_NEVER = frozenset({"never", "no", "without", "hardly", "dont", "not", "wasnt", "isnt"})
_ENDED = frozenset({"died", "retired", "dead"})
_OWN = frozenset({"he", "she", "they", "hes", "shes", "has", "have", "and", "is", "just", "now", "recently"})


def speaks_of_another(cue: Cue, end: int, reading: Reading) -> bool:
    """Whether words that speak against the source that ends before ``end`` speak of somebody or something else.

    "She never hears complaints about you" praises, "he said dont wait, call these people" urges, and who died or has
    retired stands right before: "when our Daisy died" says nothing of the one who is named.
    """
    said = reading.words[cue.start : cue.end]
    after = reading.words[cue.end : cue.end + 3]
    if _is_of_the_client(cue, reading) or _is_of_a_thing(cue, said, reading) or _is_no_refusal(cue, said, reading):
        return True
    if after and said[-1] in {"dont", "say", "never", "it"} and (spoken := _by_what_follows(said, after)) is not None:
        return spoken
    if said[0] not in _NEVER and _is_denied(max(end, cue.start - 3), cue.start, reading):
        return True
    if said[-1] in _ENDED:
        if said == ["retired"] and _is_when_or_what(cue, reading):
            return True
        beside = cue.start - end <= 1 and after[:1] != ["from"]
        return not beside and reading.words[cue.start - 1] not in _OWN
    return False


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of one list of ``data/spoken_of.toml``."""
    return frozenset(table("spoken_of")[name].split())


def _is_of_the_client(cue: Cue, reading: Reading) -> bool:
    """Whether it is the client who does it or whom it befell: "when I broke my hip", "I clearly had no clue", "heard me
    complain about it"."""
    first, place = reading.words[cue.start], cue.start - 1
    if place >= 0 and reading.words[place] in _SURELY:
        place -= 1
    subject = reading.words[place] if place >= 0 else ""
    if first in {"broke", "hurt", "tore", "lost"}:
        return subject in {"i", "we", "ive"} or not _listed("body").isdisjoint(reading.words[cue.end : cue.end + 2])
    if first in {"complain", "complaint"}:
        return subject in {"me", "us", "my"}
    return first in {"had", "hadnt", "didnt"} and subject in {"i", "we"}


_SURELY = frozenset({"clearly", "obviously", "really", "honestly", "just", "also", "both", "nearly", "almost", "had"})


def _is_of_a_thing(  # noqa: PLR0911 - one sort of complaint after another reads best as a ladder
    cue: Cue, said: list[str], reading: Reading
) -> bool:
    """Whether a complaint is of a thing, or of a place or a team that is called so: "with terrible biscuits", "from the
    other side of the desk", "coaches the Cowboys"; "awful nice" is none at all."""
    before = reading.words[cue.start - 1] if cue.start else ""
    after = reading.words[cue.end : cue.end + 4]
    if said[-2:] == ["other", "side"]:
        return after[:1] == ["of"] and _listed("dispute").isdisjoint(after)
    if said[-1] in {"cowboys", "cowboy", "disaster", "nightmare"}:
        return reading.capital_inside(cue.start)
    if said[-2:] == ["came", "back"]:
        return (
            before not in _OWN | {"who", "never", "but", "then"}
            and not is_a_role(before)
            and "the" in _near(cue, reading)
        )
    if said == ["too", "far"]:
        return after[:1] in (["under"], ["gone"], ["behind"], ["along"], ["in"], ["into"], ["down"])
    if said[-1] not in _listed("bad") or len(said) > 1:
        return False
    if before in _listed("felt") or (after and after[0] in _listed("nice") | _listed("foible")):
        return before in _listed("felt") or after[0] in _listed("nice") or _listed("work").isdisjoint(after)
    noun = bool(after) and reading.clause[cue.end] == reading.clause[cue.start]
    return noun and before in _listed("of_a_thing") and _listed("work").isdisjoint(after[:2])


def _near(cue: Cue, reading: Reading) -> list[str]:
    """The words of a clause before a cue."""
    return [reading.words[p] for p in range(max(0, cue.start - 6), cue.start)]


def _is_no_refusal(cue: Cue, said: list[str], reading: Reading) -> bool:
    """Whether what sounds like a refusal is kindness or something else: "wouldn't take a dime", "said no no, walk
    first", "that's her thyroid, not her attitude", "is divorcing the same sort of man"."""
    after = reading.words[cue.end : cue.end + 4]
    same = bool(after) and reading.clause[cue.end] == reading.clause[cue.end - 1]
    if said == ["doesnt", "take"]:
        return _MINE.isdisjoint(after[:3])  # "She doesn't take files down here" sends on.
    if said[-1] == "take":
        return not _listed("payment").isdisjoint(after[:3]) or after[:2] == ["no", "for"]
    if said == ["said", "no"]:
        return after[:1] == ["no"] or (same and after[0] not in _AND)
    if said == ["not", "her"]:
        return same and after[0] not in _listed("no_noun")
    if said == ["divorcing"]:
        return reading.words[cue.start - 1] not in _DIVORCING and after[:1] not in (["me"], ["my"])
    return said == ["sued"] and after[:1] in (["nobody"], ["anybody"], ["anyone"], ["no"])


_MINE = frozenset({"me", "us", "my", "our", "insurance", "medicaid", "medicare", "nhs", "calls"})
_AND = frozenset({"and", "but", "so", "sorry", "thanks", "thank", "to", "then", "because", "when"})
_DIVORCING = frozenset({"im", "am", "i", "were", "we", "ill", "be", "was"})


def _is_when_or_what(cue: Cue, reading: Reading) -> bool:
    """Whether it is said only when somebody retired, or that somebody is: "till she retired", "Joe, the retired
    sergeant", "Joe, retired HFD"."""
    before = reading.words[max(0, cue.start - 3) : cue.start]
    if not _listed("when").isdisjoint(before) or (before and before[-1] in _listed("told_of")):
        return True
    if cue.end >= len(reading.words) or reading.clause[cue.end] != reading.clause[cue.start]:
        return False
    return bool(reading.tokens[cue.start].before.strip()) and reading.words[cue.end] not in _listed("lately")


def _by_what_follows(said: list[str], after: list[str]) -> bool | None:
    """Whether what follows makes advice or praise of words that speak against a source; None if that does not tell."""
    if said[-1] == "dont" and after[0] in _URGES | _CHOOSES:
        return after[0] in _URGES or _YOU.isdisjoint(after[1:])
    if said == ["has", "never"]:
        return _SENT.isdisjoint(after[:2])  # "Has never steered me wrong" praises.
    if said[-2:] == ["leave", "it"]:
        return after[0] in {"to", "with"}  # "Said leave it to you".
    if said == ["couldnt", "say"] and after[0] in _PRAISED:
        return True
    if said == ["said", "dont"]:
        after = after[1:] if after[0] in _US else after
        # "Said don't settle yet" is advice, and "said don't trust you" is against us.
        return bool(after) and after[0] not in _STATES | _CHOOSES and _US.isdisjoint(after[1:])
    return None


def _is_denied(first: int, last: int, reading: Reading) -> bool:
    """Whether one of these words denies what follows; the "no" of "and no, she didn't send me" only begins it."""
    words = reading.words
    return any(words[p] in _NEVER and not (words[p] == "no" and words[p + 1] in _SUBJECTS) for p in range(first, last))


_SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we"})


def tells_them(end: int, reading: Reading) -> bool:
    """Whether the source that ends before ``end`` told the one who was named before, who then told the client."""
    told, whom, *rest = [*reading.words[end : end + 8], "", ""]
    return told in {"told", "asked", "got"} and whom in _THEM and not {"me", "us"}.isdisjoint(rest)


_THEM = frozenset({"him", "her", "them"})
_TOLD_THEM = frozenset({"told", "asked", "sent", "gave", "advised", "referred"})
_TOLD_ME = (["told", "me"], ["told", "us"], ["told", "me", "that"], ["told", "us", "that"])
_OF_YOU_TO = frozenset({"recommended", "mentioned", "suggested", "named"})


def told_the_teller(low: int, start: int, end: int, reading: Reading) -> bool:
    """Whether the source at ``start`` told the one that ends before ``low``, who then told the client: "Joe told me Ann
    the stylist told him about you"."""
    words = reading.words
    if words[low:start] not in _TOLD_ME or reading.sentence[low - 1] != reading.sentence[end - 1]:
        return False
    at = end
    if words[at : at + 1] in (["the"], ["a"], ["an"], ["his"], ["her"], ["their"]):
        at = next((p for p in range(at + 1, min(at + 4, len(words))) if is_a_role(words[p])), at) + 1
    told, whom, to, them = [*words[at : at + 4], "", "", "", ""][:4]
    if told in _OF_YOU_TO:
        return whom in _YOU and to == "to" and them in _THEM
    return told in _TOLD_THEM and whom in _THEM


def is_said_by_it(end: int, reading: Reading) -> bool:
    """Whether an "it" told what is said after a role: the assistant ("read the bank's letter and it said get ...")."""
    cue = next((cue for cue in reading.of("points", "weak_points") if cue.start > end), None)
    return cue is not None and reading.words[cue.start - 1] == "it"
