"""From which day on referrals wait for thanks: what lies before is taken as settled, as in a firm that begins late."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.engine.once import once
from records.staff.users import User


class ThanksStart(Base):
    """Somebody has said that only clients who came on this day or later wait; None says all. The newest counts."""

    __tablename__ = "thanks_starts"

    id: Mapped[key]
    first_day: Mapped[date | None]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship()


def begin_thanks(session: Session, first_day: date | None, at: datetime, user: User) -> ThanksStart:
    """Let only those wait who came on this day or later; None lets all wait again."""
    start = ThanksStart(first_day=first_day, at=at, user=user)
    session.add(start)
    session.flush()
    return start


def thanks_start(session: Session) -> ThanksStart | None:
    """What was said last, None if nobody has said anything."""
    newest = select(ThanksStart).order_by(ThanksStart.id.desc()).limit(1)
    return once(session, thanks_start, lambda: session.scalars(newest).first())
