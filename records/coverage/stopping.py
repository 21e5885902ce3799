"""Somebody wants no mail any more: their address is remembered as such, and what waits for it is not sent."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from records.clients import Client
from records.clients.contacts import email_key
from records.coverage.askings import Asking
from records.coverage.campaigns import CampaignMember, Standing
from records.mail import GivenUp, Mail
from records.mail.opt_outs import opt_out, opt_out_marked


def addresses_of(session: Session, client: Client) -> list[str]:
    """The address that a client has, and those that they were asked at before."""
    asked_at = select(Mail.to).join(Asking, Asking.mail_id == Mail.id).where(Asking.client_id == client.id)
    return sorted({client.email, *session.scalars(asked_at)} - {""})


def stop_mail_to(session: Session, client: Client, at: datetime, mark: str = "") -> None:
    """No mail to a client from now on: to any of their addresses, and to the one that ``mark`` stands for."""
    for email in addresses_of(session, client):
        stop_mail(session, email, at)
    if mark:
        opt_out_marked(session, mark, at)
    _note_of_mailings(session, CampaignMember.client_id == client.id, at)


def stop_mail(session: Session, email: str, at: datetime) -> None:
    """No mail to this address from now on. What is being sent at this moment is sent."""
    opt_out(session, email, at)
    waiting = select(Mail).where(
        func.lower(Mail.to) == email_key(email), Mail.due_at.is_not(None), Mail.claim.is_(None)
    )
    for mail in session.scalars(waiting).all():
        mail.due_at = None
        mail.given_up_at, mail.given_up_because = at, GivenUp.OPTED_OUT
    theirs = select(Client.id).where(Client.email_key == email_key(email))
    _note_of_mailings(session, CampaignMember.client_id.in_(theirs), at)


def _note_of_mailings(session: Session, those: ColumnElement[bool], at: datetime) -> None:
    asked = those & (CampaignMember.standing == Standing.ASKED) & CampaignMember.opted_out_at.is_(None)
    noted = update(CampaignMember).where(asked).values(opted_out_at=at)
    session.execute(noted.execution_options(synchronize_session="fetch"))
    session.flush()
