"""What staff say of the first steps: that the form is right as it is, and that the list is to be put away."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.forming.forms import FormVersion
from records.staff.users import User

_LOCK = "first steps"


class StepsPutAway(Base):
    """An owner put the list of first steps away; it is shown again once somebody has brought it back."""

    __tablename__ = "first_steps_put_away"

    id: Mapped[key]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    back_at: Mapped[instant | None]
    back_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    back_by: Mapped[User | None] = relationship(foreign_keys=[back_by_id])


class FormConfirmed(Base):
    """Somebody has looked at a version of a form and found it right as it is."""

    __tablename__ = "forms_confirmed"

    id: Mapped[key]
    form_version_id: Mapped[int] = mapped_column(ForeignKey("form_versions.id"), unique=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    version: Mapped[FormVersion] = relationship()
    user: Mapped[User] = relationship()


def steps_put_away(session: Session) -> StepsPutAway | None:
    """Who put the list away and when; None while it is there."""
    those = select(StepsPutAway).where(StepsPutAway.back_at.is_(None)).order_by(StepsPutAway.id)
    return session.scalars(those).first()


def put_steps_away(session: Session, at: datetime, user: User) -> StepsPutAway:
    """Put the list away for everybody; where somebody was faster, theirs stands."""
    locked_by_name(session, _LOCK)
    found = steps_put_away(session)
    if found is None:
        found = StepsPutAway(at=at, user_id=user.id)
        session.add(found)
        session.flush()
    return found


def bring_steps_back(session: Session, at: datetime, user: User) -> None:
    """Show the list again; who had put it away stays written down."""
    locked_by_name(session, _LOCK)
    found = steps_put_away(session)
    if found is not None:
        found.back_at, found.back_by_id = at, user.id
        session.flush()


def confirm_form(session: Session, version: FormVersion, at: datetime, user: User) -> FormConfirmed:
    """Keep that somebody has looked at a version and found it right; the first to say so stands."""
    locked_by_name(session, _LOCK)
    found = session.scalars(select(FormConfirmed).where(FormConfirmed.form_version_id == version.id)).first()
    if found is None:
        found = FormConfirmed(form_version_id=version.id, at=at, user_id=user.id)
        session.add(found)
        session.flush()
    return found
