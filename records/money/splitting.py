"""How one payment is split over the shares of its client, to the last minor unit."""

from collections.abc import Sequence

from attribution import WHOLE


def split(amount: int, shares: Sequence[int]) -> list[int]:
    """An amount in minor units split by shares in millionths that add up to the whole.

    Largest remainder (Hamilton's method); ties go to the share named first. Refunds split like the payment
    that they give back. The parts always add up to the amount.
    """
    sign = -1 if amount < 0 else 1
    parts, remainders = [], []
    for share in shares:
        whole, rest = divmod(abs(amount) * share, WHOLE)
        parts.append(whole)
        remainders.append(rest)
    left = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-remainders[place], place))
    for place in by_remainder[:left]:
        parts[place] += 1
    return [sign * part for part in parts]
