"""What the sentence says of a source that it names: that it pointed here, or that it did not."""

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.said.passing_on import names_the_teller, passed_on, pointed_elsewhere
from attribution.said.spoken_of import speaks_of_another
from attribution.said.unsure import is_unsure
from attribution.said.venues import is_where_yours_were
from attribution.tables import table
from attribution.words.cues import Cue
from attribution.words.reading import Reading, stop_words

_FROM = frozenset(table("names")["from_whom"])


@dataclass(frozen=True, slots=True)
class Standing:
    """``points`` is how plainly the source is said to have pointed here (0 to 3), ``refused`` why it did not."""

    points: int = 0
    refused: str = ""
    decides: bool = False
    unsure: bool = False


def standing_of(start: int, end: int, others: Sequence[tuple[int, int]], reading: Reading) -> Standing:
    """Read what is said of the source named from ``start`` to before ``end``; ``others`` are the other sources."""
    low, high = _segment(start, end, others, reading)
    after = [cue for cue in reading.of("points", "strong_points") if end <= cue.start < high]
    after = [cue for cue in after if not (_is_of_another(cue, end, reading) or names_the_teller(cue, reading))]
    before = [cue for cue in reading.of("points") if low <= cue.start and cue.end <= start and start - cue.end <= 3]
    if before and (tried := [cue for cue in reading.of("tries") if start - 1 <= cue.end <= start]):
        before = [cue for cue in before if not any(cue.start < t.end and t.start < cue.end for t in tried)]
    points = _points(start, end, high, after, before, reading)
    decides = _decides(start, end, low, high, reading)
    refused = _refused(start, end, low, high, bool(after or before), others, reading)
    if refused and _is_a_condition(start, reading):
        refused = ""  # "I'd never have called if Ana hadn't said so" is praise.
    unsure = is_unsure(start, end, (low, high), others, reading)
    return Standing(0 if refused else points, refused, decides and not refused, unsure)


def _segment(start: int, end: int, others: Sequence[tuple[int, int]], reading: Reading) -> tuple[int, int]:
    """The words between the source before and the source after."""
    low = max((last for _, last in others if last <= start), default=0)
    high = min((first for first, _ in others if first >= end), default=len(reading.words))
    return low, high


def _is_of_another(cue: Cue, end: int, reading: Reading) -> bool:
    """Whether "I told ..." or "you told ..." makes the client the one who spoke."""
    return cue.start > 0 and reading.words[cue.start - 1] in {"i", "we", "you", "u"} and cue.start > end


def _points(start: int, end: int, high: int, after: list[Cue], before: list[Cue], reading: Reading) -> int:
    if any(cue.role == "strong_points" for cue in after):
        return 3
    if after or before or reading.words[end : end + 2] == ["is", "why"]:
        return 2
    if start > 0 and reading.words[start - 1] in _FROM:
        return 1
    return int(any(end <= cue.start < high for cue in reading.of("weak_points")))


def _decides(start: int, end: int, low: int, high: int, reading: Reading) -> bool:
    for cue in reading.of("decides"):
        if low <= cue.start and cue.end <= start and start - cue.end <= 4 and _leads_to(start, cue, reading):
            return True
        of_the_next = high < len(reading.words) and high - cue.end <= 3
        if of_the_next:
            continue
        if end <= cue.start < high and cue.start - end <= 6 and reading.sentence[cue.start] == reading.sentence[start]:
            return True
    return False


def _leads_to(start: int, cue: Cue, reading: Reading) -> bool:
    """Whether what is said to have decided is this source, and not that of the sentence before ("Google mainly. Joe
    had said ..."): there another source stands before the words, or nothing of the sentence does."""
    if reading.sentence[cue.start] == reading.sentence[start]:
        return True
    return reading.bounds(cue.start)[0] == cue.start


def _refused(  # noqa: PLR0911 - one ground after another reads best as a ladder
    start: int, end: int, low: int, high: int, pointed: bool, others: Sequence[tuple[int, int]], reading: Reading
) -> str:
    if _negated_before(start, low, reading):
        return "negated"
    if (others and passed_on(start, end, others, reading)) or pointed_elsewhere(end, high, reading):
        return "passed on to somebody else"
    relative = _relative(start, end, reading)
    if relative:
        return relative
    if others and (_is_what_pays(start, end, reading) or _is_greeted(start, reading)):
        return "only spoken of"
    if _said_after("negated_after", start, end, high, reading):
        return "said to have had no part in it"
    if _names_itself(start, reading) or _says_who_writes(start, end, reading):
        return "the client's own name"
    if not pointed and (
        _beside(start, reading.bounds(start)[0], reading, "landmarks") or is_where_yours_were(start, reading)
    ):
        return "only a place"
    complained = _said_after("spoils", start, end, high, reading)
    if pointed and not (complained and _somebody_else_points(end, high, reading)):
        return ""
    if complained:
        return "complained of, or could not help"
    if _beside(start, low, reading, "former", 3) or _beside(start, low, reading, "spoils", 3):
        return "a former provider"
    return ""


