"""Nobody has come through somebody whom they brought themselves: who would make such a loop is told what to do."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.clients import Client
from records.sources import Source


class WouldBeALoop(ValueError):
    """A client was to count for a client who came through them; the message says how, and what to do."""


def refuse_loop(session: Session, client: Client, source: Source | None, by: Client | None = None) -> None:
    """Raise WouldBeALoop if the client cannot have come through a source, because that one came through the client.

    ``by`` is the client that the source is, where it is no source yet.
    """
    number = by.id if by else source.client_id if source else None
    if number is None:
        return
    way = way_up(session, number, client.id)
    if way is None:
        return
    if len(way) == 1:
        raise WouldBeALoop("Nobody is their own source. Choose another, or that it cannot be known.")
    named = {each.id: each.name for each in session.scalars(select(Client).where(Client.id.in_(way)))}
    names = [named[each] for each in way]
    through = f" (through {', '.join(reversed(names[1:-1]))})" if len(names) > 2 else ""
    raise WouldBeALoop(
        f"{names[0]} came through {names[-1]}{through}, so {names[-1]} cannot have come through {names[0]}. "
        f"Choose another, or first correct what brought {names[0]}."
    )


def way_up(session: Session, start: int, end: int) -> list[int] | None:
    """The clients from one to another, each brought by the next, by the shortest way; None if there is no way."""
    ways, now = {start: [start]}, [start]
    while now and end not in ways:
        brought = (
            select(Credit.client_id, Source.client_id)
            .join(Source, Source.id == Credit.source_id)
            .where(
                Credit.client_id.in_(now),
                Credit.role == Role.INTRODUCED_BY,
                Credit.standing == Standing.CREDITED,
                Source.client_id.is_not(None),
            )
            .order_by(Credit.client_id, Credit.position)
        )
        further = []
        for client, by in session.execute(brought).tuples():
            # Who was met before is not asked again, so that a loop that is there ends.
            if by is not None and by not in ways:
                ways[by] = [*ways[client], by]
                further.append(by)
        now = further
    return ways.get(end)
