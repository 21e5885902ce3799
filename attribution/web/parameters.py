"""Parameters of an address: found by their names in any case, decoded from the character set they were sent in.

Search engines have sent phrases in the character sets of their countries, and some still do. Bytes are taken as the
set that the address itself names, else as UTF-8 if they are that and look like it, else as the first of the engine's
sets that fits.
"""

import codecs
import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from attribution.web.charsets import other_reading

_MOST = 200
"""So many parameters of an address are looked at."""
_LEGACY_ESCAPE = re.compile(r"%u([0-9A-Fa-f]{4})")
_TWICE = re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "ms932": "cp932", "shift_jis": "cp932", "euc-kr": "cp949"}
"""What browsers take for these names: the larger set of which each is a part."""
_SECOND_MARK = re.compile(r"\?(?=(?:utm|mtm|pk)_|[a-z]{1,4}clid=)", re.IGNORECASE)
"""Tags that were appended with a question mark to an address that had one already."""
_DECLARES = ("ie", "ei", "charset", "enc", "inputencoding")


def parameters(*queries: str) -> dict[str, str]:
    """The parameters with lower-case names and undecoded values, the first of each that is not blank."""
    found: dict[str, str] = {}
    for each in queries:
        query = each
        if "=" not in query:
            continue
        if "?" in query:
            query = _SECOND_MARK.sub("&", query)
        for pair in query.split("&", _MOST)[:_MOST]:
            name, _, value = pair.partition("=")
            if not value:
                continue
            name = name.lower()
            if not name.isalnum():
                name = _clean_name(name)
            if name not in found:
                found[name] = value
    return found


def decoded(value: str, charsets: Sequence[str] = (), named: str = "") -> str:
    """A value without its escapes; what is no escape stays as typed, blanks are single, control characters gone.

    ``charsets`` are tried where the bytes are not UTF-8; ``named`` is the set that the address itself names.
    """
    text = value
    if "%" in value or "+" in value:
        text = value.replace("+", " ")
        if "%u" in text:
            text = _LEGACY_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
        if "%" in text:
            text = _from_bytes(unquote_to_bytes(text.encode("utf-8", "replace")), charsets, named)
            if _TWICE.search(text):
                text = _decoded_again(text)
    if "&#" in text:
        text = html.unescape(text)
    return tidy(text)


def tidy(text: str) -> str:
    """The text in one line that a database and a page can hold."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    bare = "".join(c if c.isprintable() or c.isspace() else "" for c in text)
    return " ".join(bare.split())


def declared(found: Mapping[str, str]) -> str:
    """The character set that an address names for itself (``ie=gb2312``), as Python knows it, or ""."""
    for name in _DECLARES:
        value = found.get(name)
        if value and (codec := codec_called(value[:30])):
            return codec
    return ""


@lru_cache(maxsize=256)
def codec_called(name: str) -> str:
    """The name of the codec for a character set, "" for one that is unknown or is none of text."""
    name = name.strip().lower()
    name = _WIDER.get(name, name)
    try:
        info = codecs.lookup(name)
        "a".encode(info.name)
        return info.name if isinstance(b"a".decode(info.name), str) else ""
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""


def _from_bytes(raw: bytes, charsets: Sequence[str], named: str) -> str:
    for charset in (*([named] if named else ()), "utf-8", *charsets):
        try:
            text = raw.decode(charset)
        except (UnicodeError, LookupError):
            continue
        return text if charset != "utf-8" or named else other_reading(raw, text, charsets) or text
    # Old pages of Western Europe: any byte is a letter there.
    return raw.decode("cp1252", "replace") if len(raw) < 2_000 else raw.decode("utf-8", "replace")


def _decoded_again(text: str) -> str:
    """Escapes that were escaped once more on the way, if they make letters beyond ASCII."""
    again = unquote_to_bytes(text.encode("utf-8", "replace"))
    try:
        return text if again.isascii() else again.decode("utf-8")
    except UnicodeError:
        return text


def _clean_name(name: str) -> str:
    """The name of a parameter without the marks that wrong links leave on it ("amp;utm_source", "?utm_source")."""
    if "%" in name:
        name = unquote_to_bytes(name.encode("utf-8", "replace")).decode("utf-8", "replace")
    name = name.strip()
    while name.startswith("amp;"):
        name = name[4:]
    return name.rpartition("?")[2].lower()
