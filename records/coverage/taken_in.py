"""Which member of staff took a new client in, so that it can be seen who asks them and who does not."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.db import Base, instant
from records.staff.users import User


class TakenIn(Base):
    """Somebody entered a new client at the desk or on the phone, whether they asked them or not."""

    __tablename__ = "taken_in"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[instant]

    user: Mapped[User] = relationship()


def note_taken_in(session: Session, client: Client, at: datetime, user: User) -> None:
    """Keep who took a client in, if they are new; who was known already is nobody's new client."""
    if client.created_at == at and session.get(TakenIn, client.id) is None:
        session.add(TakenIn(client_id=client.id, user_id=user.id, at=at))
        session.flush()
