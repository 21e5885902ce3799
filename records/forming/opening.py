"""A new form, its name and place, and whether it is open: a closed one asks nobody any more."""

import copy
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.firm import Office
from records.forming.definitions import completed
from records.forming.drafts import add_draft, draft_of, newest_version
from records.forming.forms import Form
from records.forming.pictures import FormPicture, add_picture
from records.staff.users import User

LONGEST_SLUG = 60
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadForm(ValueError):
    """A form that cannot be made so; ``where`` is what it is about, the message says what to do."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        self.where = where


class FormClosure(Base):
    """A form was closed by somebody; one that was opened again says by whom and when."""

    __tablename__ = "form_closures"

    id: Mapped[key]
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"), index=True)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[instant | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    form: Mapped[Form] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])


def new_form(
    session: Session,
    name: str,
    slug: str,
    language: str,
    office: Office,
    user: User | None,
    at: datetime,
    copy_of: Form | None = None,
    start: Mapping[str, Any] | None = None,
) -> Form:
    """A form with a draft: of what another form asks (its draft, else its newest version), or of a start.

    Nobody sees it before it is published. Raises BadForm.
    """
    name, slug = name.strip(), slug.strip()
    _check_name(name)
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise BadForm("slug", "Use small letters, digits and single hyphens, such as divorce-quincy.")
    locked_by_name(session, f"form {slug}")
    if session.scalars(select(Form).where(Form.slug == slug)).first():
        raise BadForm("slug", f"There is a form at /f/{slug} already. Choose another address.")
    form = Form(slug=slug, name=name, language=language, office=office)
    session.add(form)
    session.flush()
    definition: Mapping[str, Any] = start or {}
    if copy_of:
        asked = draft_of(session, copy_of) or newest_version(session, copy_of)
        definition = copy.deepcopy(asked.definition) if asked else {}
    whole = completed(definition)
    whole["look"]["logo"] = _own_logo(session, form, whole["look"]["logo"], user, at)
    add_draft(session, form, whole, user, at)
    return form


def change_form(session: Session, form: Form, name: str, language: str, office: Office) -> None:
    """Keep what a form is called, its language and its office; its address stays. Raises BadForm."""
    name = name.strip()
    _check_name(name)
    form.name, form.language, form.office = name, language, office
    session.flush()


def close_form(session: Session, form: Form, at: datetime, user: User | None) -> None:
    """Ask nobody by this form any more; one that is closed already stays as it is."""
    locked_by_name(session, f"closing form {form.id}")
    session.refresh(form)
    if form.closed_at is None:
        session.add(FormClosure(form=form, at=at, user_id=user.id if user else None))
        form.closed_at = at
        session.flush()


def reopen_form(session: Session, form: Form, at: datetime, user: User | None) -> None:
    """Ask by a closed form again; one that is open stays as it is."""
    locked_by_name(session, f"closing form {form.id}")
    session.refresh(form)
    closure = closure_of(session, form)
    if closure:
        closure.ended_at, closure.ended_by_id = at, user.id if user else None
    form.closed_at = None
    session.flush()


def closure_of(session: Session, form: Form) -> FormClosure | None:
    """Who closed a form that is closed, and when."""
    in_force = select(FormClosure).where(FormClosure.form_id == form.id, FormClosure.ended_at.is_(None))
    return session.scalars(in_force.order_by(FormClosure.id.desc())).first()


def _own_logo(session: Session, form: Form, number: int | None, user: User | None, at: datetime) -> int | None:
    """A picture of another form as one of this form's own: each is found at its own form's address."""
    picture = session.get(FormPicture, number) if number else None
    return add_picture(session, form, picture.content, at, user).id if picture else None


def _check_name(name: str) -> None:
    if not name:
        raise BadForm("name", "Type a name by which you know the form; clients do not see it.")
    if len(name) > 100:
        raise BadForm("name", "At most 100 characters.")
