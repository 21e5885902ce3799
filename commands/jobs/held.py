"""The job that erases what was held back for so long that nobody will ask for it any more."""

from datetime import datetime

from sqlalchemy.orm import Session

from commands.counting import counted
from records.spam.ending import end_what_is_over


def end_held(session: Session, now: datetime) -> str | None:
    """Erase what people wrote in submissions whose time ended, a batch at a time; their lines stay."""
    ended = 0
    while gone := end_what_is_over(session, now):
        session.commit()
        ended += gone
    return f"{counted(ended, 'held-back submissions')} erased" if ended else None
