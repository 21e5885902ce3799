"""Whose an e-mail address is, and everything by which a person may be named elsewhere."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from attribution import fold
from records.answers.submissions import Submission
from records.clients import Client
from records.clients.contacts import email_key, phone_key
from records.clients.correcting import ClientChange, Corrected
from records.firm import the_firm
from records.joining.rows import ClientJoin, joins_of
from records.sources import Partner
from records.staff.users import User


def clients_with_email(session: Session, email: str) -> Sequence[Client]:
    """The clients who have this address, had it until somebody corrected it, or gave it in a form once.

    The oldest first.
    """
    key = email_key(email)
    if key is None:
        return []
    gave = select(Submission.client_id).where(func.lower(func.trim(Submission.email)) == key)
    joined = select(ClientJoin.keep_id).where(ClientJoin.email_key == key)
    had = select(ClientChange.client_id).where(
        ClientChange.what == Corrected.EMAIL, func.lower(func.trim(ClientChange.before)) == key
    )
    those = select(Client).where(or_(Client.email_key == key, *(Client.id.in_(each) for each in (gave, had, joined))))
    return session.scalars(those.order_by(Client.id)).all()


def has_email(session: Session, client: Client, email: str) -> bool:
    """Whether this is a client's own address, or was before they were joined with another client."""
    key = email_key(email)
    return key in {client.email_key, *(join.email_key for join in joins_of(session, client))}


def answers_of(session: Session, client: Client) -> Sequence[Submission]:
    """Every form of a client, the oldest first."""
    return session.scalars(select(Submission).where(Submission.client_id == client.id).order_by(Submission.id)).all()


def names_of(session: Session, client: Client, told: Sequence[Submission]) -> set[str]:
    """The addresses, phones, refs and full names of a person, as they were written, and as they were before.

    A single word, such as a first name, would be found in what concerns others, and so would an address or a phone
    that somebody else has as well: anybody can give another's.
    """
    contacts = {client.email, client.phone, client.ref or "", *(each.email for each in told)}
    contacts |= {each.phone for each in told} | {client.email_key or "", client.phone_key or ""}
    before, joined = _before_corrections(session, client), joins_of(session, client)
    contacts |= before[Corrected.EMAIL] | before[Corrected.PHONE]
    for join in joined:
        contacts |= {join.email, join.phone, join.ref or "", join.email_key or "", join.phone_key or ""}
    called = (client.name, *before[Corrected.NAME], *(each.name for each in told), *(each.name for each in joined))
    names = {name for name in called if len(name.split()) > 1}
    own = {word for word in contacts if not _is_anothers(session, client, word)}
    return {word.strip() for word in own | names if len(word.strip()) >= _SHORTEST}


def _before_corrections(session: Session, client: Client) -> dict[Corrected, set[str]]:
    """What was known of a client before somebody corrected it."""
    found: dict[Corrected, set[str]] = {what: set() for what in Corrected}
    those = select(ClientChange.what, ClientChange.before).where(ClientChange.client_id == client.id)
    for what, before in session.execute(those).tuples():
        found[what].add(before)
    return found


def _is_anothers(session: Session, client: Client, contact: str) -> bool:
    """Whether another client, a partner or one of the staff has this address or phone."""
    email, phone = email_key(contact), phone_key(contact, the_firm(session).country)
    others = (Client.id != client.id, Client), (ClientJoin.keep_id != client.id, ClientJoin)
    ways = [exists().where(other, of.phone_key == phone) for other, of in others] if phone else []
    if email and "@" in email:
        ways = [
            *(exists().where(other, of.email_key == email) for other, of in others),
            exists().where(func.lower(func.trim(Partner.email)) == email),
            exists().where(func.lower(func.trim(User.email)) == email),
        ]
    return bool(ways and session.scalar(select(or_(*ways))))


def spellings(names: Iterable[str]) -> list[str]:
    """These names as they may be written, composed and decomposed, and folded as keys have them; the longest first."""
    given = list(names)
    ways = {unicodedata.normalize(form, name) for name in given for form in ("NFC", "NFD")}
    ways |= {fold(name) for name in given if len(fold(name).split()) > 1}
    return sorted(ways | set(given), key=len, reverse=True)


def naming(names: Iterable[str]) -> re.Pattern[str]:
    """What finds these names in a text, and not where they are a part of a longer word or number."""
    ways = "|".join(re.escape(name) for name in spellings(names))
    return re.compile(f"(?<![{_LETTER}])(?:{ways})(?![{_LETTER}])", re.IGNORECASE)


_SHORTEST = 5
# Of scripts that put blanks between words.
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
