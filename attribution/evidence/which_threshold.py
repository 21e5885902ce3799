"""Which probability a name has to reach before it is credited."""

from attribution.names.match import Match

_NAMED_TOO = 0.3
"""So much of a firm's telling name at least names the firm."""


def which_threshold(match: Match, *, alone: bool) -> str:
    """The name of the threshold in ``data/weights.toml``.

    A bare first name is judged by itself: careful people would ask back, however rare it is. One word of a firm's name
    proves little. ``alone`` says that the answer is nothing but the name: nothing else can have brought the client
    then, but nothing else can say either that it is the name that is meant, if the firm does not ("Mike at Sextant").
    """
    if match.rule == "first_name" and not match.support.count:
        return "a first name"
    if match.rule == "part_of_firm" and len(match.name) == 1:
        return "one word of a firm"
    if alone and match.support.firm_share < _NAMED_TOO:
        return "nothing but the name"
    return "person" if match.card.person else "business"
