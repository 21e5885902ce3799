"""Which clients of a closed month have any row otherwise than it was kept: the database compares, so few are read."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from records.closed.closed_months import ClosedClient, ClosedCredit, ClosedPayment, ClosedSource, Closure
from records.closed.closing import contents

READ_APART = 5_000
"""Of more clients than these the whole month is read, which is faster then."""


def differing_clients(session: Session, closure: Closure) -> set[int] | None:
    """The numbers of clients of whom a client's, credit's or payment's row differs; None if those are very many.

    Everybody else counts as at closing by every rule, because counting looks only at these rows and at the kinds of
    sources.
    """
    present = contents(session, closure.month)
    found: set[int] = set()
    for table in (ClosedClient, ClosedCredit, ClosedPayment):
        kept = _kept(table, closure)
        place = [column.key for column in kept.selected_columns].index("client_id")
        for one, other in ((kept, present[table]), (present[table], kept)):
            found |= {row[place] for row in session.execute(one.except_(other))}
    found |= _of_other_kind(session, closure, present[ClosedSource])
    return found if len(found) <= READ_APART else None


def _of_other_kind(session: Session, closure: Closure, present: Select[Any]) -> set[int]:
    """The clients of sources that are of another kind now."""
    kept = {number: kind for number, _, kind in session.execute(_kept(ClosedSource, closure))}
    now = {number: kind for number, _, kind in session.execute(present)}
    sources = [number for number, kind in kept.items() if now.get(number, kind) is not kind]
    if not sources:
        return set()
    those = select(ClosedCredit.client_id).where(
        ClosedCredit.closure_id == closure.id, ClosedCredit.source_id.in_(sources)
    )
    return set(session.scalars(those))


def _kept(table: Any, closure: Closure) -> Select[Any]:
    columns = [column for column in table.__table__.columns if column.key != "closure_id"]
    return select(*columns).where(table.closure_id == closure.id)
