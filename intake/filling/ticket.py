"""The token of a form page: signed, so that what it carries can be believed when the form comes back.

It is what makes a submission arrive exactly once, and what protects the form in the place of a cookie.
"""

import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from attribution import Visit
from intake.filling.orders import Order

GOOD_FOR = 7 * 24 * 60 * 60
"""How long a token is good for, in seconds: a page left open over a long weekend still sends."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form page knows about itself: its identity, what it asked in which order, when, and the visit.

    ``code`` is that of the partner's referral link which led to it, "" without one.
    """

    identity: str
    version_id: int
    order: Order
    opened_at: int
    """Seconds since 1970."""
    visit: Visit
    code: str = ""

    @property
    def is_old(self) -> bool:
        """Whether the page was opened longer ago than a token is good for; a new token does not make it younger."""
        return time.time() - self.opened_at > GOOD_FOR


def new_ticket(version_id: int, order: Order, visit: Visit, code: str = "") -> Ticket:
    """A ticket of its own for a page that is opened now."""
    return Ticket(secrets.token_urlsafe(16), version_id, order, int(time.time()), visit, code)


def sign(ticket: Ticket) -> str:
    """The token of a ticket, good from now on."""
    visit = ticket.visit
    known = (ticket.identity, ticket.version_id, ticket.order, ticket.opened_at)
    parts = (*known, visit.landing_url, visit.referrer, ticket.code)
    return _signer(current_app.secret_key).sign(urlsafe_b64encode(_in_json(parts).encode())).decode()


def read(token: str) -> tuple[Ticket | None, bool]:
    """The ticket that a token carries, and whether the token is still good.

    One that is too old still gives its ticket, so that the page keeps its identity when it is sent once more;
    one that we have not signed gives none.
    """
    try:
        return _ticket(_signer(current_app.secret_key).unsign(token, max_age=GOOD_FOR)), True
    except SignatureExpired as expired:
        return (_ticket(expired.payload) if expired.payload else None), False
    except BadSignature:
        return None, False


_in_json = JSONEncoder(separators=(",", ":")).encode


@lru_cache(maxsize=1)
def _signer(key: str | bytes | None) -> TimestampSigner:
    # A signer would derive its key anew for each token, and this is a third of the time that a page takes. The number
    # grows with every change of what a token carries: an older one is then like one that is not ours.
    own_key = TimestampSigner(key or "", salt="intake form 2", digest_method=sha256).derive_key()
    return TimestampSigner(own_key, key_derivation="none", digest_method=sha256)


def _ticket(payload: bytes) -> Ticket:
    identity, version_id, order, opened_at, landing_url, referrer, code = json.loads(urlsafe_b64decode(payload))
    return Ticket(identity, version_id, tuple(order), opened_at, Visit(landing_url, referrer), code)
