"""Correcting what is known of a client: a slip of the pen at the desk, another telephone, the day they really came.

What they wrote themselves stays in their submissions as they wrote it. Each thing that is another one now is a row
with who changed it and when.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from attribution import fold
from records.answers.erasures import erasure_of
from records.clients import Client
from records.clients.contacts import email_key, phone_key
from records.db import Base, instant, key
from records.firm import directory_changed, the_firm
from records.mail.opt_outs import opt_out, wants_no_mail
from records.sources import Source
from records.staff.users import User
from records.totals import follow

_MOST = 10
"""A family or a firm may share one telephone."""


class Corrected(StrEnum):
    """What of a client was another one before."""

    NAME = "name"
    EMAIL = "e-mail"
    PHONE = "phone"
    COMPANY = "company"
    DAY = "day"


class ClientChange(Base):
    """One thing that is known of a client was ``before`` and is ``after``, both as text; a day as ISO 8601 has it."""

    __tablename__ = "client_changes"

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    what: Mapped[Corrected]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship()
    user: Mapped[User] = relationship()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What staff can correct of a client. ``came_on`` is a calendar day of the firm."""

    name: str
    email: str
    phone: str
    company: str
    came_on: date


class CannotCorrect(ValueError):
    """What cannot be meant of a client; the message says why and what would do."""


def correct_client(session: Session, client: Client, known: Known, at: datetime, user: User) -> list[ClientChange]:
    """Give a client another name, contacts, company or day; totals follow a day. Returns what is another one now.

    The source that the client is, if they have sent somebody, is called as they are. Who wanted no mail at the old
    address gets none at the new one. Raises CannotCorrect for no name and for a day that is still to come.
    """
    if not fold(known.name):
        raise CannotCorrect("a name needs at least one letter or digit")
    firm = the_firm(session)
    if known.came_on > firm.today(at):
        raise CannotCorrect("nobody came on a day that is still to come; today is the last one possible")
    flagged = session.scalars(select(Client).where(Client.same_contact_as_id == client.id)).all()
    # Nobody else changes them from here on, and what they are now is what this is compared with.
    follow(session, [client.id, *(each.id for each in flagged)])
    session.refresh(client)
    if erasure_of(session, client.id) is not None:
        raise CannotCorrect("this person was erased, and nothing of them may come back")
    changes = [
        ClientChange(client=client, what=what, before=before, after=after, at=at, user=user)
        for what, before, after in _changed(client, known)
    ]
    if not changes:
        return []
    session.add_all(changes)
    name, email = client.name, client.email
    client.name, client.name_key = known.name.strip(), fold(known.name)
    client.email, client.email_key = known.email.strip(), email_key(known.email)
    client.phone, client.phone_key = known.phone.strip(), phone_key(known.phone, firm.country)
    client.company, client.came_on = known.company.strip(), known.came_on
    session.flush()
    changed = {each.what for each in changes}
    if Corrected.NAME in changed:
        _rename_their_source(session, client, name)
    if Corrected.EMAIL in changed and client.email_key and email and wants_no_mail(session, email):
        opt_out(session, client.email, at)
    if changed & {Corrected.EMAIL, Corrected.PHONE}:
        _flag_anew(session, client, flagged)
    return changes


def changes_of_client(session: Session, client: Client) -> Sequence[ClientChange]:
    """What was corrected of a client, the newest first."""
    those = select(ClientChange).where(ClientChange.client_id == client.id).options(joinedload(ClientChange.user))
    return session.scalars(those.order_by(ClientChange.at.desc(), ClientChange.id.desc())).all()


def addresses_before(session: Session, client: Client) -> Sequence[str]:
    """The e-mail addresses that a client had until somebody corrected them."""
    those = select(ClientChange.before).where(ClientChange.client_id == client.id, ClientChange.what == Corrected.EMAIL)
    return session.scalars(those.order_by(ClientChange.id)).all()


def with_same_contact(session: Session, client: Client) -> Sequence[Client]:
    """The other clients who have the same e-mail or phone by now, the oldest first, ten at most."""
    ways = [Client.email_key == client.email_key] if client.email_key else []
    ways += [Client.phone_key == client.phone_key] if client.phone_key else []
    if not ways:
        return []
    others = select(Client).where(or_(*ways), Client.id != client.id).order_by(Client.id)
    return session.scalars(others.limit(_MOST)).all()


def _changed(client: Client, known: Known) -> Iterator[tuple[Corrected, str, str]]:
    pairs = (
        (Corrected.NAME, client.name, known.name.strip()),
        (Corrected.EMAIL, client.email, known.email.strip()),
        (Corrected.PHONE, client.phone, known.phone.strip()),
        (Corrected.COMPANY, client.company, known.company.strip()),
        (Corrected.DAY, client.came_on.isoformat(), known.came_on.isoformat()),
    )
    return ((what, before, after) for what, before, after in pairs if before != after)


def _rename_their_source(session: Session, client: Client, before: str) -> None:
    """Clients who sent somebody are in the directory; a source that was renamed by itself keeps its name."""
    source = session.scalars(select(Source).where(Source.client_id == client.id)).unique().first()
    if source is not None and source.name == before:
        source.name, source.name_key = client.name, client.name_key
        session.flush()
        directory_changed(session, source.id)


def _flag_anew(session: Session, client: Client, flagged: Iterable[Client]) -> None:
    """Who is marked for having given another's contact is so by the contact that they have now."""
    for other in flagged:
        if not share_contact(client, other):
            other.same_contact_as = None
    earlier = (other for other in with_same_contact(session, client) if other.id < client.id)
    client.same_contact_as = next(earlier, None)
    session.flush()


def share_contact(one: Client, other: Client) -> bool:
    """Whether two clients have the same e-mail or phone by now."""
    same_email = one.email_key is not None and one.email_key == other.email_key
    return same_email or (one.phone_key is not None and one.phone_key == other.phone_key)
