"""Addresses that differ in one part only, for long lists: put together once, and filled in for each row."""

from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

PART = "0-the-part-0"
"""Stands in an address where the part comes; nothing that an address has otherwise looks like it."""


def for_each_part(addresses: Mapping[str, str]) -> Callable[[str], dict[str, str]]:
    """From a part to these addresses with it in the place of ``PART``."""
    pieces = {name: address.split(PART) for name, address in addresses.items()}

    def of(part: str) -> dict[str, str]:
        quoted = quote_plus(part, safe=":")
        return {name: quoted.join(around) for name, around in pieces.items()}

    return of
