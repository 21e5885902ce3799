"""Costs that fall on a closed month otherwise than at closing: which, by how much, when, by whom and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.closed.closed_months import ClosedCost, Closure
from records.closed.closing import contents, first_of_next
from records.imports import Import
from records.money.costs import Cost, CostChange, CostDid
from records.sources import Source
from records.staff.users import User
from reports.closed.cause import NOT_RECORDED, Cause, called, found, latest, whole
from reports.closed.changes import Change
from reports.closed.credit_causes import merges_since
from reports.closed.months import kept_in
from reports.closed.spending import KeptCost
from reports.costs import part_of
from reports.counting.questions import Question
from reports.ranked.views import View

_DID = {CostDid.CHANGED: "changed by hand", CostDid.ENDED: "ended by hand", CostDid.REMOVED: "removed by hand"}


Falls = dict[tuple[int, int], dict[int, int]]
"""Of each cost, by its number and when it was made, what falls on the month, by source."""


@dataclass(frozen=True, slots=True)
class ChangedCost:
    """A cost of which another part falls on the month now, or on another source.

    ``moved`` is by how much for each source, in minor units: for two if it went from one to another.
    """

    number: int
    what: str
    cause: Cause
    moved: list[tuple[str, int]]

    @property
    def by(self) -> int:
        """By how much the costs of all sources have changed."""
        return sum(each for _, each in self.moved)


def costs_changed(session: Session, closure: Closure, question: Question) -> list[ChangedCost]:
    """All of the question's currency; together they are the difference of the costs of all sources.

    None where the question has no costs, or the month was closed before they were kept.
    """
    before, after = _falls(session, closure, question)
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    sources = {source for key in differing for source in {**before.get(key, {}), **after.get(key, {})}}
    names = {number: source.name for number, source in found(session, Source, sources).items()}
    causes = _Causes(session, closure, {number for number, _ in differing})
    changed = []
    for key in sorted(differing):
        was, now = before.get(key, {}), after.get(key, {})
        by = {source: now.get(source, 0) - was.get(source, 0) for source in {**was, **now}}
        moved = [(names.get(source, "a source that is not there any more"), by[source]) for source in by]
        changed.append(ChangedCost(key[0], *causes.of(*key, list(was), list(now)), moved))
    return changed


def costs_differ(session: Session, closure: Closure, question: Question) -> bool:
    """Whether other costs fall on the month now, or on other sources, than its report has."""
    before, after = _falls(session, closure, question)
    return before != after


def costs_not_kept(session: Session, closure: Closure, question: Question) -> bool:
    """Whether costs fall on the month of which its report knows nothing: it was closed before they were kept."""
    if closure.keeps_costs or not View(question).has_return:
        return False
    return bool(_fall(session.execute(contents(session, closure.month)[ClosedCost]), closure, question))


def in_order(changes: Iterable[Change], costs: Iterable[ChangedCost]) -> list[Change | ChangedCost]:
    """Both kinds of changes together, the latest first; those of which nobody wrote down when are last."""
    both: list[Change | ChangedCost] = [*changes, *costs]
    return sorted(both, key=lambda each: (each.cause.at is None, -each.cause.at.timestamp() if each.cause.at else 0))


def _falls(session: Session, closure: Closure, question: Question) -> tuple[Falls, Falls]:
    """What fell on the month at closing, and what falls on it now."""
    if not closure.keeps_costs or not View(question).has_return:
        return {}, {}
    kept, now = kept_in(ClosedCost, closure), contents(session, closure.month)[ClosedCost]
    return _fall(session.execute(kept), closure, question), _fall(session.execute(now), closure, question)


def _fall(rows: Iterable[Sequence[Any]], closure: Closure, question: Question) -> Falls:
    last = first_of_next(closure.month) - timedelta(days=1)
    costs = [cost for cost in (KeptCost(*row) for row in rows) if cost.currency == question.currency]
    parts = [(cost, part_of(cost, closure.month, last)) for cost in costs]
    return {(cost.number, cost.made_at): {cost.source: part} for cost, part in parts if part}


class _Causes:
    """The records that explain the changes of some costs."""

    def __init__(self, session: Session, closure: Closure, numbers: set[int]) -> None:
        self._costs: dict[int, Cost] = found(session, Cost, numbers)
        self._closed_at = closure.at
        self._merges = merges_since(session, closure.at) if numbers else []
        changes = select(CostChange).where(CostChange.cost_id.in_(numbers), CostChange.at > closure.at)
        self._changes = list(session.scalars(changes.order_by(CostChange.id)))
        users = {change.user_id for change in self._changes} | {cost.user_id for cost in self._costs.values()}
        self._users: dict[int, User] = found(session, User, {number for number in users if number})
        brought = {cost.import_id for cost in self._costs.values() if cost.import_id}
        those = select(Import).options(joinedload(Import.user)).where(Import.id.in_(brought))
        self._imports = {record.id: record for record in session.scalars(those)}

    def of(self, number: int, made_at: int, before: list[int], after: list[int]) -> tuple[str, Cause]:
        """What happened to a cost that fell on one source before and falls on one after, and its cause."""
        cost = self._costs.get(number)
        if cost is None or whole(cost.created_at) != made_at:
            return "Cost taken back with its import", NOT_RECORDED
        merges = [cause for lost, gained, cause in self._merges if lost in before and gained in after]
        own = [change for change in self._changes if change.cost_id == number and change.undone_at is None]
        if merges and (not own or latest(merges) == latest([*merges, Cause(own[-1].at)])):
            return "Cost moved", latest(merges)
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
