"""Which probability a name has to reach before it is credited."""

from attribution.match import Match
from attribution.reading import Reading, is_a_word
from attribution.tables import words
from attribution.trades import generic_firm_words


def which_threshold(match: Match, *, reading: Reading, alone: bool) -> str:
    """The name of the threshold in ``data/weights.toml``.

    ``alone`` says that the answer is nothing but the name: nothing else can have brought the client then, and whether
    it is meant is all that is open. One word of a firm's name, and two names that are only alike, prove less. A bare
    first name proves least: careful people would ask back, however rare it is.
    """
    if match.rule == "first_name" and not match.support.count:
        return "a first name"
    if alone and not _proves_less(match, reading):
        return "nothing but the name"
    return "person" if match.card.person else "business"


def _proves_less(match: Match, reading: Reading) -> bool:
    if match.quality == 1 and match.rule != "full_name":
        return True
    after = reading.words[match.end : match.end + 1]
    goes_on = bool(after) and after[0] in generic_firm_words() and after[0] not in match.card.firm
    return match.rule == "part_of_firm" and (goes_on or (len(match.name) == 1 and _may_be_a_word(match, reading)))


def _may_be_a_word(match: Match, reading: Reading) -> bool:
    """Whether one word of a firm's name may be a word or another name, or is the client's somebody ("my abuela")."""
    word = reading.words[match.start]
    owned = match.start > 0 and reading.words[match.start - 1] in {"my", "our", "mi"}
    return owned or is_a_word(word) or word in words("first_names") or word in words("surnames")
