"""What clients said brought them, for lists that name them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission


def words_of(session: Session, clients: Iterable[int]) -> dict[int, str]:
    """The first words of each of these clients about what brought them; those who said nothing are left out."""
    told = (
        select(Submission)
        .where(Submission.client_id.in_(list(clients)))
        .order_by(Submission.received_at, Submission.id)
    )
    said: dict[int, str] = {}
    for submission in session.scalars(told):
        if submission.said:
            said.setdefault(submission.client_id, submission.said)
    return said
