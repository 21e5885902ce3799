"""The draft of a form: what will be asked next, changed by staff until it is published as a version.

A draft keeps whatever somebody has typed; what is wrong with it is said beside it and stops only the publication.
"""

import copy
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.forming.definitions import completed
from records.forming.forms import Form, FormVersion
from records.staff.users import User


class ChangedMeanwhile(Exception):
    """Somebody else has saved, published or discarded the draft since the page was made.

    ``draft`` is the draft as it stands now, None if there is none any more.
    """

    def __init__(self, draft: "FormDraft | None") -> None:
        super().__init__("the draft was changed meanwhile")
        self.draft = draft


class FormDraft(Base):
    """What a form will ask. ``revision`` grows with each change and is never used twice for one form; a draft begins
    with its ``first_revision``.

    ``version`` is the version that it was begun from; a new form has none.
    """

    __tablename__ = "form_drafts"

    id: Mapped[key]
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"), unique=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("form_versions.id"))
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int]
    first_revision: Mapped[int]
    changed_at: Mapped[instant]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    form: Mapped[Form] = relationship()
    version: Mapped[FormVersion | None] = relationship()
    changed_by: Mapped[User | None] = relationship()


def draft_of(session: Session, form: Form) -> FormDraft | None:
    """The draft of a form, if there is one."""
    return session.scalars(select(FormDraft).where(FormDraft.form_id == form.id)).first()


def versions_of(session: Session, form: Form) -> Sequence[FormVersion]:
    """Every version of a form, the newest first."""
    return session.scalars(
        select(FormVersion).where(FormVersion.form_id == form.id).order_by(FormVersion.number.desc())
    ).all()


def newest_version(session: Session, form: Form) -> FormVersion | None:
    """What a form asks at present, if it was ever published."""
    newest = select(FormVersion).where(FormVersion.form_id == form.id).order_by(FormVersion.number.desc())
    return session.scalars(newest.limit(1)).first()


def start_draft(
    session: Session, form: Form, user: User | None, at: datetime, version: FormVersion | None = None
) -> FormDraft:
    """The draft of a form, begun from its newest version or from this one; a draft that is there stays as it is."""
    _lock(session, form)
    draft = draft_of(session, form)
    if draft:
        return draft
    begun_from = version or newest_version(session, form)
    definition = completed(copy.deepcopy(begun_from.definition) if begun_from else {})
    return add_draft(session, form, definition, user, at, begun_from)


def add_draft(
    session: Session,
    form: Form,
    definition: Mapping[str, Any],
    user: User | None,
    at: datetime,
    version: FormVersion | None = None,
) -> FormDraft:
    """The first draft of a form that has none."""
    first = _next_revision(session, form)
    draft = FormDraft(
        form=form,
        version=version,
        definition=dict(definition),
        revision=first,
        first_revision=first,
        changed_at=at,
        changed_by_id=user.id if user else None,
    )
    session.add(draft)
    session.flush()
    return draft


def save_draft(
    session: Session, form: Form, definition: Mapping[str, Any], seen_revision: int, user: User | None, at: datetime
) -> FormDraft:
    """Keep what a form will ask. ``seen_revision`` is the draft's when the page was made, 0 where there was none.

    Saving what is there already changes nothing. Raises ChangedMeanwhile.
    """
    _lock(session, form)
    if seen_revision == 0 and draft_of(session, form) is None:
        return add_draft(session, form, definition, user, at, newest_version(session, form))
    draft = _seen(session, form, seen_revision)
    if draft.definition != definition:
        draft.definition = dict(definition)
        draft.revision = _next_revision(session, form)
        draft.changed_at, draft.changed_by_id = at, user.id if user else None
        session.flush()
    return draft


def discard_draft(session: Session, form: Form, seen_revision: int) -> None:
    """Throw the draft of a form away. Raises ChangedMeanwhile."""
    session.delete(_seen(session, form, seen_revision))
    session.flush()


def _seen(session: Session, form: Form, revision: int) -> FormDraft:
    _lock(session, form)
    draft = draft_of(session, form)
    if draft:
        session.refresh(draft)
    if draft is None or draft.revision != revision:
        raise ChangedMeanwhile(draft)
    return draft


def _lock(session: Session, form: Form) -> None:
    locked_by_name(session, f"draft of form {form.id}")


def _next_revision(session: Session, form: Form) -> int:
    form.revision = (session.scalar(select(func.max(Form.revision)).where(Form.id == form.id)) or 0) + 1
    session.flush()
    return form.revision
