"""When two submissions say the same: what differs by machine (addresses, numbers, spacing, case) is left out."""

import re
from hashlib import sha256

from attribution import fold

SHORTEST = 60
"""Letters of a text, folded, below which two people may well have written the same."""

_VARIES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\d+", re.IGNORECASE)


def plain_words(*texts: str) -> str:
    """The words of some texts without what varies; "" if they are too few to tell one sender from another."""
    words = fold(_VARIES.sub(" ", " ".join(texts)))
    return words if len(words) >= SHORTEST else ""


def words_key(*texts: str) -> str | None:
    """By what the same words are found again, as SHA-256; None for too few words."""
    words = plain_words(*texts)
    return sha256(words.encode("utf-8", "replace")).hexdigest() if words else None
