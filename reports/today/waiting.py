"""How much waits for somebody: counted by the conditions of the lists that each figure leads to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Decision, Standing
from records.answers.submissions import Submission
from records.clients import Client
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import, ImportState
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.relations.given.referrals import ReferralGiven
from records.relations.thanking.drafts import ThanksDraft
from records.reviews.putting_off import PutOff, is_put_off
from records.staff.users import User
from reports.coverage import What, clients_covered
from reports.relations.given.referrals_listed import is_due

RECENT = timedelta(days=30)
"""Who came longer ago and was never asked is no matter of today: past clients are asked by a mailing."""


class Counts(NamedTuple):
    """``put_off`` of the open answers are put off by the person who looks; the first of all is of ``oldest``.

    ``conflicts`` are clients who said one thing and clicked another; ``not_asked`` are of those who came since a day.
    """

    put_off: int
    oldest: datetime | None
    conflicts: int
    not_asked: int
    drafts: int
    outcomes_due: int


def counts_of(session: Session, user: User, now: datetime, today: date) -> Counts:
    """All of them by one statement."""
    waits = select(Decision.submission_id).where(Decision.is_open)
    unasked = clients_covered(session, What.NOT_ASKED, came_since(today), today).those
    disagree: list[ColumnElement[bool]] = [Credit.role == Role.INTRODUCED_BY, Credit.position == 0]
    counted: list[Select[Any]] = [
        select(func.count()).select_from(PutOff).where(is_put_off(user, now), PutOff.submission_id.in_(waits)),
        select(func.min(Submission.received_at)).where(Submission.id.in_(waits)),
        select(func.count()).select_from(Credit).where(*disagree, Credit.standing == Standing.CONFLICT),
        select(func.count()).select_from(Client).where(unasked),
        select(func.count()).select_from(ThanksDraft),
        select(func.count()).select_from(ReferralGiven).where(*is_due(today)),
    ]
    return Counts(*session.execute(select(*(each.scalar_subquery() for each in counted))).one())


def came_since(today: date) -> date:
    """The first day of those whom it is not too late to ask."""
    return today - RECENT


def money_of_open(session: Session) -> Mapping[str, int]:
    """What the clients of all open answers have paid so far, in minor units by currency, as the queue tells it."""
    clients = select(Submission.client_id).join(Decision, Decision.submission_id == Submission.id)
    paid = select(Payment.currency, func.sum(Payment.amount)).where(
        Payment.client_id.in_(clients.where(Decision.is_open)),
        Payment.kind == PaymentKind.RECEIVED,
        payments_that_count(),
    )
    return {code: int(amount) for code, amount in session.execute(paid.group_by(Payment.currency)).tuples()}


class File(NamedTuple):
    """An import that waits for somebody: one that was not finished, or one with rows of which somebody is asked."""

    number: int
    filename: str
    state: ImportState
    asked: int


def files_waiting(session: Session) -> Sequence[File]:
    """These imports, the newest first, as their list has them."""
    rows = select(StagedRow.import_id, func.count().label("asked")).where(StagedRow.state == RowState.ASKED)
    asked = rows.group_by(StagedRow.import_id).subquery()
    many = func.coalesce(asked.c.asked, 0)
    is_over = Import.state.in_((ImportState.FINISHED, ImportState.UNDONE))
    those = select(Import.id, Import.filename, Import.state, many).outerjoin(asked, asked.c.import_id == Import.id)
    waits = (Import.state == ImportState.FINISHED) & (Import.kind == "payments") & (many > 0)
    found = those.where(Import.kind != "keywords", or_(waits, ~is_over))
    return [File(*row) for row in session.execute(found.order_by(Import.id.desc())).tuples()]
