"""Hosts and addresses as they are claimed: never trusted, never raising, compared label by label.

A substring test would take every host that holds "t.co" for Twitter, and ``google.com.evil.example`` for Google;
so a host belongs to a pattern only if whole labels at its end agree.
"""

import ipaddress
from collections.abc import Iterable
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from publicsuffixlist import PublicSuffixList

_LONGEST = 8_192
"""So much of an address is read; what follows cannot change where it came from."""


def host_of(address: str) -> str:
    """The host of an address or bare host, lower case, without ``www.``, user and port; "" if there is none."""
    text = address.strip()[:_LONGEST]
    scheme, separator, _ = text.partition("://")
    if not separator:
        if ":" in text.split("/")[0] and not text.split("/")[0].rpartition(":")[2].isdigit():
            return ""  # "javascript:", "mailto:" and the like lead nowhere.
        text = f"//{text}"
    elif scheme.lower() not in {"http", "https", "android-app"}:
        return ""
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")
    return host if _looks_like_a_host(host) else ""


def path_of(address: str) -> str:
    """The path of an address, "" where it cannot be read."""
    try:
        return urlsplit(address.strip()[:_LONGEST]).path
    except ValueError:
        return ""


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address with lower-case names, the first of each; bad escapes are kept as typed."""
    try:
        query = urlsplit(address.strip()[:_LONGEST]).query
        pairs = parse_qsl(query, keep_blank_values=False, errors="replace", max_num_fields=200)
    except ValueError:
        return {}
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.lower(), value.strip())
    return found


def belongs(host: str, patterns: Iterable[str]) -> bool:
    """Whether the host is one of the patterns or below one; ``name.*`` stands for any country ending."""
    return any(_is_below(host, pattern) for pattern in patterns)


def chain_of(host: str) -> list[str]:
    """The host and everything above it, the longest first, without the last label."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(max(1, len(labels) - 1))]


def name_before_suffix(host: str) -> str:
    """The label before the public suffix ("google" of "maps.google.co.uk"); "" for an IP address."""
    if is_address(host):
        return ""
    suffix = _suffixes().publicsuffix(host) or ""
    rest = host[: -len(suffix) - 1] if suffix and host != suffix else ""
    return rest.rpartition(".")[2]


def is_address(host: str) -> bool:
    """Whether the host is an IP address, about which the list of public suffixes must not be asked."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_below(host: str, pattern: str) -> bool:
    if pattern.endswith(".*"):
        name = pattern.removesuffix(".*")
        return f".{name}." in f".{host}" and name_before_suffix(host) == name
    return host == pattern or host.endswith(f".{pattern}")


def _looks_like_a_host(host: str) -> bool:
    return 0 < len(host) <= 253 and not any(c.isspace() or c in "<>\"'%{}|\\^`" for c in host)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
