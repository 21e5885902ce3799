"""What sources cost in a closed month, from the costs that were kept at closing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.closed.closed_months import ClosedCost, Closure
from records.closed.closing import first_of_next
from records.money.costs import Every
from reports.closed.months import Month, kept_in
from reports.costs import part_of
from reports.counting.counted import kinds_ranked
from reports.counting.questions import Question


@dataclass(frozen=True, slots=True)
class KeptCost:
    """A cost as it was at closing; ``part`` of it falls on the month. Amounts are in minor units."""

    number: int
    made_at: int
    source: int
    amount: int
    currency: str
    starts_on: date
    ends_on: date | None
    every: Every
    part: int = 0


def costs_kept(session: Session, closure: Closure, currency: str) -> list[KeptCost]:
    """The costs of the month in a currency, the newest first; their parts add up."""
    last = first_of_next(closure.month) - timedelta(days=1)
    found = []
    for row in session.execute(kept_in(ClosedCost, closure).where(ClosedCost.currency == currency)):
        cost = KeptCost(*row)
        if part := part_of(cost, closure.month, last):
            found.append(replace(cost, part=part))
    return sorted(found, key=lambda cost: (cost.starts_on, cost.number), reverse=True)


def costs_of_part(month: Month, question: Question, costs: list[KeptCost], part: str) -> list[KeptCost]:
    """Those of a part of the report; what is unknown or in review costs nothing."""
    if part == "total":
        return costs
    if part == "elsewhere":
        ranked = kinds_ranked(question.of)
        return [each for each in costs if month.sources[each.source][1] not in ranked]
    return [each for each in costs if str(each.source) == part]
