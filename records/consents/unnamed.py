"""Whether words name a client who has not agreed to be named to a partner."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role, fold
from records.answers.credits import Credit
from records.clients import Client
from records.consents import named
from records.firm import the_firm
from records.sources import Source

_SHORTEST = 2


def named_without_leave(
    session: Session, partner: Source, about: Iterable[Client], words: str, *, usual: str = ""
) -> list[Client]:
    """The clients whom these words name although they have not agreed, the words to be said to this partner.

    Full names, addresses, phones and companies are looked for of everybody whom the partner has sent; of those whom
    the words are ``about`` also each part of the name, unless it is a part of the partner's, of somebody's who may be
    named, or stands in the ``usual`` words, where it is the word "Will" and not the person.
    """
    about = list(about)
    sent = _sent_by(session, partner)
    everybody = {client.id: client for client in [*about, *sent]}
    may = named(session, everybody)
    silent = [client for client in everybody.values() if client.id not in may]
    said = f" {fold(words)} "
    plain = words.casefold()
    of_others = [partner.name, the_firm(session).name, usual]
    of_others += [client.name for client in everybody.values() if client.id in may]
    harmless = {part for text in of_others for part in fold(text).split()}
    close = {client.id for client in about}
    return [
        client
        for client in silent
        if _is_whole(client, said, plain)
        or (client.id in close and any(f" {part} " in said for part in _parts(client) if part not in harmless))
    ]


def named_by(clients: Iterable[Client], words: str) -> list[Client]:
    """Those of these clients whom the words name, by the whole name or any part of it."""
    said, plain = f" {fold(words)} ", words.casefold()
    return [
        client
        for client in clients
        if _is_whole(client, said, plain) or any(f" {part} " in said for part in _parts(client))
    ]


def _sent_by(session: Session, partner: Source) -> Sequence[Client]:
    sent = select(Credit.client_id).where(Credit.source_id == partner.id, Credit.role == Role.INTRODUCED_BY)
    return session.scalars(select(Client).where(Client.id.in_(sent)).order_by(Client.id)).all()


def _is_whole(client: Client, said: str, plain: str) -> bool:
    """Whether the words have the client's whole name, company, address or phone."""
    folded = [fold(name) for name in (client.name, client.company) if len(name.split()) > 1]
    if any(name and f" {name} " in said for name in folded):
        return True
    digits = re.sub(r"\D", "", client.phone)
    return bool(
        (client.email and client.email.casefold() in plain)
        or (len(digits) >= 7 and digits in re.sub(r"\D", "", plain))
        # A name in letters that folding leaves nothing of.
        or (client.name.strip() and not fold(client.name) and client.name.casefold() in plain)
    )


def _parts(client: Client) -> list[str]:
    return [part for part in fold(f"{client.name} {client.company}").split() if len(part) >= _SHORTEST]
