"""The ticket of a statement's page: it makes each form count once, and protects it in the place of a cookie."""

import secrets

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from records.relations.telling.statement_links import StatementLink

GOOD_FOR = 7 * 24 * 60 * 60
"""How long a page can be sent after it was opened, in seconds."""


def new_ticket(link: StatementLink | None) -> str:
    """A ticket of its own for a page that is opened now; "" in a preview, from which nothing is sent."""
    return again(link, secrets.token_urlsafe(16)) if link else ""


def again(link: StatementLink, identity: str) -> str:
    """A fresh ticket for a page that has this identity already."""
    return str(_signer().dumps([identity, link.id]))


def identity_in(ticket: str, link: StatementLink) -> tuple[str | None, bool]:
    """The identity of the page that a ticket was made for, and whether it is still good.

    One that is too old still gives it; one of another link, or not signed here, gives none.
    """
    try:
        identity, number = _signer().loads(ticket, max_age=GOOD_FOR)
        is_good = True
    except SignatureExpired as old:
        identity, number = _signer().load_payload(old.payload or b"")
        is_good = False
    except BadData:
        return None, False
    return (str(identity), is_good) if number == link.id else (None, False)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="statement page 1")
