"""Hosts and addresses as they are claimed: never trusted, never raising, compared label by label.

A substring test would take every host that holds "t.co" for Twitter, and ``google.com.evil.example`` for Google;
so a host belongs to a pattern only if whole labels at its end agree.
"""

import ipaddress
from collections.abc import Iterable
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from attribution.words.address import read_address

_ENDINGS = frozenset({"com", "net", "org", "info", "cat"})
"""Endings beside those of countries that a pattern ``name.*`` stands for."""
_SECOND = frozenset({"co", "com"})
"""Labels under which countries register companies ("co.uk", "com.au"); others belong to somebody else."""


def host_of(address: str) -> str:
    """The host of an address or bare host, lower case, without ``www.``, user and port; "" if there is none."""
    return read_address(address).host


def belongs(host: str, patterns: Iterable[str]) -> bool:
    """Whether the host is one of the patterns or below one; ``name.*`` stands for any country ending."""
    for pattern in patterns:
        if host == pattern or host.endswith(f".{pattern}") or (pattern.endswith(".*") and _is_star(host, pattern)):
            return True
    return False


def chain_of(host: str) -> list[str]:
    """The host and everything above it, the longest first, without the last label."""
    chain = [host]
    above = host.partition(".")[2]
    while "." in above:
        chain.append(above)
        above = above.partition(".")[2]
    return chain


def name_before_suffix(host: str) -> str:
    """The label before the public suffix ("google" of "maps.google.co.uk"); "" for an IP address."""
    if is_address(host):
        return ""
    suffix = _icann().publicsuffix(host) or ""
    rest = host[: -len(suffix) - 1] if suffix and host != suffix else ""
    return rest.rpartition(".")[2]


def before_country(host: str) -> str:
    """What stands before the country's ending ("maps.google" of "maps.google.co.uk"); "" if it ends otherwise.

    Endings are public suffixes that a country, or one of the old common ones, registers companies under.
    """
    if is_address(host):
        return ""
    suffix = _icann().publicsuffix(host) or ""
    second, _, ending = suffix.rpartition(".")
    if not suffix or (second and second not in _SECOND) or not (len(ending) == 2 or suffix in _ENDINGS):
        return ""
    return host[: -len(suffix) - 1] if len(host) > len(suffix) else ""


def suffix_known(host: str) -> bool:
    """Whether the host ends in a public suffix that exists, and is more than that."""
    return not is_address(host) and bool(_icann().privatesuffix(host))


@lru_cache(maxsize=16_384)
def registrable(host: str) -> str:
    """The part of a host that one party registered; private suffixes count ("alice.github.io" is Alice's own).

    An IP address, and a host that is itself a suffix or has one label, stands for itself.
    """
    if is_address(host):
        return host
    return _all_suffixes().privatesuffix(host) or host


def same_party(host: str, other: str) -> bool:
    """Whether two hosts belong to one registered domain, so that a visit from the one to the other is no news.

    The list of suffixes is asked about ``other`` first, which is the firm's own host in visit after visit.
    """
    domain = registrable(other)
    return host == domain or (host.endswith(f".{domain}") and registrable(host) == domain)


def is_address(host: str) -> bool:
    """Whether the host is an IP address, about which the list of public suffixes must not be asked."""
    if not (host[-1:].isdigit() or ":" in host):
        return False
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        # "1.2.3.4.5" and "300.1.1.1" are no addresses, but no suffix is a number either.
        return host.rpartition(".")[2].isdigit()
    return True


def _is_star(host: str, pattern: str) -> bool:
    name = pattern.removesuffix(".*")
    before = before_country(host) if f".{name}." in f".{host}" else ""
    return before == name or before.endswith(f".{name}")


@cache
def _icann() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


@cache
def _all_suffixes() -> PublicSuffixList:
    return PublicSuffixList()
