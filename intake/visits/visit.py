"""The visit that led to a form: its own address and the page before, as the browser claims them."""

from urllib.parse import quote, urlsplit

from flask import Request

from attribution import Channel, Directory, Visit, classify, tags_in_fragment

LONGEST = 1_024
"""How much of each of the two addresses is kept, in bytes; the token carries both."""

_NOBODY = Directory()
_SEARCHES = frozenset({Channel.ORGANIC_SEARCH, Channel.PAID_SEARCH})
SCHEMES = ("http://", "https://", "android-app://", "ios-app://")


OF_THE_PAGE = frozenset({"via", "theme", "language"})
"""Parameters that tell the page how to look and who sent the visitor; the token carries that by itself."""


def visit_of(request: Request, framed: bool) -> Visit:
    """The visit that this request for a form page is part of; what is no address of the web is left out.

    Nobody lands on a page in a frame: its address is one only where somebody has put tags to it.
    """
    # Put together here because `request.url` decodes it all, which takes longer than everything else on the page.
    query, referrer = request.environ.get("QUERY_STRING", ""), request.environ.get("HTTP_REFERER", "")
    if query:
        query = "&".join(each for each in query.split("&") if each.partition("=")[0] not in OF_THE_PAGE)
    if framed and not query:
        return Visit("", fitting(referrer) if referrer else "")
    page = f"{request.scheme}://{request.host}{quote(request.root_path + request.path)}"
    return Visit(fitting(f"{page}?{query}") if query else page, fitting(referrer) if referrer else "")


def is_a_search(visit: Visit) -> bool:
    """Whether the visit came from a search, so that it is worth asking what was searched for."""
    return (
        bool(visit.referrer or "?" in visit.landing_url or "#" in visit.landing_url)
        and classify(visit, _NOBODY).channel in _SEARCHES
    )


def fitting(address: str) -> str:
    """The address if it is one, in at most ``LONGEST`` bytes; "" if it is none, or its path alone is too long.

    A parameter is kept whole or left out, the longest first: tags and identifiers of clicks are short. Of what stands
    behind the # only such tags are kept.
    """
    address = "".join(character for character in address if character.isprintable()).strip()
    if not address.lower().startswith(SCHEMES):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    page = parts._replace(fragment="", query="").geturl()
    room = LONGEST - _bytes(page)
    if room < 0:
        return ""
    queried = [parameter for parameter in parts.query.split("&") if parameter]
    parameters = [*queried, *tags_in_fragment(parts.fragment[:LONGEST])]
    kept: list[int] = []
    for place in sorted(range(len(parameters)), key=lambda place: (_bytes(parameters[place]), place)):
        room -= _bytes(parameters[place]) + 1
        if room < 0:
            break
        kept.append(place)
    query = "&".join(parameters[place] for place in sorted(kept) if place < len(queried))
    fragment = "&".join(parameters[place] for place in sorted(kept) if place >= len(queried))
    return page + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
