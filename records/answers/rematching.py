"""Deciding again what is still open, after the directory has learned something."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from records.answers.credits import Decision
from records.answers.deciding import decide
from records.answers.submissions import Submission, Touch


def answers_to_rematch(session: Session, visits: bool = False) -> list[int]:
    """The numbers of the open answers; with ``visits`` also of every answer that came with a visit."""
    touched = exists().where(Touch.submission_id == Decision.submission_id)
    waiting = or_(Decision.is_open, touched) if visits else Decision.is_open
    return list(session.scalars(select(Decision.submission_id).where(waiting).order_by(Decision.submission_id)))


def rematch(
    session: Session,
    numbers: list[int],
    at: datetime,
    done: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Decide these answers again; a person's review stays in force whatever comes out.

    Returns how many answers went from open to settled, stayed open, and were looked at.
    """
    counts = {"looked at": 0, "settled": 0, "still open": 0}
    for number in numbers:
        submission = session.get_one(Submission, number)
        was_open = session.get_one(Decision, number).is_open
        decision = decide(session, submission, at)
        counts["looked at"] += 1
        counts["settled"] += was_open and not decision.is_open
        counts["still open"] += decision.is_open
        done()
    return counts
