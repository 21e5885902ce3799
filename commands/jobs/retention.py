"""The job that erases what clients wrote when the time for which their form keeps it is over."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.db import db
from records.engine.shredding import swept
from records.erasing.retention import answers_over, end_held_of_retention, end_of_retention


def end_retention(session: Session, now: datetime) -> str | None:
    """Go through the answers that are over, a batch at a time; amounts, days and credits stay."""
    people = answers = 0
    for batch in answers_over(session, now):
        gone, ended = end_of_retention(session, batch, now)
        session.commit()
        people, answers = people + gone, answers + ended
    held = end_held_of_retention(session, now)
    session.commit()
    if people or answers or held:
        swept(db.engine)
    numbers = ((people, "clients"), (answers, "answers of clients who stay"), (held, "held-back submissions"))
    said = ", ".join(f"{number:,} {words}" for number, words in numbers if number)
    return f"words over their form's time erased: {said}" if said else None
