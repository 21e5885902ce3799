"""How long it takes until half of all have paid, when some have not paid yet: without leaving those out.

Kaplan and Meier's estimate (Journal of the American Statistical Association 53, 1958): whoever still waits counts among
those who could have paid on every day that they have waited, and among nobody afterwards. Leaving them out would make
a source look quicker the more of its clients have not paid.
"""

from collections.abc import Mapping
from fractions import Fraction


def days_until(part: Fraction, paid: Mapping[int, int], waiting: Mapping[int, int]) -> int | None:
    """After how many days this part of all has paid; None if so many have not, as far as can be known yet.

    ``paid`` and ``waiting`` say how many paid, or have waited until now, after each number of days. Who has waited as
    long as somebody took to pay could still have paid on that day.
    """
    at_risk = sum(paid.values()) + sum(waiting.values())
    unpaid = Fraction(1)
    for days in sorted({*paid, *waiting}):
        paying = paid.get(days, 0)
        if paying:
            unpaid *= Fraction(at_risk - paying, at_risk)
            if unpaid <= 1 - part:
                return days
        at_risk -= paying + waiting.get(days, 0)
    return None
