"""Who waits for thanks, partner by partner: the most valuable first, then those who have waited longest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.sources import Source
from reports.batches import batched
from reports.relations.thanking.unthanked import Unthanked, Waits, in_full, who_waits
from reports.relations.thanking.waiting_sums import waiting_sums

_AT_ONCE = 100
"""So many partners are read in full together: their clients are what takes the room."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A partner and the referrals for which nobody has thanked them yet, the one who came first at first.

    ``many`` is how many they are, ``money`` what was received of these clients so far, by share, in minor units by
    currency; ``referrals`` may be the first of them only.
    """

    partner: Source
    referrals: Sequence[Unthanked]
    many: int
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
        sums = waiting_sums(session, currency)
        sources = Source.__table__.c
        names = select(sources.id, sources.name_key).where(sources.kind == Kind.PARTNER)
        places = [
            (-sums[number].money, sums[number].since, name_key, number)
            for number, name_key in session.execute(names).tuples()
            if number in sums
        ]
        places.sort()
        self.partners = [place[-1] for place in places]
        self.referrals = sum(each.referrals for each in sums.values())

    def of(self, first: int = 0, last: int | None = None, most: int | None = None) -> Iterator[Waiting]:
        """Those from one place of the queue to before another, all of them unless it is said.

        At ``most`` so many referrals of each are read in full, all of them unless it is said.
        """
        for shown in batched(self.partners[first:last], _AT_ONCE):
            waits: dict[int, list[Waits]] = defaultdict(list)
            for each in who_waits(self._session, Source.id.in_(shown)):
                waits[each.partner].append(each)
            full: dict[int, list[Unthanked]] = defaultdict(list)
            for one in in_full(self._session, [each for some in waits.values() for each in some[:most]]):
                full[one.partner.id].append(one)
            # Whoever was thanked while the queue was read waits no more.
            yield from (
                Waiting(full[number][0].partner, full[number], len(waits[number]), _together(waits[number]))
                for number in shown
                if waits[number]
            )


def _together(waits: Sequence[Waits]) -> dict[str, int]:
    """What the clients of one partner come to."""
    money: dict[str, int] = defaultdict(int)
    for each in waits:
        for currency, amount in each.money.items():
            money[currency] += amount
    return dict(money)
