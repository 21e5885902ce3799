"""What came by a form: each filled form with who sent it, which version they saw, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from records.answers.submissions import Submission
from records.forming.forms import Form, FormVersion


@dataclass(frozen=True, slots=True)
class Answered:
    """One page of what came, and how much there is in all."""

    submissions: Sequence[Submission]
    in_all: int


def answered(session: Session, form: Form, number: int | None = None, page: int = 1, size: int = 50) -> Answered:
    """What came by a form, the newest first; with a version's ``number`` only what came by that one."""
    those = select(Submission).join(Submission.form_version).where(FormVersion.form_id == form.id)
    if number is not None:
        those = those.where(FormVersion.number == number)
    in_all = session.scalar(select(func.count()).select_from(those.with_only_columns(Submission.id).subquery())) or 0
    shown = those.options(contains_eager(Submission.form_version), joinedload(Submission.client))
    shown = shown.order_by(Submission.received_at.desc(), Submission.id.desc()).limit(size).offset((page - 1) * size)
    return Answered(session.scalars(shown).all(), in_all)
