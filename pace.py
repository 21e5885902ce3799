"""How often a thing may be done, by one network address or in all. Each process counts for itself, in memory."""

from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock

from flask import current_app, request
from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Pace:
    """A limit such as ``"10/minute; 60/hour"``; the setting ``RATELIMIT_ENABLED`` switches all of them off (tests do).

    The library is used without its Flask extension, which looks at every request for any page and makes the public
    form a third slower.
    """

    def __init__(self, allowed: str) -> None:
        self._limits = parse_many(allowed)
        self._starting = Lock()

    @cached_property
    def _counter(self) -> MovingWindowRateLimiter:
        # A store starts a thread of its own, which commands and processes that never count do without.
        return MovingWindowRateLimiter(MemoryStorage())

    def is_spent(self, of: str = "") -> bool:
        """Whether whoever sends this request has used up what is allowed; ``of`` is what else is limited together."""
        return _counts() and not all(self._counted().test(limit, of or sender()) for limit in self._limits)

    def spend(self, of: str = "") -> None:
        """Count this request, of its sender or of ``of``."""
        if _counts():
            for limit in self._limits:
                self._counted().hit(limit, of or sender())

    def _counted(self) -> MovingWindowRateLimiter:
        # Two first requests at once count in the same store.
        with self._starting:
            return self._counter


def network_address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as it is written, or None if it is none.

    A server that listens on IPv6 for both writes an address of IPv4 as one of IPv6; it is still the one of IPv4.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def sender() -> str:
    """Who is limited together: one IPv4 address, or the /64 of IPv6 that one customer of a provider has."""
    address = network_address(request.remote_addr or "")
    if address is None:
        return "unknown"
    return str(ip_network((address, 64 if address.version == 6 else 32), strict=False))


def _counts() -> bool:
    return bool(current_app.config.get("RATELIMIT_ENABLED", True))
