"""Which clients a mail names because they allow it: once one of them takes that back, the mail is not sent."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.clients import Client
from records.consents import named
from records.consents.unnamed import named_by
from records.db import Base, key
from records.mail import Mail


class MailLeave(Base):
    """A mail that waits rests on the leave of a client to be named."""

    __tablename__ = "mail_leaves"

    id: Mapped[key]
    mail_id: Mapped[int] = mapped_column(ForeignKey("mails.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)


def rests_on_leave(session: Session, mail: Mail, clients: Iterable[Client]) -> None:
    """Keep whose leave a queued mail needs until it is sent: of these clients those whom its words name.

    Whom it names without leave only seemingly, such as "Will" in "will you", it needs none of.
    """
    naming = named_by(clients, f"{mail.subject}\n{mail.text}")
    needed = named(session, [each.id for each in naming])
    kept = set(session.scalars(select(MailLeave.client_id).where(MailLeave.mail_id == mail.id)))
    session.add_all(MailLeave(mail_id=mail.id, client_id=number) for number in sorted(needed - kept))
    session.flush()


def lacks_leave(session: Session, mail: Mail) -> bool:
    """Whether a client whom the mail names does not allow it any more, or was erased."""
    clients = list(session.scalars(select(MailLeave.client_id).where(MailLeave.mail_id == mail.id)))
    return bool(clients) and named(session, clients) != set(clients)
