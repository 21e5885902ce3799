"""Who waits for thanks, partner by partner: the most valuable first, then those who have waited longest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.sources import Source
from reports.relations.unthanked import Unthanked, Waits, in_full, who_waits


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


class Queue:
    """All partners who wait, of whom only those who are shown are read in full.

    By money in a currency, the most first; then by how long they have waited, then by name.
    """

    def __init__(self, session: Session, currency: str) -> None:
        self._session = session
        self._groups: dict[int, list[Waits]] = defaultdict(list)
        for each in who_waits(session):
            self._groups[each.partner].append(each)
        names = dict(session.execute(select(Source.id, Source.name_key).join(Source.partner)).tuples().all())
        places = []
        for partner, some in self._groups.items():
            money = sum(each.money.get(currency, 0) for each in some)
            places.append((-money, some[0].came_on, names[partner], partner))
        self.partners = [place[-1] for place in sorted(places)]
        self.referrals = sum(map(len, self._groups.values()))

    def of(self, first: int = 0, last: int | None = None) -> list[Waiting]:
        """Those from one place of the queue to before another, all of them unless it is said."""
        shown = self.partners[first:last]
        full: dict[int, list[Unthanked]] = defaultdict(list)
        for each in in_full(self._session, [one for partner in shown for one in self._groups[partner]]):
            full[each.partner.id].append(each)
        return [grouped(full[partner]) for partner in shown]


def grouped(referrals: Sequence[Unthanked]) -> Waiting:
    """The referrals of one partner, at least one, with what they come to."""
    money: dict[str, int] = defaultdict(int)
    for each in referrals:
        for currency, amount in each.money.items():
            money[currency] += amount
    return Waiting(referrals[0].partner, referrals, dict(money))
