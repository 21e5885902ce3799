"""The job that goes on with imports: those that were let in and not begun, and those that broke off."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.delivered.arrived import place_what_waited
from records.importing import ShortTurns, resume_imports


def go_on_with_imports(session: Session, now: datetime) -> str | None:
    """Finish what is let in, drop what was only half checked, and complete what was being undone."""
    told = resume_imports(session, now, pause=ShortTurns(session))
    placed = place_what_waited(session, now)
    if placed:
        told.append(f"Took in {placed} {'refund' if placed == 1 else 'refunds'} that waited for their charge.")
    return " ".join(told) or None
