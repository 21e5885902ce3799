"""Whether an address that nobody is known by is the firm's own website: by what was done there, and how deep it leads.

A firm that has not said which hosts are its own is answered with its own address ("example.com/book, filled in the
form"): who names another site says more than that.
"""

from attribution.tables import table

_KNOWN = table("mentions")["own_address"]
_OF_A_SITE = frozenset(_KNOWN["of_a_site"])
_DONE_THERE = frozenset(_KNOWN["done_there"])
_FILLED = frozenset(_KNOWN["filled"])
_FINDERS = ("find", "directory", "list", "search", "compare", "rated", "local")
_TAGS = ("utm_", "fbclid", "gclid", "gbraid", "wbraid", "msclkid", "ttclid", "mc_", "igsh", "hsa_", "yclid", "gad_")
"""How parameters begin that only say which link was followed."""


_OF_NO_FIRM = (".gov", ".gov.uk", ".gov.au", ".gov.ie", ".gc.ca", ".edu", ".ac.uk", ".nhs.uk", ".mil")
"""How the addresses of the state, of universities and of the health service end."""


def is_the_own_address(address: str, rest: list[str]) -> bool:
    """Whether an address is likely the firm's own; ``rest`` are the other words of the answer."""
    path = _without_tags(address)
    if path.partition("/")[0].endswith(_OF_NO_FIRM):
        return False
    if all(word in _OF_A_SITE for word in rest):
        return not _is_of_a_directory(path)
    filled = not _FILLED.isdisjoint([*rest, *path.split("/")[1:]]) and all(
        word in _DONE_THERE or word in _OF_A_SITE for word in rest
    )
    return filled and not any(word in path.partition("/")[0] for word in _FINDERS)


def _without_tags(address: str) -> str:
    """The host and path in lower case, and the question if it asks for more than which link was followed."""
    path = (address.partition("://")[2] or address).lower()
    front, _, asked = path.partition("?")
    return front if all(part.startswith(_TAGS) for part in asked.split("&")) else path


def _is_of_a_directory(path: str) -> bool:
    """Whether an address leads deep into a site, or to one that finds others: one's own is told by its front door."""
    host, *parts = path.split("/")
    beyond = [part for part in parts if part and part not in _OF_A_SITE]
    return bool(beyond) and (len(beyond) > 1 or "?" in path or any(word in host for word in _FINDERS))
