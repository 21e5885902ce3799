"""Whose an e-mail address is, and everything by which a person may be named elsewhere."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from records.clients import Client
from records.contacts import email_key
from records.submissions import Submission


def clients_with_email(session: Session, email: str) -> Sequence[Client]:
    """The clients who have this address, or gave it in a form once; the oldest first."""
    key = email_key(email)
    if key is None:
        return []
    gave = select(Submission.client_id).where(func.lower(func.trim(Submission.email)) == key)
    those = select(Client).where(or_(Client.email_key == key, Client.id.in_(gave)))
    return session.scalars(those.order_by(Client.id)).all()


def answers_of(session: Session, client: Client) -> Sequence[Submission]:
    """Every form of a client, the oldest first."""
    return session.scalars(select(Submission).where(Submission.client_id == client.id).order_by(Submission.id)).all()


def names_of(client: Client, told: Sequence[Submission]) -> set[str]:
    """The addresses, phones, refs and full names of a person, as they were written.

    A single word, such as a first name, would be found in what concerns others.
    """
    contacts = {client.email, client.phone, client.ref or "", *(each.email for each in told)}
    contacts |= {each.phone for each in told} | {client.email_key or "", client.phone_key or ""}
    names = {name for name in (client.name, *(each.name for each in told)) if len(name.split()) > 1}
    return {word.strip() for word in contacts | names if len(word.strip()) >= _SHORTEST}


_SHORTEST = 5
