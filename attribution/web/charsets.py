"""Bytes that two character sets can read: a phrase in an engine's own set may by chance be valid UTF-8 too.

Only pairs of bytes in the sets of China, Japan and Korea make such phrases, and as UTF-8 they are rare signs of many
scripts ("税" in GB 18030 is "˰"). A text that a person may have typed is believed to be UTF-8.
"""

import unicodedata
from collections.abc import Sequence

_OF_EAST_ASIA = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL SYLLABLE")
_FIRST_OF_THREE_BYTES = "\u0800"
_COMMON = (("\u0370", "\u03ff"), ("\u0400", "\u045f"), ("\u05d0", "\u05ea"), ("\u0620", "\u0655"))
"""The letters of Greek, Cyrillic, Hebrew and Arabic in which words are written, each script from first to last."""


def other_reading(raw: bytes, as_utf8: str, charsets: Sequence[str]) -> str | None:
    """The text in one of an engine's own sets, where as UTF-8 it is hardly one; None where UTF-8 is to be believed."""
    if not charsets or as_utf8.isascii() or _is_plausible(as_utf8):
        return None
    for charset in charsets:
        try:
            text = raw.decode(charset)
        except (UnicodeError, LookupError):
            continue
        if all(c.isascii() or unicodedata.name(c, "").startswith(_OF_EAST_ASIA) for c in text):
            return text
    return None


def _is_plausible(text: str) -> bool:
    """Whether somebody may have typed this: letters of one script, Latin ones with accents beside plain ones."""
    beyond = [c for c in text if not c.isascii()]
    if any(c >= _FIRST_OF_THREE_BYTES for c in beyond):
        return True
    if all("À" <= c <= "\u024f" and c.isalpha() for c in beyond):
        return any(c.isascii() and c.isalpha() for c in text)
    return any(all(first <= c <= last for c in beyond) for first, last in _COMMON)
