"""Thank-you mails before they are sent: drafted from a template, changed by staff, sent on approval."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.clients import Client
from records.clients.contacts import email_key
from records.consents import named
from records.consents.mail_leaves import rests_on_leave
from records.consents.unnamed import named_without_leave
from records.db import Base, instant, key
from records.firm import the_firm
from records.mail import send_later
from records.relations.thanking.thanks import CannotThank, How, Thanks, thank
from records.relations.thanking.wording import Words, filled_in, listed, words_for
from records.sources import Source
from records.staff.users import User


class ThanksDraft(Base):
    """A mail that waits for approval; it goes away when it is sent or dropped."""

    __tablename__ = "thanks_drafts"
    __table_args__ = (Index(None, "partner_id"),)

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    subject: Mapped[str]
    text: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    user: Mapped[User] = relationship()
    about: Mapped[list["ThanksDraftFor"]] = relationship(
        back_populates="draft", order_by="ThanksDraftFor.id", cascade="all, delete-orphan"
    )

    @property
    def clients(self) -> list[Client]:
        """Whom it is about."""
        return [each.client for each in self.about]

    @property
    def digest(self) -> str:
        """What somebody has seen who approves of it: other words, another partner or other clients have another one."""
        seen = [str(self.partner_id), *(str(each.client_id) for each in self.about), self.subject, self.text]
        return hashlib.sha256("\0".join(seen).encode("utf-8", "replace")).hexdigest()[:16]


class ThanksDraftFor(Base):
    """A referral that a draft is about."""

    __tablename__ = "thanks_drafts_for"
    __table_args__ = (Index(None, "draft_id"), Index(None, "client_id"))

    id: Mapped[key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("thanks_drafts.id"))
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))

    draft: Mapped[ThanksDraft] = relationship(back_populates="about")
    client: Mapped[Client] = relationship(lazy="joined", innerjoin=True)


def first_words(session: Session, partner: Source, clients: Iterable[Client], user: User) -> Words:
    """The template filled in: with the names of those clients who agreed, or of nobody where none did."""
    clients = list(clients)
    may = named(session, [client.id for client in clients])
    names = [client.name for client in clients if client.id in may]
    template = words_for(session, bool(names))
    return filled_in(
        template, partner=partner.name, clients=listed(names), firm=the_firm(session).name, signer=user.name
    )


def write_draft(session: Session, partner: Source, clients: Iterable[Client], at: datetime, user: User) -> ThanksDraft:
    """A draft from the template. Raises CannotThank for nobody and for a partner without an address."""
    clients = list(clients)
    if not clients:
        raise CannotThank("choose at least one referral to thank for")
    _address(partner)
    words = first_words(session, partner, clients, user)
    draft = ThanksDraft(partner=partner, subject=words.subject, text=words.text, at=at, user=user)
    draft.about = [ThanksDraftFor(client=client) for client in clients]
    session.add(draft)
    session.flush()
    return draft


def change_draft(session: Session, draft: ThanksDraft, words: Words) -> None:
    """Give a draft other words. Raises CannotThank if they name somebody who has not agreed."""
    _check_names(session, draft, words)
    draft.subject, draft.text = words
    session.flush()


def drop_draft(session: Session, draft: ThanksDraft) -> None:
    """Throw a draft away; its referrals wait on."""
    session.delete(draft)
    session.flush()


def send_draft(session: Session, draft: ThanksDraft, on: date, at: datetime, user: User) -> Thanks:
    """Approve a draft: it is mailed to the partner, and its referrals are acknowledged.

    Raises CannotThank if it names somebody who has not agreed (any more), if a referral was acknowledged meanwhile or
    counts for the partner no longer, and if the partner has no address, or one that a client has; BadMail if the
    address is none.
    """
    partner, clients = draft.partner, draft.clients
    words = Words(draft.subject, draft.text)
    _check_names(session, draft, words)
    to = _address(partner)
    if email_key(to) in {client.email_key for client in clients}:
        raise CannotThank(f"{to} is the address of a client whom this is about; a client is never mailed here")
    thanks = thank(session, partner, How.MAIL, on, at, user, clients=clients)
    thanks.mail = send_later(
        session,
        "thanks",
        to,
        words.subject,
        words.text,
        at,
        name=partner.name,
        about=thanks,
        user=user,
        once=f"thanks {thanks.id}",
    )
    rests_on_leave(session, thanks.mail, clients)
    drop_draft(session, draft)
    return thanks


def drafts(session: Session) -> list[ThanksDraft]:
    """Every draft that waits, the oldest first."""
    return list(session.scalars(select(ThanksDraft).order_by(ThanksDraft.id)))


def without_leave(session: Session, draft: ThanksDraft, words: Words) -> list[Client]:
    """The clients whom these words would name to the partner although they have not agreed."""
    usual = first_words(session, draft.partner, draft.clients, draft.user)
    return named_without_leave(
        session, draft.partner, draft.clients, f"{words.subject}\n{words.text}", usual=f"{usual.subject} {usual.text}"
    )


def _check_names(session: Session, draft: ThanksDraft, words: Words) -> None:
    found = without_leave(session, draft, words)
    if found:
        names = listed([client.name for client in found])
        raise CannotThank(f"{names} did not agree to be named to {draft.partner.name}; take the name out of the mail")


def _address(partner: Source) -> str:
    if partner.partner is None or not partner.partner.email.strip():
        raise CannotThank(f"there is no e-mail address of {partner.name}; add it to the partner first")
    return partner.partner.email
