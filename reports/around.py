"""What stands around every staff page: how much waits for somebody, and the firm's form, told by one statement."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from records.answers.credits import Decision
from records.delivered.deliveries import Delivery, DeliveryState
from records.forming.forms import Form, is_public
from records.importing.going_in.staging import RowState, StagedRow
from records.imports import Import, ImportState
from records.mail import Mail
from records.mail.mail_queue import failed
from records.spam.held import HeldSubmission, Place


class Around(NamedTuple):
    """How many answers wait for a person, submissions wait for a look or are spam, and failed mails do.

    Then how many payments of files and of other programs wait for somebody to say who paid, and the first public form.
    """

    answers: int
    held_back: int
    spam: int
    mails: int
    payments_of_files: int
    payments_of_programs: int
    form: str | None


def around(session: Session) -> Around:
    """Count it all at once: each count is quick, and a statement for each of them took longer than all of them."""
    return Around(*session.execute(_statement()).one())


@cache
def _statement() -> Select[Any]:
    finished = select(Import.id).where(Import.state == ImportState.FINISHED, Import.kind == "payments")
    held = select(func.count()).select_from(HeldSubmission)
    counted: list[Select[Any]] = [
        select(func.count()).select_from(Decision).where(Decision.is_open),
        held.where(HeldSubmission.place == Place.WAITS),
        held.where(HeldSubmission.place == Place.SPAM),
        select(func.count()).select_from(Mail).where(failed()),
        select(func.count()).where(StagedRow.import_id.in_(finished), StagedRow.state == RowState.ASKED),
        select(func.count()).where(Delivery.state == DeliveryState.WAITS),
        select(Form.slug).where(is_public()).order_by(Form.id).limit(1),
    ]
    return select(*(each.scalar_subquery() for each in counted))
