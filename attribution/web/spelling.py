"""Values of tags as people write them: compared without case, accents and separators, unfilled ones left out."""

import re
import unicodedata
from functools import lru_cache

from attribution.tables import table

_PLACEHOLDER = re.compile(
    r"\{.*|\$\{.*|%%.*|<[\w.:\- ]*>|__\w+__|\[(?:key_?word|search_?term|term|query|campaign\w*|source|medium|ad\w*)\]",
    re.DOTALL | re.IGNORECASE,
)
"""What a platform was to fill in and did not: {keyword}, {{ad.name}}, [keyword], __AID__, %%CAMPAIGN%%, (not set)."""
_PARTS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def squashed(text: str) -> str:
    """The text in lower case, letters and digits only: "Paid_Social" and "paid-social" are one."""
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if c.isalnum())


def parts_of(text: str) -> list[str]:
    """The words of a value, in lower case, at most twelve."""
    return [part for part in _PARTS.split(text.lower()[:200]) if part][:12]


def says_nothing(value: str) -> bool:
    """Whether a value is blank, unfilled or says that nothing is known."""
    return not value or bool(_PLACEHOLDER.fullmatch(value)) or squashed(value) in _empty()


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset({"", *table("web/tags")["empty"]["values"]})
