"""What waits for review and could change a balance: how many clients, and for which partners they may come to count."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select, true, union_all
from sqlalchemy.orm import Session, aliased

from attribution import Role
from records.answers.credits import Credit, Decision
from records.answers.submissions import Submission
from records.clients import Client
from records.sources.merged import number_meant
from reports.counting.counted import OPEN

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
    may_be, is_whole = may_be_of(session, start, end)
    return Doubt(_waiting(session, start, end), may_be, is_whole)


def may_be_of(session: Session, start: date | None = None, end: date | None = None) -> tuple[Counter[int], bool]:
    """By source how many of these answers may name it, and whether every answer was looked through."""
    came = (Client.came_on >= start if start else true(), Client.came_on <= end if end else true())
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
    return may_be, len(results) <= READ_AT_MOST


def _waiting(session: Session, start: date | None, end: date | None) -> int:
    """How many clients have an open part, each once.

    They are counted place by place: an index has the open ones of a place together, and a client has each place once.
    """
    last = session.scalar(select(func.max(Credit.position)).where(Credit.role == Role.INTRODUCED_BY))
    # Asked of each of these few, because all who came in a period may be many.
    came_on = select(Client.came_on).where(Client.id == Credit.client_id).scalar_subquery()
    counts = []
    for place in range((last or 0) + 1):
        before = aliased(Credit)
        counted = before.role == Role.INTRODUCED_BY, before.position.between(0, place - 1), before.standing.in_(OPEN)
        is_counted = exists().where(before.client_id == Credit.client_id, *counted)
        counts.append(
            select(func.count().label("clients"))
            .select_from(Credit)
            .where(
                Credit.role == Role.INTRODUCED_BY,
                Credit.position == place,
                Credit.standing.in_(OPEN),
                came_on >= start if start else true(),
                came_on <= end if end else true(),
                ~is_counted if place else true(),
            )
        )
    return int(session.scalar(select(func.sum(union_all(*counts).subquery().c.clients))) or 0)
