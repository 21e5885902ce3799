"""The links to statements that open something now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from records.relations.telling.statement_links import StatementLink
from records.sources import Source
from records.sources.merged import Merge


def links_in_force(session: Session, now: datetime) -> Sequence[StatementLink]:
    """The links that are neither revoked nor expired, of partners who are neither retired nor merged, by name."""
    those = (
        select(StatementLink)
        .join(StatementLink.partner)
        .where(
            StatementLink.revoked_at.is_(None),
            StatementLink.expires_at > now,
            Source.retired_at.is_(None),
            Source.id.not_in(select(Merge.gone_id)),
        )
        .options(joinedload(StatementLink.partner), joinedload(StatementLink.made_by))
    )
    return session.scalars(those.order_by(Source.name_key, StatementLink.id)).unique().all()
