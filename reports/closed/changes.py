"""What has changed since a month was closed: each record that counts otherwise now, by how much, with who and why.

Kept rows and present ones are counted by the same rule and compared record by record, so the differences of all
records together are the whole difference between the closed report and the present figures, part by part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.closed.closed_months import ClosedClient, ClosedPayment, Closure
from reports.closed.behind import names_of
from reports.closed.cause import Cause
from reports.closed.causes import Causes
from reports.closed.counting import counted, name_of
from reports.closed.differing import differing_clients
from reports.closed.months import HeldClient, HeldPayment, Month, month_closed, month_now
from reports.counting.questions import Question
from reports.counting.rankings import Figures

Key = tuple[str, int, int]

COMPARED_AT_ONCE = 5_000
"""A month of more clients or payments is not compared beside its ranking, only on the page of its changes."""


@dataclass(slots=True)
class Change:
    """One client, or one payment, that counts otherwise; ``parts`` is by how much for each part, none of them zero."""

    held: HeldClient
    payment: int | None
    what: str
    cause: Cause
    parts: dict[str, Figures]
    moved: list[tuple[str, Figures]] = field(default_factory=list)

    @property
    def client(self) -> int:
        """The number of the client that it is about."""
        return self.held.number

    @property
    def difference(self) -> Figures:
        """By how much the total has changed."""
        figures = Figures()
        for each in self.parts.values():
            figures.add(each)
        return figures


@dataclass(slots=True)
class _Side:
    """What one record counts on one side: for each part, with the rows that it rests on."""

    client: HeldClient
    payment: HeldPayment | None
    parts: dict[str, Figures] = field(default_factory=dict)


def changes_since(session: Session, closure: Closure, question: Question) -> list[Change]:
    """All changes by the question's rule, the latest first; those of which nobody wrote down when are last."""
    clients = differing_clients(session, closure)
    kept, present = month_closed(session, closure, clients), month_now(session, closure.month, clients)
    before, after = _sides(kept, question), _sides(present, question)
    differing = [key for key in {**before, **after} if _parts(before.get(key)) != _parts(after.get(key))]
    sides = [(before.get(key), after.get(key)) for key in differing]
    causes = Causes(session, closure, [side for pair in sides for side in _rows(pair)], kept, present)
    changes = [_change(causes, kept, present, question, *pair) for pair in sides]
    return sorted(changes, key=lambda change: (change.cause.at is None, _newest_first(change), change.client))


def differs(session: Session, closure: Closure, question: Question) -> bool | None:
    """Whether the present figures of a closed month are others than its report has, by the question's rule.

    None for a month of so many rows that comparing them would hold up the page that asks.
    """
    for table in (ClosedClient, ClosedPayment):
        of_month = select(table.closure_id).where(table.closure_id == closure.id).limit(1).offset(COMPARED_AT_ONCE)
        if session.execute(of_month).first():
            return None
    clients = differing_clients(session, closure)
    before = _sides(month_closed(session, closure, clients), question)
    after = _sides(month_now(session, closure.month, clients), question)
    return {key: _parts(side) for key, side in before.items()} != {key: _parts(side) for key, side in after.items()}


def names_of_changed(session: Session, changes: Sequence[Change]) -> dict[int, str]:
    """The present names of the clients of some changes; those who are gone are left out."""
    held = {change.held: change.client for change in changes}
    return {held[client]: name for client, (number, name) in names_of(session, held).items() if number is not None}


def _newest_first(change: Change) -> float:
    return -change.cause.at.timestamp() if change.cause.at else 0


def _sides(month: Month, question: Question) -> dict[Key, _Side]:
    found: dict[Key, _Side] = {}
    for each in counted(month, question):
        row = each.payment or each.client
        key = ("payment" if each.payment else "client", row.number, row.made_at)
        side = found.setdefault(key, _Side(each.client, each.payment))
        side.parts.setdefault(each.part, Figures()).add(each.figures)
    return found


def _parts(side: _Side | None) -> dict[str, Figures]:
    if side is None:
        return {}
    return {part: figures for part, figures in side.parts.items() if figures != Figures()}


def _rows(pair: Iterable[_Side | None]) -> Iterable[tuple[HeldClient, HeldPayment | None]]:
    return [(side.client, side.payment) for side in pair if side]


def _change(
    causes: Causes, kept: Month, present: Month, question: Question, before: _Side | None, after: _Side | None
) -> Change:
    side = after or before
    if side is None:
        raise ValueError("a change is of something")
    parts: dict[str, Figures] = {}
    for part in {**_parts(before), **_parts(after)}:
        old, new = _parts(before).get(part, Figures()), _parts(after).get(part, Figures())
        grown = Figures(new.clients - old.clients, new.won - old.won, new.revenue - old.revenue)
        if grown != Figures():
            parts[part] = grown
    was, now = before.payment if before else None, after.payment if after else None
    if side.payment is None:
        what, cause = causes.of_client(before.client if before else None, after.client if after else None)
    else:
        number = side.payment.client
        what, cause = causes.of_payment(was, now, kept.clients.get(number), present.clients.get(number))
    moved = [(_named(kept, present, question, part), figures) for part, figures in parts.items()]
    return Change(side.client, side.payment and side.payment.number, what, cause, parts, moved)


_WITHOUT_A_ROW = {
    "elsewhere": "Other sources",
    "unknown": "Unknown",
    "in_review": "In review",
    "conflict": "In review: said and clicked disagree",
}


def _named(kept: Month, present: Month, question: Question, part: str) -> str:
    """The name of a part: that of the report, else the present one."""
    if part in _WITHOUT_A_ROW:
        return _WITHOUT_A_ROW[part]
    for month in (kept, present):
        try:
            return name_of(month, question.of, part)[0]
        except (KeyError, StopIteration):
            continue
    return part
