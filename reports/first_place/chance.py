"""How often chance alone puts so many of the chosen choices first: an exact test.

A form's orders are drawn evenly from a set in which each of its ``k`` choices that move stands first equally often
(E. J. Williams, Australian Journal of Scientific Research A 2, 1949). If the place of a choice does not matter, then
whatever somebody chooses stood first with probability 1/k, whoever they are and whichever choice is liked best. The
number of answers in first place is then a sum of independent draws, binomial where all forms have as many choices, and
the tail of its distribution is summed up. No choice is compared with another, so that their liking plays no part.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Number = TypeVar("Number", int, float)

EXACT_UP_TO = 1_000
"""With so many answers the sum is one of whole numbers. Beyond them floating-point numbers, whose error stays far below
a millionth of the result, are quicker."""
_WIDE = 12
"""Beyond so many standard deviations from what is expected nothing can be seen in a floating-point number."""


def expected_first(answers: Mapping[int, int]) -> Fraction:
    """How many answers stand first by chance, of so many answers for each number of choices."""
    return sum((Fraction(count, choices) for choices, count in answers.items()), Fraction())


def chance_of_as_many(answers: Mapping[int, int], first: int) -> Fraction:
    """The probability that chance alone puts ``first`` or more answers first.

    ``answers`` says for each number of choices that move how many answers there are.
    """
    groups = [(choices, count) for choices, count in sorted(answers.items()) if count]
    if sum(count for _, count in groups) <= EXACT_UP_TO:
        ways = [1]
        for choices, count in groups:
            ways = _together(ways, _ways(choices, count))
        return Fraction(sum(ways[first:]), math.prod(choices**count for choices, count in groups))
    return Fraction(_roughly(groups, first))


def _ways(choices: int, count: int) -> list[int]:
    """In how many ways 0, 1, 2 … of so many answers can stand first, each answer in one of as many places."""
    return [math.comb(count, first) * (choices - 1) ** (count - first) for first in range(count + 1)]


def _together(some: Sequence[Number], others: Sequence[Number]) -> list[Number]:
    sums = [some[0] * 0] * (len(some) + len(others) - 1)
    for place, one in enumerate(some):
        for further, other in enumerate(others, place):
            sums[further] += one * other
    return sums


def _roughly(groups: Sequence[tuple[int, int]], first: int) -> float:
    """The same with the part of each group's distribution that can be seen."""
    begins, chances = 0, [1.0]
    for choices, count in groups:
        start, some = _near(choices, count)
        begins, chances = begins + start, _together(chances, some)
    return min(1.0, math.fsum(chances[max(0, first - begins) :]))


def _near(choices: int, count: int) -> tuple[int, list[float]]:
    if choices == 1:
        return count, [1.0]
    middle, spread = count / choices, math.sqrt(count * (choices - 1)) / choices
    start = max(0, math.floor(middle - _WIDE * spread) - _WIDE)
    end = min(count, math.ceil(middle + _WIDE * spread) + _WIDE)
    least, rest = math.log(choices), math.log((choices - 1) / choices)

    def chance(first: int) -> float:
        ways = math.lgamma(count + 1) - math.lgamma(first + 1) - math.lgamma(count - first + 1)
        return math.exp(ways - first * least + (count - first) * rest)

    return start, [chance(first) for first in range(start, end + 1)]
