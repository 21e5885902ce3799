"""A name that a client takes back at once for another one: "Hill Dental. No wait, Hull Dental" is the second."""

from functools import cache

from attribution.tables import table
from attribution.words.text import Token

_FEW = 4
"""So many words at most are only a name that is taken back; of a longer beginning, what follows may need some."""
_VAGUE = frozenset({"ignore that", "my mistake"})
"""What is also said of other things than the source before."""


def without_withdrawn(tokens: list[Token]) -> list[Token]:
    """The words after a name that was taken back, or all where none was, or where what follows speaks of it again."""
    for place in range(1, min(_FEW + 1, len(tokens) - 1)):
        said = _by_first_word().get(tokens[place].text, ())
        if not said or not tokens[place].before.strip():
            continue
        size = next((len(each) for each in said if tuple(t.text for t in tokens[place : place + len(each)]) == each), 0)
        rest = tokens[place + size :]
        again = {token.text for token in tokens[:place]} - {*table("names")["stop_words"]}
        if size and rest and rest[0].text not in {"idea", "clue"} and again.isdisjoint(token.text for token in rest):
            return rest
    return tokens


@cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for said in sorted({*table("mentions")["taken_back"]} - _VAGUE, key=lambda said: (-len(said), said)):
        by_first.setdefault(said.split()[0], []).append(tuple(said.split()))
    return by_first
