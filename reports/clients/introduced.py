"""Whom a client has brought in turn."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit
from records.clients import Client
from records.sources import Source


def introduced_by_client(session: Session, client: Client) -> Sequence[Client]:
    """The clients who said that this client sent them, the newest first."""
    those = (
        select(Client)
        .join(Credit, Credit.client_id == Client.id)
        # The one source first, by its number: SQLite would begin with the credits of all.
        .where(
            Credit.source_id.in_(select(Source.id).where(Source.client_id == client.id)),
            Credit.role == Role.INTRODUCED_BY,
        )
        .distinct()
        .order_by(Client.came_on.desc(), Client.id.desc())
    )
    return session.scalars(those).all()
