"""Signatures such as ``t=1700000000,v1=<hex>``: HMAC-SHA256 with a shared secret over the time, a dot and the body.

It is the scheme of Stripe's webhooks (docs.stripe.com/webhooks/signature), and ours is the same.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256

TOLERANCE = 300
"""How many seconds a signature's time may be away from now, before or after."""
_MOST = 10
"""More signatures than this stand in no header that is meant honestly."""


class BadSignature(ValueError):
    """A signature that is missing, wrong or of another time; the message says what to look at, and no secret."""


def signed_with(header: str, body: bytes, secrets: Iterable[str], now: float) -> int:
    """Which of the secrets a body was signed with, by its place. Raises BadSignature."""
    stamp, given = _read(header)
    if abs(now - int(stamp)) > TOLERANCE:
        raise BadSignature("the signature is of another time; sign each request anew, and set the clock")
    found = None
    for place, secret in enumerate(secrets):
        wanted = signature(secret, stamp, body).encode()
        # All are compared, each in constant time, so that the time taken tells nothing.
        fits = [hmac.compare_digest(wanted, each) for each in given]
        if any(fits) and found is None:
            found = place
    if found is None:
        raise BadSignature("the signature does not fit; check the secret, and sign the body's exact bytes")
    return found


def signature(secret: str, stamp: str, body: bytes) -> str:
    """The signature of a body at a time, in hexadecimal."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest()


def _read(header: str) -> tuple[str, list[bytes]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in pairs if name == "t"]
    given = [value.encode("utf-8", "replace") for name, _, value in pairs if name == "v1"]
    good = len(stamps) == 1 and stamps[0].isascii() and stamps[0].isdecimal() and len(stamps[0]) <= 12
    if not good or not 1 <= len(given) <= _MOST:
        raise BadSignature("the signature must look like t=<unix seconds>,v1=<hex>")
    return stamps[0], given
