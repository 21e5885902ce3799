"""How fresh the figures are: when the last import, payment and answer came in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.imports import Import
from records.money.payments import Payment


@dataclass(frozen=True, slots=True)
class AsOf:
    """Instants; None where nothing of the kind has come in yet."""

    imported: datetime | None
    paid: datetime | None
    answered: datetime | None


def as_of(session: Session) -> AsOf:
    """When the last of each came in. The newest row has the highest number, so no table is read through."""
    return AsOf(
        session.scalar(
            select(Import.finished_at)
            .where(Import.finished_at.is_not(None))
            .order_by(Import.finished_at.desc())
            .limit(1)
        ),
        session.scalar(select(Payment.created_at).order_by(Payment.id.desc()).limit(1)),
        session.scalar(select(Submission.received_at).order_by(Submission.id.desc()).limit(1)),
    )
