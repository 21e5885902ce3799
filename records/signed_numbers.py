"""Numbers that nobody can guess or make, for private links: a random part, signed with the application's key.

The database keeps the random part alone, so that a copy of it opens nothing; the whole is reckoned from both whenever
it is shown once more. A change of SECRET_KEY ends every link.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

LENGTH_OF_NUMBER = 22
"""Characters of 128 random bits in base 64."""
LONG = 43
"""Characters of a signature of 256 bits in base 64."""


def new_number() -> str:
    """A random number of 128 bits, in 22 characters."""
    return secrets.token_urlsafe(16)


def token_of_number(number: str, use: str, app_key: str) -> str:
    """The token of a number for one use; the same number has another token for another use."""
    return f"{number}{signature_of(number, use, app_key)}"


def number_in(token: str, use: str, app_key: str) -> str | None:
    """The number in a token that was made here for this use, else None. Checked in the same time for all tokens."""
    number, signature = token[:LENGTH_OF_NUMBER], token[LENGTH_OF_NUMBER:]
    return number if is_signed(number, signature, use, app_key) else None


def is_signed(words: str, signature: str, use: str, app_key: str) -> bool:
    """Whether a signature of these words was made here for this use. Checked in the same time for all."""
    made = signature_of(words, use, app_key)
    return hmac.compare_digest(signature.encode("utf-8", "replace"), made.encode())


def signature_of(words: str, use: str, app_key: str) -> str:
    """The signature of words for one use (HMAC-SHA256), ``LONG`` characters."""
    own = hmac.digest(app_key.encode(), f"whence {use} 1".encode(), sha256)
    return urlsafe_b64encode(hmac.digest(own, words.encode("utf-8", "replace"), sha256)).decode().rstrip("=")
