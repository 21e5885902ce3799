"""Firms whose clients came at different times, so that the newest have not paid yet, or not all.

Each client who will pay does so for the first time some weeks after coming, and the rest in some parts after that. What
the estimate is given is made of that by the program's own rules (``reports/relations/expected/expecting.py``): who has
not paid counts by how long that has lasted, and what came of somebody counts once nearly all of it has usually come.
"""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from reports.relations.expected.estimate import Brought
from reports.relations.expected.expecting import brought
from reports.relations.expected.maturing import A_YEAR, maturing
from reports.relations.suggested.facts import Came, Facts

TODAY = date(2026, 6, 30)
YEARS = 2
FIRST_AFTER, PARTS, APART = 40.0, 4, 35.0
"""Days until the first payment on average, at most so many parts, and days from one part to the next on average."""


def as_of_today(chance: random.Random, partners: Sequence[Sequence[int]]) -> list[Brought]:
    """What is seen of partners whose clients will have brought these amounts, 0 of those who will never pay."""
    paid: Counter[int] = Counter()
    facts = []
    number = 0
    for place, amounts in enumerate(partners):
        came = []
        for amount in amounts:
            number += 1
            age = chance.randrange(YEARS * 365)
            after, money, first = chance.expovariate(1 / FIRST_AFTER), 0, None
            parts = chance.randint(1, PARTS)
            for part in range(parts if amount else 0):
                share = amount // parts + (amount % parts if part == 0 else 0)
                if after <= age:
                    money += share
                    first = first or TODAY - timedelta(days=age - int(after))
                if age >= A_YEAR:
                    paid[int(after)] += share
                after += chance.expovariate(1 / APART)
            came.append(Came(number, TODAY - timedelta(days=age), bool(money), money=money, first_paid=first))
        facts.append(Facts(place, f"partner {place}", f"partner {place}", came=came))
    usually = maturing([one for each in facts for one in each.sent], paid, TODAY)
    return [brought(each.sent, TODAY, usually) for each in facts]
