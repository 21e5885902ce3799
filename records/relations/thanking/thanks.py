"""Thanks: an acknowledgement given to a partner, for referrals or for nothing in particular.

A referral received is a client with an introduced-by credit to the partner. It is acknowledged once a thanks for it
stands; one that was undone, or whose mail could not be sent, does not.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import Role
from records.answers.credits import Credit, Standing
from records.clients import Client
from records.db import Base, instant, key, locked_by_name
from records.engine.many_values import among
from records.mail import Mail
from records.mail.mail_queue import is_being_sent, leave_it
from records.relations.fees.ledger import Given, LedgerEntry, give
from records.sources import Source
from records.staff.users import User


class How(StrEnum):
    """How somebody was thanked."""

    MAIL = "mail"
    CARD = "card"
    CALL = "call"
    GIFT = "gift"


class CannotThank(ValueError):
    """A thanks that cannot be given, or taken back; the message says why and what would do."""


class Whom(NamedTuple):
    """A client who was sent, by number and name: all that a thanks has to know of tens of thousands."""

    id: int
    name: str


class Thanks(Base):
    """One acknowledgement of one day. ``mail_id`` is the mail that it was; what it was worth is its ledger entry.

    One that was undone says by whom and when.
    """

    __tablename__ = "thanks"
    __table_args__ = (Index(None, "partner_id"), Index(None, "mail_id"))

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    how: Mapped[How]
    thanked_on: Mapped[date]
    words: Mapped[str]
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id"))
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    mail: Mapped[Mail | None] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])
    referrals: Mapped[list["ThanksFor"]] = relationship(back_populates="thanks", order_by="ThanksFor.id")
    entry: Mapped[LedgerEntry | None] = relationship(
        primaryjoin="LedgerEntry.thanks_id == Thanks.id", foreign_keys=[LedgerEntry.thanks_id], uselist=False
    )

    @property
    def worth(self) -> int | None:
        """What it was worth, in minor units of the currency of its ledger entry; None for what costs nothing."""
        return self.entry.amount if self.entry else None


class ThanksFor(Base):
    """A referral that a thanks was for: the client whom the partner sent."""

    __tablename__ = "thanks_for"
    __table_args__ = (Index(None, "thanks_id"), Index(None, "client_id"))

    id: Mapped[key]
    thanks_id: Mapped[int] = mapped_column(ForeignKey("thanks.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))

    thanks: Mapped[Thanks] = relationship(back_populates="referrals")
    client: Mapped[Client] = relationship()


def thank(
    session: Session,
    partner: Source,
    how: How,
    on: date,
    at: datetime,
    user: User | None,
    *,
    clients: Iterable[Client | Whom] = (),
    worth: int | None = None,
    currency: str | None = None,
    words: str = "",
    over_because: str = "",
) -> Thanks:
    """Write down that a partner was thanked, for the referrals of these clients or for none in particular.

    ``worth`` is in minor units of ``currency`` and goes into the ledger. Raises CannotThank where a client was not
    sent by the partner or is acknowledged already, and OverLimit (a BadEntry) as ``ledger.give``.
    """
    if partner.partner is None:
        raise CannotThank(f"{partner.name} is no partner; only partners are thanked here")
    # A second click on the same button must find what the first one has done.
    locked_by_name(session, f"thanks to {partner.id}")
    covered = list({client.id: client for client in clients}.values())
    sent = sent_by(session, partner, [client.id for client in covered])
    done = acknowledged(session, partner, [client.id for client in covered])
    for client in covered:
        if client.id not in sent:
            raise CannotThank(f"{client.name} does not count for {partner.name}, so there is nothing to thank for")
        if client.id in done:
            raise CannotThank(f"{partner.name} has been thanked for {client.name} already")
    if worth is not None and currency is None:
        raise CannotThank("say in which currency it was worth so much")
    thanks = Thanks(partner=partner, how=how, thanked_on=on, words=words.strip(), at=at, user=user)
    session.add(thanks)
    session.flush()
    if covered:
        session.execute(insert(ThanksFor), [{"thanks_id": thanks.id, "client_id": client.id} for client in covered])
    if worth is not None and currency is not None:
        give(
            session,
            partner,
            Given.GIFT,
            worth,
            currency,
            on,
            at,
            user,
            words=thanks.words,
            over_because=over_because,
            thanks_id=thanks.id,
        )
        session.expire(thanks, ["entry"])
    return thanks


def undo_thanks(session: Session, thanks: Thanks, at: datetime, user: User) -> None:
    """Take a thanks back: its referrals wait again, its gift counts nowhere, and its mail is stopped.

    Raises CannotThank if that was done already, or its mail has gone out.
    """
    if thanks.undone_at is not None:
        raise CannotThank("this was taken back already")
    mail = thanks.mail
    if mail is not None and (mail.sent_at is not None or is_being_sent(mail, at)):
        raise CannotThank("the mail has gone out and cannot be taken back")
    if mail is not None:
        leave_it(session, mail, at, user)
    thanks.undone_at, thanks.undone_by = at, user
    if thanks.entry is not None and thanks.entry.undone_at is None:
        thanks.entry.undone_at, thanks.entry.undone_by = at, user
    session.flush()


@cache
def stands() -> ColumnElement[bool]:
    """The condition that a thanks acknowledges: nobody took it back, and its mail was not given up."""
    given_up = select(Mail.id).where(Mail.given_up_at.is_not(None))
    return Thanks.undone_at.is_(None) & or_(Thanks.mail_id.is_(None), Thanks.mail_id.not_in(given_up))


def acknowledged(session: Session, partner: Source, clients: Collection[int]) -> set[int]:
    """Those of these clients, by their numbers, for whom the partner has been thanked."""
    done = (
        select(ThanksFor.client_id)
        .join(Thanks)
        .where(Thanks.partner_id == partner.id, among(session, ThanksFor.client_id, clients), stands())
    )
    return set(session.scalars(done))


def sent_by(session: Session, partner: Source, clients: Collection[int]) -> set[int]:
    """Those of these clients, by their numbers, who count as introduced by the partner."""
    sent = select(Credit.client_id).where(
        among(session, Credit.client_id, clients),
        Credit.source_id == partner.id,
        Credit.role == Role.INTRODUCED_BY,
        Credit.standing == Standing.CREDITED,
    )
    return set(session.scalars(sent))


def thanks_of(session: Session, partner: Source) -> list[Thanks]:
    """Every thanks to a partner, the newest first, those that were undone included."""
    of_partner = select(Thanks).where(Thanks.partner_id == partner.id)
    return list(session.scalars(of_partner.order_by(Thanks.thanked_on.desc(), Thanks.id.desc())))
