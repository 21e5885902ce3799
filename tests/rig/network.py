"""Tests reach this machine only: whatever asks for another fails with a message instead of a time-out."""

import ipaddress
import sys

LOCAL_NAMES = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}  # noqa: S104  # compared, never bound


class NetworkRefused(RuntimeError):
    """A test tried to reach another machine."""


def refuse_other_machines() -> None:
    """Refuse every look-up and every connection that leaves this machine, until the process ends.

    Python tells an audit hook of them before they happen, whichever library asks, so nothing is replaced.
    """
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        # The address of a Unix socket is text; a connected socket sends without one.
        host = address[0] if isinstance(address, tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
    else:
        return
    if host is not None and not _is_local(host):
        raise NetworkRefused(f"A test asked for {host!r}; tests may reach this machine only.")


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
