"""Which addresses the firm says that it may write to, and on what basis.

Who filled in the firm's form asked for an answer, so that they may be written to about that. Of all others somebody
says so, for one client or for a whole import, and on what basis, which is kept.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, exists, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.answers.submissions import IMPORTED, Submission
from records.clients import Client
from records.db import Base, instant, key
from records.imports import Import
from records.staff.users import User


class Permission(Base):
    """Somebody has said that the firm may write to a client, or to the clients of an import, and why it may.

    One that was taken back says by whom and when, and allows nothing any more.
    """

    __tablename__ = "mail_permissions"

    id: Mapped[key]
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)
    basis: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[instant | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client | None] = relationship()
    record: Mapped[Import | None] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])


def allow_client(session: Session, client: Client, basis: str, at: datetime, user: User) -> Permission:
    """Keep that the firm may write to a client, and on what basis."""
    return _keep(session, Permission(client=client, basis=basis.strip(), at=at, user=user))


def allow_import(session: Session, record: Import, basis: str, at: datetime, user: User) -> Permission:
    """Keep that the firm may write to all clients that an import has brought, and on what basis."""
    return _keep(session, Permission(record=record, basis=basis.strip(), at=at, user=user))


def end_permission(session: Session, permission: Permission, at: datetime, user: User) -> None:
    """Take back that the firm may write to somebody; what waits to be sent to them on this basis is not sent."""
    if permission.ended_at is None:
        permission.ended_at, permission.ended_by_id = at, user.id
        session.flush()


def permissions_of(session: Session, of: Client | Import) -> Sequence[Permission]:
    """What was said of a client or of an import, the newest first, what was taken back included."""
    those = Permission.client_id == of.id if isinstance(of, Client) else Permission.import_id == of.id
    newest = select(Permission).where(those).options(joinedload(Permission.user)).order_by(Permission.id.desc())
    return session.scalars(newest).all()


def _keep(session: Session, permission: Permission) -> Permission:
    session.add(permission)
    session.flush()
    return permission


def is_allowed() -> ColumnElement[bool]:
    """Clients whom the firm may write to."""
    return or_(
        exists().where(Submission.client_id == Client.id, Submission.door != IMPORTED).correlate(Client),
        exists().where(Permission.client_id == Client.id, Permission.ended_at.is_(None)).correlate(Client),
        exists().where(Permission.import_id == Client.import_id, Permission.ended_at.is_(None)).correlate(Client),
    )


def may_write_to(session: Session, client: Client) -> bool:
    """Whether the firm may write to a client."""
    return bool(session.scalar(select(exists().where(Client.id == client.id, is_allowed()))))
