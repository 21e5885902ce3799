"""How often one address may send a form: far more than people do, far less than a machine would."""

import ipaddress

from flask import Flask, current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

OFTEN_ENOUGH = RateLimitItemPerMinute(120)


def install(app: Flask) -> None:
    """Give the application a memory of who has sent how often. Each process counts for itself."""
    # The counter of Flask-Limiter without its extension, which would look at every request for a page as well
    # and make the form half as fast; the setting that switches it off is the same.
    app.extensions["whence_senders"] = FixedWindowRateLimiter(MemoryStorage())


def sends_too_often() -> bool:
    """Whether whoever sends this request has sent too much in this minute; the request is counted.

    This machine itself is never limited: behind a proxy that TRUSTED_PROXIES does not count all clients have its
    address, and a limit would turn real people away.
    """
    if not current_app.config.get("RATELIMIT_ENABLED", True):
        return False
    network = _network(request.remote_addr or "")
    if network is None or network.is_loopback:
        return False
    counter: FixedWindowRateLimiter = current_app.extensions["whence_senders"]
    return not counter.hit(OFTEN_ENOUGH, str(network))


def _network(address: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """Who is limited together: one IPv4 address, or the /64 of IPv6 that one customer of a provider has."""
    try:
        bits = 64 if ipaddress.ip_address(address).version == 6 else 32
    except ValueError:
        return None
    return ipaddress.ip_network(f"{address}/{bits}", strict=False)
