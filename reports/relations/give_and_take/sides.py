"""What a balance is made of: two sides of one partner, each in four measures, and what is between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from records.sources import Partner, Source


@dataclass(frozen=True, slots=True)
class Side:
    """What went one way. People are counted whole; money is in minor units of the balance's currency.

    ``elsewhere`` is the money in every other currency, by its code; currencies are never added.
    """

    referrals: int = 0
    qualified: int = 0
    won: int = 0
    money: int = 0
    elsewhere: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody was sent and no money is known."""
        return not (self.referrals or self.money or any(self.elsewhere.values()))

    def moneys(self, currency: str) -> dict[str, int]:
        """All money by currency, that of the balance first; what comes to nothing is left out."""
        every = {currency: self.money} | dict(sorted(self.elsewhere.items()))
        return {code: amount for code, amount in every.items() if amount}


NOTHING = Side()


@dataclass(frozen=True, slots=True)
class Difference:
    """Received less given, measure by measure: above 0 the firm owes."""

    referrals: int
    qualified: int
    won: int
    money: int


def difference(given: Side, received: Side) -> Difference:
    """What lies between two sides."""
    return Difference(
        received.referrals - given.referrals,
        received.qualified - given.qualified,
        received.won - given.won,
        received.money - given.money,
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """One partner's balance in a period; ``is_dated`` says that the period is not all time."""

    source: Source
    partner: Partner
    given: Side
    received: Side
    currency: str
    is_dated: bool = False

    @property
    def difference(self) -> Difference:
        """Received less given."""
        return difference(self.given, self.received)
