"""What the test comes to, in a plain sentence."""

import math
from enum import StrEnum
from fractions import Fraction

from reports.first_place.counting import Counted

NEEDED = 5
"""So many answers must be expected first. With fewer, a place that drew twice as many would mostly be missed."""
PULLS, MAY_PULL = Fraction(1, 100), Fraction(1, 20)
_MOST = 1_000_000


class Verdict(StrEnum):
    """What can be said of the first place."""

    TOO_LITTLE = "too little data"
    NOTHING = "nothing shows"
    MAY_PULL = "may pull"
    PULLS = "pulls"


def verdict(counted: Counted) -> Verdict:
    """What can be said: it pulls where chance does as much in at most 1 of 100 firms, it may in at most 1 of 20."""
    if counted.expected < NEEDED:
        return Verdict.TOO_LITTLE
    if counted.chance <= PULLS:
        return Verdict.PULLS
    return Verdict.MAY_PULL if counted.chance <= MAY_PULL else Verdict.NOTHING


def sentence(counted: Counted) -> str:
    """What the first place got, what chance would give it, and what follows."""
    said = verdict(counted)
    if not counted.answers:
        return "Nobody has chosen from a shuffled list yet, so there is nothing to compare."
    of = _answers(counted.answers)
    got = f"First place gets {counted.first:,} of {of} where {number(counted.expected)} would be chance"
    if said is Verdict.TOO_LITTLE:
        more = more_needed(counted)
        needed = "1 more answer is" if more == 1 else f"{more:,} more answers are"
        return f"{got}. This is too little data: about {needed} needed to say anything."
    firms = f"1 of {in_how_many(counted.chance):,} firms"
    return {
        Verdict.PULLS: f"{got}; this is more than chance would do in {firms}. The first place pulls answers here.",
        Verdict.MAY_PULL: f"{got}; chance does as much in only {firms}. It may pull: look again when more answer.",
        Verdict.NOTHING: f"{got}; {_as_chance(counted.chance, firms)}. Nothing shows that it pulls answers.",
    }[said]


def more_needed(counted: Counted) -> int:
    """About how many answers more are needed before anything can be said."""
    choices = counted.answers / counted.expected if counted.expected else Fraction(1)
    return math.ceil((NEEDED - counted.expected) * choices)


def in_how_many(chance: Fraction) -> int:
    """In one of how many firms chance does as much, rounded down so that nothing looks rarer than it is."""
    return _MOST if chance * _MOST <= 1 else int(1 / chance)


def number(amount: Fraction) -> str:
    """An expected number, with a decimal where it is not whole."""
    return f"{float(amount):,.1f}".removesuffix(".0")


def _as_chance(chance: Fraction, firms: str) -> str:
    return "chance does as much or more in most firms" if chance > Fraction(1, 2) else f"chance does as much in {firms}"


def _answers(count: int) -> str:
    return f"{count:,} answer" if count == 1 else f"{count:,} answers"
