"""Short secrets that the database keeps sealed, so that a copy of it alone is worth nothing to whoever finds it.

A signature made with a shared secret (HMAC) can only be checked by somebody who has that secret, so no hash of it
would do. It is masked by a stream that only the application's own key gives (HMAC-SHA256 of a random number and a
counter, each used once), and sealed with a second key against change: encrypt, then authenticate.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

_NONCE, _TAG = 16, 32


class CannotOpen(ValueError):
    """What was sealed with another key, or was changed since."""


def sealed(secret: str, key: str) -> str:
    """A secret that only the same key opens."""
    nonce = secrets.token_bytes(_NONCE)
    masked = _masked(secret.encode(), nonce, key)
    return urlsafe_b64encode(nonce + masked + _tag(nonce + masked, key)).decode()


def opened(kept: str, key: str) -> str:
    """The secret. Raises CannotOpen if the key is another one or what was kept has been changed."""
    raw = urlsafe_b64decode(kept)
    body, tag = raw[:-_TAG], raw[-_TAG:]
    if not hmac.compare_digest(tag, _tag(body, key)):
        raise CannotOpen("it was sealed with another SECRET_KEY; make a new secret")
    return _masked(body[_NONCE:], body[:_NONCE], key).decode()


def _masked(text: bytes, nonce: bytes, key: str) -> bytes:
    own, stream = _key(key, b"mask"), b""
    for number in range(-(-len(text) // sha256().digest_size)):
        stream += hmac.digest(own, nonce + number.to_bytes(4), sha256)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _tag(body: bytes, key: str) -> bytes:
    return hmac.digest(_key(key, b"seal"), body, sha256)


def _key(key: str, use: bytes) -> bytes:
    return hmac.digest(key.encode(), b"whence webhook secrets 1 " + use, sha256)
