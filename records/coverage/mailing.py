"""Asking a client by mail, once, and a polite reminder, once.

Nobody is asked who has answered, has been asked already, wants no mail, or whose address the firm has not marked as
one that it may write to. Each mail names the firm and its postal address, and can be stopped in one step (RFC 8058).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.erasures import erasure_of
from records.clients import Client
from records.coverage.askings import Asking, How, askings_of, has_answered, is_answered, note_asked, stands
from records.coverage.links import ask_token, form_for, make_ask_link
from records.coverage.permissions import may_write_to
from records.coverage.stop_links import stop_token
from records.coverage.texts import filled_in, text_in_force
from records.db import locked_by_name
from records.firm import the_firm
from records.mail import BadMail, Mail, mail_address, send_later
from records.mail.mail_queue import address_was_refused
from records.mail.opt_outs import wants_no_mail
from records.staff.users import User

KIND = "what brought you"
REMINDED_AFTER = timedelta(days=7)
"""So long a client has before the reminder may go."""
REMINDED_UNTIL = timedelta(days=60)
"""After so long a reminder would only be odd."""


class WhyNot(StrEnum):
    """Why a client is not asked by mail, as a page says it."""

    ERASED = "the person was erased"
    ANSWERED = "has answered already"
    NO_ADDRESS = "no e-mail address is known"
    BAD_ADDRESS = "the e-mail address cannot be used"
    REFUSED = "the address was refused by its mail server"
    OPTED_OUT = "wants no mail"
    NOT_ALLOWED = "nobody has said that you may write to this address"
    NO_POSTAL_ADDRESS = "your own postal address is not written down yet"
    NO_FORM = "no form of yours is public, so there is no question to answer"
    WAITS = "the mail that asks them waits to be sent"
    TOO_SOON = "was asked less than a week ago"
    REMINDED = "was asked and reminded already"
    ASKED = "was asked already"
    ELSEWHERE = "waits in another mailing"
    SAME_ADDRESS = "shares an address with somebody who is asked"


class CannotAsk(ValueError):
    """The client is not asked; ``why`` says for what reason."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def why_not(session: Session, client: Client, now: datetime) -> WhyNot | None:
    """Why a client cannot be asked by mail now; None if they can, for the first time or by the one reminder."""
    if erasure_of(session, client.id) is not None:
        return WhyNot.ERASED
    if has_answered(session, client):
        return WhyNot.ANSWERED
    address = _why_not_there(session, client)
    if address is not None:
        return address
    if not the_firm(session).postal_address.strip():
        return WhyNot.NO_POSTAL_ADDRESS
    if form_for(session, client) is None:
        return WhyNot.NO_FORM
    return _why_not_again(askings_of(session, client), now)


def _why_not_there(session: Session, client: Client) -> WhyNot | None:
    if not client.email.strip():
        return WhyNot.NO_ADDRESS
    try:
        address = mail_address(client.email)
    except BadMail:
        return WhyNot.BAD_ADDRESS
    if wants_no_mail(session, address):
        return WhyNot.OPTED_OUT
    if address_was_refused(session, address):
        return WhyNot.REFUSED
    return None if may_write_to(session, client) else WhyNot.NOT_ALLOWED


def by_mail(askings: Iterable[Asking]) -> list[Asking]:
    """Those of a client's askings that were mails, and were sent or will be."""
    return [each for each in askings if each.how in {How.MAIL, How.REMINDER} and each.stands]


def _why_not_again(askings: Iterable[Asking], now: datetime) -> WhyNot | None:
    mails = by_mail(askings)
    if any(each.how is How.REMINDER for each in mails):
        return WhyNot.REMINDED
    if not mails:
        return None
    # A week from when it went out: in a queue nobody can answer it.
    sent_at = mails[0].mail.sent_at if mails[0].mail else mails[0].at
    if sent_at is None:
        return WhyNot.WAITS
    return WhyNot.TOO_SOON if now - sent_at < REMINDED_AFTER else None


@dataclass(frozen=True, slots=True)
class Letter:
    """The mail as a client reads it."""

    subject: str
    text: str


def letter_for(session: Session, client: Client, asks: str, stops: str, *, reminds: bool = False) -> Letter:
    """What a client is written, with the address of their question and that of the end of all mail."""
    firm = the_firm(session)
    subject, body = text_in_force(session)
    words = {"name": client.name, "firm": firm.name, "link": asks}
    foot = f"\n-- \n{firm.name}\n{firm.postal_address.strip()}\nNo more mail from us: {stops}\n"
    return Letter(("A reminder: " if reminds else "") + filled_in(subject, words), filled_in(body, words) + foot)


def ask_by_mail(
    session: Session,
    client: Client,
    at: datetime,
    user: User | None,
    base: str,
    app_key: str,
    campaign_id: int | None = None,
) -> Asking:
    """Queue the mail that asks a client, or the one that reminds. ``base`` is where the public reaches this.

    Raises CannotAsk.
    """
    locked_by_name(session, f"asking client {client.id}")
    reason = why_not(session, client, at)
    if reason is not None:
        raise CannotAsk(reason)
    link = make_ask_link(session, client, at, user)
    before = askings_of(session, client)
    reminds = any(each.how is How.MAIL for each in by_mail(before))
    stop = f"{base}/ask/{stop_token(session, link, client.email, app_key)}/stop"
    letter = letter_for(session, client, f"{base}/ask/{ask_token(link, app_key)}", stop, reminds=reminds)
    # One that was given up has asked nobody, so that another one may follow it.
    again = sum(each.mail is not None and not each.stands for each in before)
    once = f"{'reminder' if reminds else 'question'} for client {client.id}"
    mail = send_later(
        session,
        KIND,
        client.email,
        letter.subject,
        letter.text,
        at,
        name=client.name,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        about=client,
        user=user,
        once=f"{once}, again {again}" if again else once,
    )
    return note_asked(session, client, How.REMINDER if reminds else How.MAIL, at, user, mail, campaign_id)


def to_remind(session: Session, now: datetime) -> list[Client]:
    """Those to whom a mail that asks went out a week ago or more, and who have neither answered nor been reminded."""
    reminded = select(Asking.client_id).where(Asking.how == How.REMINDER, stands())
    asked = select(Asking.client_id).join(Mail, Mail.id == Asking.mail_id)
    asked = asked.where(Asking.how == How.MAIL, stands(), Mail.sent_at <= now - REMINDED_AFTER)
    asked = asked.where(Mail.sent_at > now - REMINDED_UNTIL)
    those = select(Client).where(Client.id.in_(asked), Client.id.not_in(reminded), ~is_answered()).order_by(Client.id)
    return [client for client in session.scalars(those) if why_not(session, client, now) is None]
