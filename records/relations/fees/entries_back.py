"""Taking an entry of the ledger back that nothing else stands for."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.relations.fees.ledger import BadEntry, LedgerEntry
from records.relations.fees.rewards import RewardStep
from records.staff.users import User


def take_back_entry(session: Session, entry: LedgerEntry, at: datetime, user: User | None) -> None:
    """Let an entry count nowhere any more. Raises BadEntry if it does not, or goes with a thanks or a rule."""
    if entry.undone_at is not None:
        raise BadEntry("this was taken back already")
    if entry.thanks_id is not None:
        raise BadEntry("this gift was a thanks; take the thanks back, and the gift goes with it")
    paid = select(RewardStep.id).where(RewardStep.entry_id == entry.id, RewardStep.undone_at.is_(None))
    if session.scalars(paid).first() is not None:
        raise BadEntry("this fee was paid by a rule; undo the payment there, and the fee goes with it")
    entry.undone_at, entry.undone_by = at, user
    session.flush()
