"""Clients who were joined since a month was closed, as causes."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from records.joining.rows import ClientJoin
from reports.batches import batched
from reports.closed.cause import Cause, called


def causes_of_joining(session: Session, closed_at: datetime, numbers: Iterable[int]) -> dict[int, Cause]:
    """The joining of each of these clients, of those who stayed the latest and of those who went theirs."""
    causes: dict[int, Cause] = {}
    for some in batched(sorted(set(numbers))):
        joins = (
            select(ClientJoin)
            .options(joinedload(ClientJoin.user), joinedload(ClientJoin.keep))
            .where(or_(ClientJoin.keep_id.in_(some), ClientJoin.gone_id.in_(some)), ClientJoin.at > closed_at)
            .order_by(ClientJoin.at, ClientJoin.id)
        )
        for join in session.scalars(joins):
            why = f"{join.name} and {join.keep.name} joined as one client"
            causes[join.keep_id] = causes[join.gone_id] = Cause(join.at, called(join.user), why)
    return causes
