"""Addresses as they are claimed: taken apart in bounded work, whatever they hold, and never raising.

They are read as a browser reads them (the URL standard of WHATWG): a backslash is a slash, tabs and line ends are
nothing, and what stands before an @ is not the host. Hosts are compared in the form in which they are sent.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

_LONGEST = 8_192
"""So much of an address is read; what follows cannot change where it came from."""
_LONGEST_HOST = 253
_PLAIN = re.compile(
    r"(?:https?://)?((?:[A-Za-z0-9_\-]+\.)+[A-Za-z0-9_\-]+)(/[^\s?#\\]*)?(?:\?([^\s#]*))?(?:#(\S*))?", re.ASCII
)
"""Nearly all addresses, read in one step; the others are looked at closely."""
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):[/\\]{2}")
_OTHER_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:(?!\d+(?:[/?#\\]|$))")
_END = re.compile(r"[/?#\\]")
_HOST = re.compile(r"[a-z0-9_\-]+(?:\.[a-z0-9_\-]+)*")
_NUMBER = re.compile(r"0x[0-9a-f]{0,16}|[0-9]{1,16}")
_NOT_IN_HOSTS = frozenset("<>\"'%{}|\\^`[]@:,;()!$&*+=~")
_SCHEMES = frozenset({"http", "https", "android-app", "ios-app"})


class Address(NamedTuple):
    """The parts of an address. ``host`` is lower-case ASCII without ``www.``, user and port, "" if it leads nowhere.

    ``app`` says that the host is the name or number of an application. ``query`` and ``fragment`` are undecoded.
    """

    host: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""
    app: bool = False


NOWHERE = Address()


def read_address(text: str) -> Address:
    """The parts of an address, or of a bare host with or without a path."""
    text = text[:_LONGEST].strip()
    if not text:
        return NOWHERE
    if (plain := _PLAIN.fullmatch(text)) and (host := host_from(plain[1])):
        return Address(host, plain[2] or "", plain[3] or "", plain[4] or "")
    if "\n" in text or "\r" in text or "\t" in text:
        text = text.translate({9: None, 10: None, 13: None})
    scheme = "http"
    if match := _SCHEME.match(text):
        scheme = match[1].lower()
        if scheme not in _SCHEMES:
            return NOWHERE
        text = text[match.end() :]
    elif text.startswith("//"):
        text = text[2:]
    elif _OTHER_SCHEME.match(text):
        return NOWHERE  # "javascript:", "mailto:" and the like lead nowhere.
    end = _END.search(text)
    authority, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    host = host_from(authority)
    if not host:
        return NOWHERE
    if "." not in host and scheme.startswith("http") and _NUMBER.fullmatch(host):
        host = _ipv4_of(host)
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return Address(host, path.replace("\\", "/"), query, fragment, scheme.endswith("-app"))


@lru_cache(maxsize=16_384)
def host_from(authority: str) -> str:
    """The host of what stands between the slashes and the path; "" if it is none."""
    if "@" in authority:
        authority = authority.rpartition("@")[2]
    if authority.startswith("["):
        inside, closed, port = authority[1:].partition("]")
        return inside.lower() if closed and not port.strip(":0123456789") and _is_ipv6(inside) else ""
    host, _, port = authority.partition(":")
    if port and not (port.isascii() and port.isdigit()):
        return ""
    if "%" in host:
        host = _unescaped(host)
    host = host.lower().rstrip(".")
    if not host.isascii():
        host = _sendable(host)
    if host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    if not 0 < len(host) <= _LONGEST_HOST:
        return ""
    if not _HOST.fullmatch(host):
        return ""
    return _ipv4_of(host) if "." in host and _NUMBER.fullmatch(host.rpartition(".")[2]) else host


def _unescaped(host: str) -> str:
    try:
        return unquote_to_bytes(host.encode("utf-8", "replace")).decode("utf-8")
    except UnicodeError:
        return ""


def _ipv4_of(host: str) -> str:
    """An IPv4 address in four decimal numbers, however it is written; a host that is none as it stands.

    A number may be hexadecimal or octal, and the last one stands for all that are missing ("0x7f.1" is "127.0.0.1").
    """
    labels = host.split(".")
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        return host
    *first, last = [_number(label) for label in labels]
    room = 256 ** (4 - len(first))
    if last is None or last >= room or any(part is None or part > 255 for part in first):
        return host
    whole = last + sum((part or 0) * 256 ** (3 - place) for place, part in enumerate(first))
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def _number(label: str) -> int | None:
    try:
        if label.startswith("0x"):
            return int(label[2:] or "0", 16)
        return int(label, 8 if len(label) > 1 and label.startswith("0") else 10)
    except ValueError:
        return None


def shown_host(host: str) -> str:
    """A host as people read it: labels in Latin letters as written, others as sent, for they may be lookalikes.

    Under an ending of the same script ("xn--e1afmkfd.xn--p1ai") the letters are shown too.
    """
    if "xn--" not in host:
        return host
    labels = [_written(label) for label in host.split(".")]
    native = not labels[-1].isascii()
    return ".".join(
        written if written.isascii() or _is_latin(written) or (native and not _has_latin(written)) else sent
        for sent, written in zip(host.split("."), labels, strict=True)
    )


def _sendable(host: str) -> str:
    host = unicodedata.normalize("NFKC", host).lower()
    for dot in "。．｡":
        host = host.replace(dot, ".")
    if any(c.isspace() or c in _NOT_IN_HOSTS or not c.isprintable() for c in host):
        return ""
    try:
        return ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii") for label in host.split(".")
        )
    except UnicodeError:
        return ""


def _written(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        written = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    return written if written and all(c.isalnum() or c in "-·" for c in written) else label


def _is_latin(text: str) -> bool:
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN ") for c in text)


def _has_latin(text: str) -> bool:
    return any(unicodedata.name(c, "").startswith("LATIN ") for c in text)


def _is_ipv6(text: str) -> bool:
    return ":" in text and all(c in "0123456789abcdefABCDEF:." for c in text) and len(text) <= 45
