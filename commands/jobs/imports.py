"""The job that goes on with imports: those that were let in and not begun, and those that broke off."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.importing import ShortTurns, resume_imports


def go_on_with_imports(session: Session, now: datetime) -> str | None:
    """Finish what is let in, drop what was only half checked, and complete what was being undone."""
    return " ".join(resume_imports(session, now, pause=ShortTurns(session))) or None
