"""The visits from the web that led clients of the demo firm to its form."""

from collections.abc import Mapping
from random import Random
from urllib.parse import urlencode

from attribution import Visit
from commands.demo.words import Said

SITE = "millbrook-accounting.example"
_PAGES: dict[str, tuple[str, dict[str, str], str]] = {
    "assistant": ("", {"utm_source": "chatgpt.com"}, "https://chatgpt.com/"),
    "social": ("", {"fbclid": "IwAR0millbrook"}, "https://l.facebook.com/"),
    "listing": ("", {}, "https://www.yelp.com/biz/millbrook-accounting"),
}
"""For what brings a client: the page where they land, its tags, and the page before."""


def visit_of(brought_by: str, said: Said, website: str, chance: Random) -> Visit | None:
    """How a client whom this brought came to the form, or None if they came by telephone.

    ``website`` is the partner's own. Some clients whom a partner sent look the firm up first and click an
    advertisement, so what they say and what the visit shows are two things.
    """
    draw = chance.random()
    if brought_by == "partner":
        return _sent_by_partner(website, draw)
    if brought_by == "search":
        return _search(said.searched, draw)
    page, tags, referrer = _PAGES.get(brought_by, ("", {}, ""))
    # Who does not come from the web telephones, and somebody types the answers in.
    if draw > (0.65 if referrer else 0.4):
        return None
    return Visit(_address(page, tags), referrer)


def _sent_by_partner(website: str, draw: float) -> Visit | None:
    if website and draw < 0.4:
        return Visit(_address("", {}), f"https://{website}/friends")
    if draw < 0.25:
        return _search("", draw)
    return Visit(_address("", {}), "") if draw < 0.6 else None


def _search(phrase: str, draw: float) -> Visit:
    if draw < 0.2:
        tags = {"utm_source": "google", "utm_medium": "cpc", "utm_campaign": "tax-season"}
        tags |= {"utm_term": phrase} if phrase else {}
        return Visit(_address("taxes", tags | {"gclid": f"Cj0KCQ{int(draw * 1e9)}"}), "https://www.google.com/")
    if phrase and draw < 0.32:
        return Visit(_address("", {}), f"https://www.bing.com/search?{urlencode({'q': phrase})}")
    return Visit(_address("", {}), "https://www.google.com/")


def _address(page: str, tags: Mapping[str, str]) -> str:
    return f"https://{SITE}/{page}" + (f"?{urlencode(tags)}" if tags else "")
