"""Taking out what somebody sent to try the form: the submission, its client, its visits and the mails about it.

Nothing of it counts any more and nothing of it is kept but that a test was taken out, when, and by whom. It cannot be
undone, so a client on whom anything rests, whom a person has decided about, or whose month is closed is no test.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, and_, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.answers.submissions import Submission
from records.clients import Client
from records.closed.closed_months import Closure
from records.db import Base, instant, key, locked_by_name
from records.delivered.deliveries import forget_bodies
from records.engine.shredding import shredding
from records.erasing.finding import answers_of, names_of, naming
from records.erasing.mentions import forget_mails
from records.forming.forms import Form
from records.mail import Mail
from records.spam.held import HeldStep, HeldSubmission
from records.spam.taking_out import CannotBeSpam, sendings, take_out
from records.staff.users import User

DOOR = "web"


class RemovedTest(Base):
    """A test of a form was taken out; whose it was is not kept."""

    __tablename__ = "removed_tests"

    id: Mapped[key]
    form_id: Mapped[int | None] = mapped_column(ForeignKey("forms.id"))
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    form: Mapped[Form | None] = relationship()
    user: Mapped[User] = relationship()


class NoTest(ValueError):
    """The client cannot be taken out as a test; the message says why, and what to do."""


def check_is_test(session: Session, client: Client) -> list[Submission]:
    """The submissions that would go with a client. Raises NoTest."""
    told = answers_of(session, client)
    if not told or any(each.door != DOOR for each in told):
        raise NoTest(f"{client.name} did not come by your form alone, so this is no test of it.")
    month = client.came_on.replace(day=1)
    if session.scalars(select(Closure).where(Closure.month == month, ~Closure.reopening.has())).first():
        raise NoTest(f"The month in which {client.name} came is closed. Open it again first.")
    try:
        found = sendings(session, told)
    except CannotBeSpam as problem:
        raise NoTest(str(problem).replace("spam", "a test")) from problem
    if any(each.client is None for each in found):
        raise NoTest(f"{client.name} was known before they sent the form, so this is no test of it.")
    return list(told)


def remove_test(session: Session, client: Client, at: datetime, user: User) -> RemovedTest:
    """Take a test out for good. Raises NoTest."""
    locked_by_name(session, f"erasing client {client.id}")
    told = check_is_test(session, client)
    shredding(session)
    names = names_of(session, client, told)
    form_id = told[0].form_version.form_id if told[0].form_version else None
    forget_mails(session, client, told, names, at)
    if names:
        forget_bodies(session, naming(names))
    _forget_where_it_was(session, client, told)
    for sending in sendings(session, told):
        take_out(session, sending, at)
    removed = RemovedTest(form_id=form_id, at=at, user_id=user.id)
    session.add(removed)
    session.flush()
    return removed


def _forget_where_it_was(session: Session, client: Client, told: Sequence[Submission]) -> None:
    """Mails and what was held back say nothing of it any more: on SQLite its numbers may be given to somebody else."""
    numbers = [each.id for each in told]
    about_client = and_(Mail.about_table == Client.__tablename__, Mail.about_id == client.id)
    about_answer = and_(Mail.about_table == Submission.__tablename__, Mail.about_id.in_(numbers))
    unsaid = update(Mail).where(or_(about_client, about_answer)).values(about_table=None, about_id=None, once=None)
    held = select(HeldSubmission.id).where(HeldSubmission.submission_id.in_(numbers))
    for statement in (
        unsaid,
        delete(HeldStep).where(HeldStep.held_id.in_(held)),
        delete(HeldSubmission).where(HeldSubmission.submission_id.in_(numbers)),
    ):
        session.execute(statement, execution_options={"synchronize_session": "fetch"})
