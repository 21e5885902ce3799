"""Who waits for thanks, partner by partner: the most valuable first, then those who have waited longest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.sources import Source
from reports.relations.unthanked import Unthanked, unthanked


@dataclass(frozen=True, slots=True)
class Waiting:
    """A partner and the referrals for which nobody has thanked them yet, the one who came first at first.

    ``money`` is what was received of these clients so far, by share, in minor units by currency.
    """

    partner: Source
    referrals: Sequence[Unthanked]
    money: dict[str, int]

    @property
    def since(self) -> date:
        """The day on which the one came who waits longest."""
        return self.referrals[0].came_on


def waiting(session: Session, currency: str) -> list[Waiting]:
    """By money in a currency, the most first; then by how long they have waited, then by name."""
    groups: dict[int, list[Unthanked]] = defaultdict(list)
    for each in unthanked(session):
        groups[each.partner.id].append(each)
    found = [grouped(referrals) for referrals in groups.values()]
    return sorted(
        found, key=lambda each: (-each.money.get(currency, 0), each.since, each.partner.name_key, each.partner.id)
    )


def grouped(referrals: Sequence[Unthanked]) -> Waiting:
    """The referrals of one partner, at least one, with what they come to."""
    money: dict[str, int] = defaultdict(int)
    for each in referrals:
        for currency, amount in each.money.items():
            money[currency] += amount
    return Waiting(referrals[0].partner, referrals, dict(money))
