"""Of whom words speak that seem to be said of a source: of somebody or something else, or of whom it told."""

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
    if after and said[-1] in {"dont", "say", "never"} and (spoken := _by_what_follows(said, after)) is not None:
        return spoken
    if said[0] not in _NEVER and _is_denied(max(end, cue.start - 3), cue.start, reading):
        return True
    if said[-1] in _ENDED:
        beside = cue.start - end <= 1 and after[:1] != ["from"]
        return not beside and reading.words[cue.start - 1] not in _OWN
    return False


def _by_what_follows(said: list[str], after: list[str]) -> bool | None:
    """Whether what follows makes advice or praise of words that speak against a source; None if that does not tell."""
    if said[-1] == "dont" and after[0] in _URGES | _CHOOSES:
        return after[0] in _URGES or _YOU.isdisjoint(after[1:])
    if said == ["has", "never"]:
        return _SENT.isdisjoint(after[:2])  # "Has never steered me wrong" praises.
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
    return told in {"told", "asked", "got"} and whom in {"him", "her", "them"} and not {"me", "us"}.isdisjoint(rest)


def is_said_by_it(end: int, reading: Reading) -> bool:
    """Whether an "it" told what is said after a role: the assistant ("read the bank's letter and it said get ...")."""
    cue = next((cue for cue in reading.of("points", "weak_points") if cue.start > end), None)
    return cue is not None and reading.words[cue.start - 1] == "it"
