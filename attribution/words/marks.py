"""The marks between the words of an answer: what a writer put before each word, and what stands between two of them."""

from collections.abc import Sequence
from functools import lru_cache

from attribution.words.text import Token


def gaps_of(answer: str, tokens: Sequence[Token]) -> list[str]:
    """What stands before each word, and after the last: marks only, those of one sort once."""
    gaps = []
    for place, token in enumerate(tokens):
        gaps.append(_gap(token.before, place == 0, tokens[place - 1].text if place else ""))
    if tokens:
        gaps.append(_gap(answer[tokens[-1].end :], first=False, word=tokens[-1].text))
    return gaps


@lru_cache(maxsize=4_096)
def _marks(before: str, first: bool) -> str:
    marks = ""
    for at, sign in enumerate(before):
        if sign in " \t\r":
            continue
        if sign in "“„«「『" or (sign in "\"'‘’" and at + 1 == len(before) and (first or at > 0)):
            mark = "Q"
        elif sign in "\"'‘’”»」』":
            mark = "q"
        else:
            mark = _SORTS.get(sign, "e")
        if not marks.endswith(mark):
            marks += mark
    return marks[:4]


_SORTS = {
    sign: sort
    for sort, signs in (
        *((":", ":：="), (",", ",，、"), (".", ".。…"), ("!", "!?！？¡¿"), ("-", "-–—~"), (">", ">→|•*"), ("<", "<←")),
        *(("n", "\n"), ("(", "([{"), (")", ")]}"), (";", ";"), ("/", "/\\_+"), ("$", "#£$€@")),
    )
    for sign in signs
}
_ABBREVIATED = frozenset(
    {"st", "dr", "mr", "mrs", "ms", "mt", "ft", "no", "vs", "jr", "sr", "lic", "approx", "ave", "rd"}
)


def _gap(before: str, first: bool, word: str) -> str:
    if before in {" ", ""}:
        return ""
    if not first and before in {"-", "/", ".", "'", "’", "+", "_", "–", "@"}:
        return "h"
    marks = _marks(before, first)
    return "h" if marks == "." and word in _ABBREVIATED and "\n" not in before else marks


def between(gaps: Sequence[str], opening: str, closing: str) -> list[str]:
    """For each word whether it stands between two marks, or after one that is never closed."""
    states = [""] * (len(gaps) - 1)
    opened = -1
    for place, gap in enumerate(gaps):
        if closing in gap and opened >= 0:
            states[opened:place] = ["in"] * (place - opened)
            opened = -1
        if opening in gap and place < len(states):
            opened = place
    return states


def sentences(gaps: Sequence[str]) -> list[int]:
    """The number of the sentence of each word."""
    number = 0
    found = []
    for place, gap in enumerate(gaps[:-1]):
        number += place > 0 and not {".", "!", "n", ";"}.isdisjoint(gap)
        found.append(number)
    return found


def edge(gap: str, outermost: bool) -> str:
    """What a phrase that begins or ends here leaves off at: a quotation mark, the answer, a sentence, a clause."""
    if "Q" in gap or "q" in gap:
        return "quote"
    if outermost:
        return "answer"
    if not gap or gap == "h":
        return "none"
    return "sentence" if not {".", "!", "n", ";"}.isdisjoint(gap) else "clause"
