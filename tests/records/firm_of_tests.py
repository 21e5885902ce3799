"""What the tests of records start from: a few partners, and a form filled in with everything valid."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Entity, Role
from records.answers.credits import Credit
from records.answers.recording import Filled, record_submission
from records.answers.submissions import Submission
from records.clients import Client
from records.forming.forms import published_version
from records.sources import Source, add_partner
from records.staff.users import User, UserRole, add_user

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
_numbers = count(1)


def filled(session: Session, **changes: Any) -> Filled:
    """A valid form of a new person on a new page, with changes."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "identity": f"page-{number}",
        # By milliseconds: however many tests a process runs, a minute later than NOW is later than all of them.
        "received_at": NOW + timedelta(milliseconds=number),
        "name": f"Client Number{number}",
        "email": f"client{number}@mail.example",
        "phone": "",
        "need": "A will",
        "choice": "other",
        "answer": "",
        "version": published_version(session, "new-client"),
    }
    return Filled(**(values | changes))


def told(session: Session, answer: str, **changes: Any) -> Submission:
    """A submission of a new client with this answer, committed as the form does, so that what follows changes it."""
    submission = record_submission(session, filled(session, answer=answer, **changes))
    session.commit()
    return submission


def partner(session: Session, name: str, **columns: Any) -> Source:
    """A partner in the directory."""
    return add_partner(session, name, NOW, **({"entity": Entity.PERSON} | columns))


def reviewer(session: Session) -> User:
    """A member of staff who decides."""
    user = session.scalars(select(User).where(User.email == "ann@firm.example")).first()
    return user or add_user(session, "ann@firm.example", UserRole.STAFF, "a long password", "Ann")


def credits_of(session: Session, client: Client, role: Role = Role.INTRODUCED_BY) -> list[Credit]:
    """A client's credits in one role, the decisive one first."""
    of_client = select(Credit).where(Credit.client_id == client.id, Credit.role == role)
    return list(session.scalars(of_client.order_by(Credit.position)))


def credited(session: Session, client: Client, role: Role = Role.INTRODUCED_BY) -> list[str]:
    """Per credit the source's name, or the standing of a part without one."""
    return [
        credit.source.name if credit.source else credit.standing.value for credit in credits_of(session, client, role)
    ]
