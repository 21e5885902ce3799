"""Who was erased, when, and by whom: the row that stays."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.db import Base, instant
from records.users import User

ERASED = "Erased client"
"""The name of everybody who was erased."""
WHY = "The person was erased."
"""What stands where a reason quoted their words."""


class Erasure(Base):
    """A client was erased. Without a user it was done on the command line."""

    __tablename__ = "erasures"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, autoincrement=False)
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship()
    user: Mapped[User | None] = relationship()


def erasure_of(session: Session, client_id: int) -> Erasure | None:
    """The erasure of a client, None while they are known."""
    return session.get(Erasure, client_id)