def _is_greeted(start: int, reading: Reading) -> bool:
    """Whether somebody is only to be greeted: "he asked me to say hello to Majella"."""
    return reading.words[start - 1 : start] == ["to"] and not _GREETINGS.isdisjoint(
        reading.words[max(0, start - 3) : start]
    )


_GREETINGS = frozenset({"hello", "hi", "regards", "condolences", "sympathies", "respects"})


def _is_what_pays(start: int, end: int, reading: Reading) -> bool:
    """Whether somebody told the client that this one pays for it: "my broker told us Harvest Mutual pays for it"."""
    told = reading.words[max(0, start - 2) : start] in (["told", "us"], ["told", "me"])
    return told and not _PAYS.isdisjoint(reading.words[end : end + 1])


_PAYS = frozenset(
    {"pays", "pay", "paid", "covers", "cover", "covered", "charges", "owes", "owed", "approves", "approved"}
)


def _somebody_else_points(end: int, high: int, reading: Reading) -> bool:
    """Whether all that points here stands in later sentences, which speak of somebody else: "Ann would not ring back. A
    fellow at the mart said see you"."""
    cues = [cue for cue in reading.of("points", "strong_points") if end <= cue.start < high]
    last = reading.sentence[end - 1]
    for cue in cues:
        before = {*reading.words[reading.bounds(cue.start)[0] : cue.start]} - _THEN
        if reading.sentence[cue.start] == last or not before or not _THEM.isdisjoint(before):
            return False
    return bool(cues)


_THEM = frozenset({"he", "she", "they", "hes", "shes", "theyre", "who", "it", "but", "still", "him", "her", "them"})
_THEN = frozenset({"and", "so", "then", "also", "instead", "just", "kindly", "anyway", "finally", "did"})
"""What stands before a verb whose subject is that of the sentence before."""


def _names_itself(start: int, reading: Reading) -> bool:
    """Whether words before the name make it the client's own; "his name is ..." and "her last name is ..." do not."""
    return any(
        cue.end == start
        and not (reading.words[cue.end - 2 : cue.end] == ["name", "is"] and _is_anothers_name(cue.end - 2, reading))
        for cue in reading.of("self")
    )


def _is_anothers_name(name: int, reading: Reading) -> bool:
    before = reading.words[max(0, name - 2) : name]
    possessive = name > 0 and reading.tokens[name - 1].possessive
    return possessive or not _ANOTHERS.isdisjoint(before) or (bool(before) and before[-1] in {"the", "whose"})


_ANOTHERS = frozenset({"his", "her", "their", "whose", "its", "guys", "ladys", "womans", "mans", "girls", "persons"})


def _says_who_writes(start: int, end: int, reading: Reading) -> bool:
    """Whether the client begins with the own name ("Jean Hannah here, same as last year")."""
    if start != 0 or reading.words[end : end + 1] != ["here"]:
        return False
    return end + 1 == len(reading.words) or reading.clause[end + 1] != reading.clause[end]


def _negated_before(start: int, low: int, reading: Reading) -> bool:
    spared = reading.of("not_negating")
    for cue in reading.of("negates"):
        if reading.words[cue.start] == "no" and _corrects(cue.start, start, reading):
            continue  # "School's out ... no it was Sherry" says that it was she.
        if not (low <= cue.start and cue.end <= start and start - cue.end <= 4):
            continue
        if any(other.start <= cue.start < other.end for other in spared):
            continue
        if reading.clause[cue.start] != reading.clause[start]:
            continue
        if reading.words[cue.start] == "without" and _is_unreal(start, reading):
            continue  # "Without X I wouldn't have called" is praise.
        if not _CONDITIONS.isdisjoint(reading.words[cue.end : start]):
            continue  # "Wasn't sold till Joe said so".
        if any(cue.end < c.start < start and start - c.end > 1 for c in reading.of("points")):
            continue
        return True
    return False


def _corrects(no: int, start: int, reading: Reading) -> bool:
    """Whether a "no" takes back what was said before, and not the name that follows."""
    return reading.words[no + 1 : start] in (["it", "was"], ["it", "is"], ["its"], ["the", "other", "one"], ["sorry"])


