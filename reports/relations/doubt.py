"""What waits for review and could change a balance: how many clients, and for which partners they may come to count."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import distinct, func, select, true
from sqlalchemy.orm import Session

from attribution import Role
from records.clients import Client
from records.credits import Credit, Decision
from records.merged import number_meant
from records.submissions import Submission
from reports.counted import OPEN

READ_AT_MOST = 500
"""So many answers are looked through; of a longer queue nobody knows what it comes to before it is worked off."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Clients who wait for review, and by source how many of the answers may name it.

    ``is_whole`` says that every answer was looked through.
    """

    clients: int
    may_be: Counter[int]
    is_whole: bool


def doubt(session: Session, start: date | None = None, end: date | None = None) -> Doubt:
    """What waits of the clients who came in a period."""
    came = (Client.came_on >= start if start else true(), Client.came_on <= end if end else true())
    waiting = select(func.count(distinct(Credit.client_id))).where(
        Credit.role == Role.INTRODUCED_BY, Credit.position >= 0, Credit.standing.in_(OPEN)
    )
    if start or end:
        waiting = waiting.join_from(Credit, Client, Credit.client_id == Client.id).where(*came)
    answers = (
        select(Decision.result)
        .join(Submission, Submission.id == Decision.submission_id)
        .join(Client, Client.id == Submission.client_id)
        .where(Decision.is_open, *came)
        .order_by(Decision.submission_id.desc())
        .limit(READ_AT_MOST + 1)
    )
    results = session.scalars(answers).all()
    may_be: Counter[int] = Counter()
    for result in results[:READ_AT_MOST]:
        named = {each["source"]["id"] for each in result["suggestions"]}
        may_be.update({number_meant(session, int(number)) for number in named if number.isdigit()})
    return Doubt(session.scalar(waiting) or 0, may_be, len(results) <= READ_AT_MOST)
