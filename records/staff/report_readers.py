"""Who gets the monthly report by mail: a row of each user who has switched it on for themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.db import Base, instant, locked_by_name
from records.staff.users import User


class ReportReader(Base):
    """A user gets the report since an instant; without a row they get none."""

    __tablename__ = "report_readers"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, autoincrement=False)
    since: Mapped[instant]

    user: Mapped[User] = relationship()


def gets_report(session: Session, user: User) -> bool:
    """Whether a user has switched the report on."""
    return session.get(ReportReader, user.id) is not None


def switch_on_report(session: Session, user: User, at: datetime) -> None:
    """Let a user have the report from now on; a second time changes nothing."""
    locked_by_name(session, f"report reader {user.id}")
    if not gets_report(session, user):
        session.add(ReportReader(user_id=user.id, since=at))
        session.flush()


def switch_off_report(session: Session, user: User) -> None:
    """Let a user have no more reports. What is queued already stays in the queue."""
    locked_by_name(session, f"report reader {user.id}")
    reader = session.get(ReportReader, user.id)
    if reader:
        session.delete(reader)
        session.flush()


def report_readers(session: Session) -> Sequence[ReportReader]:
    """Everybody who gets the report, by address. An account that was closed gets none."""
    those = select(ReportReader).join(ReportReader.user).where(User.may_sign_in())
    return session.scalars(those.options(joinedload(ReportReader.user)).order_by(User.email)).all()
