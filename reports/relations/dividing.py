"""What each source has of the payments of clients whom several sources share, each payment split for itself."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit
from records.engine.many_values import among
from records.money.splitting import split
from reports.relations.reading_many import plain_rows

Divide = Callable[[int, int], Iterable[tuple[int, int]]]
"""Gives the sources of a client, each with its part of an amount in minor units; parts of nobody are left out."""


def dividing(session: Session, clients: Collection[int]) -> Divide:
    """How payments of these clients are divided."""
    shares: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    credits = (
        select(Credit.client_id, Credit.source_id, Credit.share)
        .where(Credit.role == Role.INTRODUCED_BY, among(session, Credit.client_id, clients))
        .order_by(Credit.client_id, Credit.position)
    )
    for client, source, share in plain_rows(session, credits):
        shares[client].append((source, share))

    def divide(client: int, amount: int) -> list[tuple[int, int]]:
        parts = split(amount, [share for _, share in shares[client]])
        return [(source, part) for (source, _), part in zip(shares[client], parts, strict=True) if source is not None]

    return divide
