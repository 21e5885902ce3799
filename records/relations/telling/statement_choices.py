"""Whether partners' statements show money: the firm chooses, a row each time, and the latest counts."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key
from records.staff.users import User


class StatementChoice(Base):
    """An owner's choice. Until there is one, statements show no money."""

    __tablename__ = "statement_choices"

    id: Mapped[key]
    shows_money: Mapped[bool]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship()


def choose(session: Session, shows_money: bool, at: datetime, user: User) -> StatementChoice:
    """Let statements show money from now on, or not."""
    choice = StatementChoice(shows_money=shows_money, at=at, user=user)
    session.add(choice)
    session.flush()
    return choice


def choice_in_force(session: Session) -> StatementChoice | None:
    """The latest choice, if anybody has made one."""
    return session.scalars(select(StatementChoice).order_by(StatementChoice.id.desc())).first()


def shows_money(session: Session) -> bool:
    """Whether statements show money."""
    choice = choice_in_force(session)
    return choice is not None and choice.shows_money
