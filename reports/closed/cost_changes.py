"""Costs that fall on a closed month otherwise than at closing: which, by how much, when, by whom and why."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.closed_months import ClosedCost, Closure
from records.closing import contents, first_of_next
from records.costs import Cost, CostChange, CostDid
from records.imports import Import
from records.sources import Source
from records.users import User
from reports.closed.cause import NOT_RECORDED, Cause, called, found, whole
from reports.closed.months import kept_in
from reports.closed.spending import KeptCost
from reports.costs import part_of

_DID = {CostDid.CHANGED: "changed by hand", CostDid.ENDED: "ended by hand", CostDid.REMOVED: "removed by hand"}


@dataclass(frozen=True, slots=True)
class ChangedCost:
    """A cost of which another part falls on the month now, or on another source; ``by`` is how much, in minor units.

    A cost that was moved from one source to another is two of them.
    """

    number: int
    source: str
    what: str
    cause: Cause
    by: int


def costs_changed(session: Session, closure: Closure, currency: str) -> list[ChangedCost]:
    """All of one currency; together they are the difference of the costs of all sources."""
    last = first_of_next(closure.month) - timedelta(days=1)
    kept = [KeptCost(*row) for row in session.execute(kept_in(ClosedCost, closure))]
    now = [KeptCost(*row) for row in session.execute(contents(session, closure.month)[ClosedCost])]
    falls = [
        {(c.number, c.made_at, c.source): part_of(c, closure.month, last) for c in costs if c.currency == currency}
        for costs in (kept, now)
    ]
    before, after = falls
    differing = [key for key in {**before, **after} if before.get(key, 0) != after.get(key, 0)]
    names = {number: source.name for number, source in found(session, Source, {key[2] for key in differing}).items()}
    causes = _Causes(session, closure, {key[0] for key in differing})
    return [
        ChangedCost(
            number,
            names.get(source, "a source that is not there any more"),
            *causes.of(number, made_at),
            after.get((number, made_at, source), 0) - before.get((number, made_at, source), 0),
        )
        for number, made_at, source in sorted(differing)
    ]


class _Causes:
    """The records that explain the changes of some costs."""

    def __init__(self, session: Session, closure: Closure, numbers: set[int]) -> None:
        self._costs: dict[int, Cost] = found(session, Cost, numbers)
        self._closed_at = closure.at
        changes = select(CostChange).where(CostChange.cost_id.in_(numbers), CostChange.at > closure.at)
        self._changes = list(session.scalars(changes.order_by(CostChange.id)))
        users = {change.user_id for change in self._changes} | {cost.user_id for cost in self._costs.values()}
        self._users: dict[int, User] = found(session, User, {number for number in users if number})
        brought = {cost.import_id for cost in self._costs.values() if cost.import_id}
        those = select(Import).options(joinedload(Import.user)).where(Import.id.in_(brought))
        self._imports = {record.id: record for record in session.scalars(those)}

    def of(self, number: int, made_at: int) -> tuple[str, Cause]:
        """What happened to a cost, and its cause."""
        cost = self._costs.get(number)
        if cost is None or whole(cost.created_at) != made_at:
            return "Cost taken back with its import", NOT_RECORDED
        own = [change for change in self._changes if change.cost_id == number and change.undone_at is None]
        if own:
            change = own[-1]
            return f"Cost {change.did}", Cause(change.at, self._name(change.user_id), _DID[change.did])
        if cost.created_at > self._closed_at:
            record = self._imports.get(cost.import_id or 0)
            if record:
                return "Cost added", Cause(cost.created_at, called(record.user), f"the import of {record.filename}")
            return "Cost added", Cause(cost.created_at, self._name(cost.user_id), "written down by hand")
        return "Cost changed", NOT_RECORDED

    def _name(self, number: int | None) -> str:
        return called(self._users.get(number or 0))
