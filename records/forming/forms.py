"""Forms that ask, and their published versions: what a client saw stays as it was asked."""

from typing import Any, NotRequired, TypedDict

from sqlalchemy import JSON, ColumnElement, ForeignKey, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.firm import Office
from records.staff.users import User


class ChoiceDefinition(TypedDict):
    """One choice of a version: what is shown, and the kind or source that stands behind it."""

    key: str
    label: str
    kind: NotRequired[str | None]
    source_id: NotRequired[int | None]
    follow_up: NotRequired[str]
    last: NotRequired[bool]


class Form(Base):
    """A form of one office, at ``/f/<slug>``. It is public once it has a published version, and until it is closed.

    ``revision`` is the newest that a draft of it had.
    """

    __tablename__ = "forms"

    id: Mapped[key]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    closed_at: Mapped[instant | None]

    office: Mapped[Office] = relationship()


class FormVersion(Base):
    """What a form asked from one publication on: never changed, so that old answers keep their question."""

    __tablename__ = "form_versions"
    __table_args__ = (UniqueConstraint("form_id", "number"),)

    id: Mapped[key]
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"))
    number: Mapped[int]
    published_at: Mapped[instant]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)

    form: Mapped[Form] = relationship()
    published_by: Mapped[User | None] = relationship()

    @property
    def choices(self) -> list[ChoiceDefinition]:
        """The choices in the order of the definition."""
        choices: list[ChoiceDefinition] = self.definition["choices"]
        return choices

    def choice(self, wanted: str) -> ChoiceDefinition | None:
        """The choice with this key, if the version has it."""
        return next((choice for choice in self.choices if choice["key"] == wanted), None)


def languages_of_versions(session: Session, besides: str) -> dict[int, str]:
    """The language of every version of a form by its number, ``besides`` one."""
    found = select(FormVersion.id, Form.language).join(Form, Form.id == FormVersion.form_id)
    return dict(session.execute(found.where(Form.language != besides)).tuples().all())


def published_version(session: Session, slug: str) -> FormVersion | None:
    """The newest version of the form at an address, or None if there is no such public form."""
    return session.scalars(
        select(FormVersion).join(Form).where(Form.slug == slug).order_by(FormVersion.number.desc()).limit(1)
    ).first()


def public_forms(session: Session) -> list[Form]:
    """Every form that has a published version and is not closed, the oldest first."""
    return list(session.scalars(select(Form).where(is_public()).order_by(Form.id)))


def is_public() -> ColumnElement[bool]:
    """The condition that a form has a published version and is not closed."""
    return and_(_is_published(), Form.closed_at.is_(None))


def published_forms(session: Session) -> list[Form]:
    """Every form that has a published version, those that are open first, then the oldest."""
    those = select(Form).where(_is_published()).order_by(Form.closed_at.is_not(None), Form.id)
    return list(session.scalars(those))


def _is_published() -> ColumnElement[bool]:
    return Form.id.in_(select(FormVersion.form_id))