def _is_unreal(place: int, reading: Reading) -> bool:
    """Whether the sentence says what would not have been."""
    low, high = reading.bounds(place)
    return not {"wouldnt", "wouldn", "never", "couldnt", "hadnt", "not"}.isdisjoint(reading.words[low:high])


def _is_a_condition(start: int, reading: Reading) -> bool:
    """Whether the source is what the client would not have come without ("if Ana hadn't ...")."""
    conditional = not _CONDITIONS.isdisjoint(reading.words[max(reading.bounds(start)[0], start - 2) : start])
    return conditional and _is_unreal(start, reading)


_CONDITIONS = frozenset({"if", "unless", "until", "till"})


def _said_after(role: str, start: int, end: int, high: int, reading: Reading) -> bool:
    """Whether a cue follows that speaks of this source: in its sentence, or in the next one after a pronoun."""
    for cue in reading.of(role):
        if not end <= cue.start < high or speaks_of_another(cue, end, reading):
            continue
        apart = reading.sentence[cue.start] - reading.sentence[end - 1]
        if apart == 0 and cue.start - end <= (25 if reading.words[cue.start - 1] in {"he", "she", "they"} else 14):
            return True
        first = reading.bounds(cue.start)[0]
        if (
            apart == 1
            and cue.start - first <= 3
            and any(c.role == "pronouns" and c.start == first for c in reading.cues)
        ):
            return True
    return False


def _beside(start: int, low: int, reading: Reading, role: str, within: int = 2) -> bool:
    """Whether a cue stands just before, with at most a trade between ("my last builder, Molloy")."""
    cues = reading.of(role)
    spoken = {p for first, last, _ in reading.trades for p in range(first, last)} if cues else set()
    for cue in cues:
        if not (low <= cue.start and cue.end <= start and start - cue.end <= within + 2):
            continue
        between = range(cue.end, start)
        if role == "landmarks" and not _BARS.isdisjoint(reading.words[cue.end : cue.end + 2]):
            continue  # "The girl behind the counter at ..." works there.
        if {"i", "we"} & {*reading.words[cue.end : start + 1]} and role != "landmarks":
            continue  # What the client did next is another matter.
        near = reading.clause[cue.start] == reading.clause[start] or cue.end == start
        near = near and (role == "landmarks" or reading.sentence[cue.start] == reading.sentence[start])
        if role == "spoils" and reading.words[cue.end - 1] in _WITHOUT_OBJECT:
            continue  # "When Nan died Joe did the funeral".
        if reading.words[cue.start : cue.end] == ["between"] and _is_a_choice(cue.start, reading):
            continue  # "A tie between Joe and your reviews".
        if start - cue.end <= within and near:
            return True
        if all(p in spoken or reading.words[p] in stop_words() for p in between) and any(p in spoken for p in between):
            return reading.sentence[cue.start] == reading.sentence[start]
    return False


_WITHOUT_OBJECT = frozenset(
    {"died", "retired", "dead", "away", "back", "showed", "show", "answer", "closed", "full", "reply"}
)
_CHOOSING = frozenset(table("spoken_of")["choosing"].split())


def _is_a_choice(between: int, reading: Reading) -> bool:
    """Whether a "between" weighs sources against each other."""
    if reading.words[between + 1 : between + 2] in (["you"], ["yous"], ["yourselves"]):
        return False
    return between == 0 or not _CHOOSING.isdisjoint(reading.words[max(0, between - 3) : between])


_BARS = frozenset({"bar", "counter", "desk", "till", "wheel", "register", "reception", "glass", "chair", "deli"})


def _relative(start: int, end: int, reading: Reading) -> str:
    """ "X's wife told me" and "a friend of X" name X only to say who it was."""
    kin = reading.of("relative_of")
    if not kin:
        return ""
    possessive = reading.tokens[end - 1].possessive or (
        end < len(reading.tokens) and reading.full[end - 1].endswith("s") and "'" in reading.tokens[end].before
    )
    after = any(cue.start in {end, end + 1} for cue in kin) and possessive
    before = start >= 2 and reading.words[start - 1] in {"of", "de"} and any(cue.end == start - 1 for cue in kin)
    if not after and not before:
        return ""
    told = [c for c in reading.of("points") if c.start > end]
    chained = any(c.role == "relations" and c.end <= start for c in reading.cues) and any(
        reading.words[c.start - 1] in {"he", "she", "they", "who"} for c in told
    )
    return "" if chained and after else "somebody else who knows them"
