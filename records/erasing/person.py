"""What goes and what stays when a person asks to be erased.

Words, name, contacts, visits and what was learned from their words go, the copies in undo records, staged files, mails,
deliveries and what was held back included. Amounts, days, stages, shares and sources stay. A part that still waited
for a decision cannot be known any more, because nobody can read the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from records.answers.erasures import ERASED, Erasure, erasure_of
from records.answers.settling import settle
from records.clients import Client
from records.clients.correcting import ClientChange, Corrected
from records.consents import Consent
from records.coverage.permissions import Permission
from records.db import locked_by_name
from records.delivered.deliveries import forget_bodies
from records.engine.shredding import shredding
from records.erasing.answers import blank
from records.erasing.finding import answers_of, names_of, naming
from records.erasing.judged import forget_judgements
from records.erasing.learned import forget_learned, rename_their_source
from records.erasing.mentions import Mention, erase_mentions, forget_import_changes, forget_mails
from records.erasing.sent_on import forget_who_was_sent
from records.joining.rows import joins_of, numbers_of
from records.money.payment_changes import PaymentChange
from records.spam.ending import end, held_of_client
from records.staff.users import User


@dataclass(frozen=True, slots=True)
class Gone:
    """An erased client's number, how many answers went, and where the name stands on because it may be another's."""

    client_id: int
    answers: int
    still_named: Sequence[Mention]


def erase(session: Session, client: Client, at: datetime, user: User | None = None) -> Gone:
    """Erase a person; who is erased already stays so. It cannot be undone."""
    locked_by_name(session, f"erasing client {client.id}")
    if erasure_of(session, client.id) is not None:
        return Gone(client.id, 0, [])
    shredding(session)
    told = answers_of(session, client)
    names = names_of(session, client, told)
    for held in held_of_client(session, client, told):
        end(session, held, at, user)
    session.add(Erasure(client_id=client.id, at=at, user_id=user.id if user else None))
    words = [each.answer for each in told if each.answer]
    unsettled = forget_judgements(session, client, told)
    blank(session, told)
    _forget_client(session, client)
    rename_their_source(session, client, at)
    forget_who_was_sent(session, client, names)
    _forget_what_staff_wrote(session, client)
    session.flush()
    session.expire_all()
    for number in sorted(unsettled):
        settle(session, session.get_one(Client, number), at)
    forget_learned(session, client, words, at)
    forget_import_changes(session, numbers_of(session, client), told)
    forget_mails(session, client, told, names, at)
    if names:
        forget_bodies(session, naming(names))
    _forget_who_was_joined(session, client)
    still = erase_mentions(session, client, names)
    session.flush()
    return Gone(client.id, len(told), still)


def _forget_what_staff_wrote(session: Session, client: Client) -> None:
    """How they allowed something, why they may be written to, and why a payment was changed are words about them.

    So is what was corrected of them.
    """
    for of, words in ((Consent, Consent.how), (Permission, Permission.basis), (PaymentChange, PaymentChange.why)):
        session.execute(update(of).where(of.client_id == client.id).values({words: ""}))
    # That the day of coming was another one stays, as the day itself does.
    corrected = update(ClientChange).where(ClientChange.client_id == client.id, ClientChange.what != Corrected.DAY)
    session.execute(corrected.values(before="", after=""))


def _forget_who_was_joined(session: Session, client: Client) -> None:
    """What was known of whom this client was joined with; it stays that somebody was, by whom and when."""
    for join in joins_of(session, client):
        join.name, join.name_key = ERASED, ""
        join.email = join.phone = join.company = ""
        join.email_key = join.phone_key = join.ref = join.ask_number = None
        join.row, join.taken, join.filled, join.moves = {}, {}, [], []
    session.flush()


def _forget_client(session: Session, client: Client) -> None:
    client.name, client.name_key = ERASED, ""
    client.email = client.phone = client.company = ""
    client.email_key = client.phone_key = client.ref = client.same_contact_as_id = None
    flagged = update(Client).where(Client.same_contact_as_id == client.id)
    session.execute(flagged.values(same_contact_as_id=None))
    session.flush()
