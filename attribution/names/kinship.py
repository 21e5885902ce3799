"""Words for relations that are also in names: "la vecina" is a neighbour, and hardly La Vecina Bakery."""

from attribution.names.match import Match
from attribution.tables import words
from attribution.words.cues import Cue
from attribution.words.reading import Reading, is_a_word
from attribution.words.trades import titles

_WHOSE = frozenset(
    {
        "a",
        "my",
        "our",
        "his",
        "her",
        "the",
        "mi",
        "un",
        "una",
        "la",
        "el",
        "su",
        "nuestro",
        "nuestra",
        "mon",
        "ma",
    }
    | {"une", "mein", "meine", "ein", "eine", "moj", "moja", "meu", "minha", "um", "uma"}
)


_FROM_WORK = [[word, place] for word in ("from", "at") for place in ("work", "church", "school", "the", "my")]


def _is_told_by_kin(match: Match, cue: Cue, reading: Reading) -> bool:
    """Whether a small word for a relation, short for a first name too, tells: "nan said" is no Hannah."""
    told = any(each.start == cue.end for role in ("points", "weak_points") for each in reading.of(role))
    return told and match.rule == "nickname" and not reading.tokens[0].capital


def is_a_relation(match: Match, reading: Reading) -> bool:
    """Whether all that stands of a name are words for a relation, with whose it is, and nothing supports the name."""
    if (
        match.support.count
        or match.rule == "confirmed_alias"
        or (match.complete and len(match.name) > 1 and match.card.person)
    ):
        return False
    for cue in reading.of("relations"):
        if not match.name <= set(range(cue.start, cue.end)):
            continue
        before = reading.words[cue.start - 1] if cue.start else ""
        said = reading.words[cue.start : cue.end]
        name = any(word in words("first_names") for word in said) or (len(said) == 1 and said[0] in titles())
        # "Buddy from work" is a friend, "Buddy from Lebanon" hardly.
        small = not reading.tokens[0].capital and reading.words[cue.end : cue.end + 2] in _FROM_WORK
        begins = (
            cue.start == 0
            and (not name or small or _is_told_by_kin(match, cue, reading))
            and (len(reading.words) > 1 or is_a_word(said[0]))
        )
        if begins or reading.words[cue.start] in _WHOSE or before in _WHOSE:
            capital = any(reading.capital_inside(p) for p in match.name)
            return not capital
    return False
