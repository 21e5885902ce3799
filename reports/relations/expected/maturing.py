"""How a firm's clients pay with age: what a client who came lately says already, and what is still to come.

Who has not paid yet may pay still, and who has paid may pay more. Counting the first as one who never pays, or what the
second has brought as everything, would make each partner worse who has sent somebody lately. Insurers have the same
question with claims of the last years, and answer it from those of the years before: as much of each is counted as has
usually come at its age (Bornhuetter and Ferguson, The Actuary and IBNR, Proceedings of the Casualty Actuarial Society
59, 1972). That some never pay at all is what models of survival with a cured part are about (Farewell, The Use of
Mixture Models for the Analysis of Survival Data with Long-Term Survivors, Biometrics 38, 1982).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reports.relations.suggested.facts import Sent

NINE_TENTHS = 0.9
A_YEAR = 365


@dataclass(frozen=True)
class Steps:
    """A part that grows with the days since a client came: ``parts`` are reached on ``days``, and 0 before."""

    days: Sequence[int]
    parts: Sequence[float]

    def at(self, age: int) -> float:
        """The part after so many days."""
        place = bisect_right(self.days, age)
        return self.parts[place - 1] if place else 0.0


@dataclass(frozen=True)
class Maturing:
    """How clients of the firm usually pay.

    ``ever`` is the part of them that pays at all; ``paid`` is which part of these has paid for the first time by an
    age, and ``come`` which part of all money has come. After ``settled`` days that is nearly everything.
    """

    settled: int
    ever: float
    paid: Steps | None
    come: Steps | None
    # Thousands of clients have the same few ages.
    _parts: dict[int, float] = field(default_factory=dict, compare=False, repr=False)

    def says_not(self, age: int) -> float:
        """By how much somebody who has not paid at this age counts as one who never will.

        They never pay, or pay later: 1 - p F, where p pay at all and the part F of these has paid by now. In a
        likelihood of p that weighs, at the p that is usual, as much as F (1 - p) / (1 - p F) clients who never pay:
        their scores are the same. Without any payment yet everybody is taken for somebody who could have paid.
        """
        if self.paid is None:
            return 1.0
        by_now = self.paid.at(age)
        return by_now * (1 - self.ever) / (1 - self.ever * by_now) if self.ever * by_now < 1 else 1.0

    def part_come(self, age: int) -> float:
        """Which part of what a client will bring has usually come from one who has paid by this age.

        Of all clients the part ``come`` has come by then, from the part ``paid`` of those who pay at all.
        """
        part = self._parts.get(age)
        if part is None:
            part = self._parts[age] = self._part_come(age)
        return part

    def _part_come(self, age: int) -> float:
        least = NINE_TENTHS if age >= self.settled else 0.0
        if self.paid is None or self.come is None or not self.paid.at(age):
            return least
        return min(max(self.come.at(age) / self.paid.at(age), least), 1.0)


def maturing(clients: Iterable[Sent], money: Mapping[int, int], today: date) -> Maturing:
    """How these clients pay, and those who brought this ``money`` so many days after they came, a year ago or more."""
    ever, paid = _paid(clients, today)
    whole, come = sum(money.values()), 0
    settled, days, parts = A_YEAR, sorted(money), []
    for day in days:
        come += money[day]
        parts.append(min(max(come / whole, 0.0), 1.0) if whole > 0 else 0.0)
        if parts[-1] >= NINE_TENTHS:
            settled = min(settled, day)
    return Maturing(settled, ever, paid, Steps(days, parts) if whole > 0 else None)


def _paid(clients: Iterable[Sent], today: date) -> tuple[float, Steps | None]:
    """Which part ever pays, and which part of these has paid so many days after coming (Kaplan and Meier)."""
    paid: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for _, on, _, _, _, _, first_paid in {each[0]: each for each in clients}.values():
        if first_paid is not None:
            paid[max((first_paid - on).days, 0)] += 1
        else:
            waiting[(today - on).days] += 1
    days, parts, unpaid = [], [], 1.0
    at_risk = sum(paid.values()) + sum(waiting.values())
    for day in sorted({*paid, *waiting}):
        if paid[day]:
            unpaid *= 1 - paid[day] / at_risk
            days.append(day)
            parts.append(1 - unpaid)
        at_risk -= paid[day] + waiting[day]
    return (parts[-1], Steps(days, [part / parts[-1] for part in parts])) if parts else (0.0, None)
