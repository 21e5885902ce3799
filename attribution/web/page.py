"""The page that led to a visit: what the tables, the firm's lists and its directory know of it.

Pages of the firm itself, and those that somebody only passes through (sign-in, payment, a browser), led nobody here.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from attribution.entries.directory import Directory
from attribution.model import Channel, Entry, Kind
from attribution.web.cached import site_in_cache
from attribution.web.lists import ListedHost, Lists
from attribution.web.parameters import parameters
from attribution.web.phrases import phrase_in
from attribution.web.places import Place, app_called, place_at
from attribution.web.sources import known_source
from attribution.words.address import NOWHERE, Address, read_address, shown_host
from attribution.words.hosts import belongs, host_of, same_party
from attribution.words.media import CHANNEL_OF_KIND

_LONGEST_NAME = 80
_REMEMBERED = 300
"""So long may a referrer be to be remembered."""
_NO_PARAMETERS: Mapping[str, str] = {}


class Page(NamedTuple):
    """The page that led here: its place as far as one is known, the partner whose it is, and the phrase on it."""

    address: Address = NOWHERE
    place: Place | None = None
    partner: Entry | None = None
    phrase: str | None = None


NO_PAGE = Page()


def page_before(referrer: str, landing: Address, directory: Directory, lists: Lists | None = None) -> Page:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """What is known of the referring page; nothing of one of the firm's own, and of one that is only passed through."""
    page = _known_page(referrer) if len(referrer) <= _REMEMBERED else _known_page.__wrapped__(referrer)
    site = site_in_cache(page.address)
    # From the firm's own page in the cache nobody comes but by the search that offers it there.
    if site.host and not (same_party(site.host, landing.host) or belongs(site.host, directory.own_hosts)):
        page = _page_at(site)
    host, known = page.address.host, page.place
    if not host or host == landing.host or (directory.own_hosts and belongs(host, directory.own_hosts)):
        return NO_PAGE
    if page.address.app:
        return page
    partner = partner_on(page.address, known, directory)
    if partner is not None:
        return Page(page.address, None, partner)
    if landing.host and same_party(host, landing.host) and (known is None or place_at(landing.host) is None):
        return NO_PAGE
    if known is not None:
        return NO_PAGE if known.passed_through else page
    given = parameters(page.address.query, page.address.fragment)
    listed = lists.find(page.address, given) if lists is not None else None
    if listed is not None:
        return Page(page.address, _listed_place(listed), None, listed.phrase_in(page.address, given))
    return Page(page.address, Place(shown_host(host), Kind.WEBSITE, Channel.WEBSITE))


@lru_cache(maxsize=4_096)
def _known_page(referrer: str) -> Page:
    """What the tables know of a referring page, whoever it led to. Most visits come from a few addresses."""
    return _page_at(read_address(referrer))


def _page_at(address: Address) -> Page:
    host = address.host
    if address.app:
        place = app_called(host) or Place(host[:_LONGEST_NAME], Kind.OTHER, Channel.WEBSITE)
        return NO_PAGE if place.passed_through else Page(address, place)
    if "." not in host and ":" not in host:
        return NO_PAGE
    given = parameters(address.query, address.fragment) if address.query or address.fragment else _NO_PARAMETERS
    known = place_at(host, address.path, given) or app_called(host)
    if known is None or not (known.query or known.path):
        return Page(address, known)
    return Page(address, known, None, phrase_in(known, address, given))


def partner_on(address: Address, known: Place | None, directory: Directory) -> Entry | None:
    """The partner whose website the page is on. On a site that is everybody's (a network, a listing) the folder has to
    be the partner's too: else each visit from Facebook would be credited to whoever has a page there.
    """
    partner = directory.partner_at(address.host)
    if partner is None or known is None:
        return partner
    path = address.path.strip("/").lower()
    here = [website for website in partner.websites if belongs(address.host, [host_of(website)])]
    folders = [read_address(website).path.strip("/").lower() for website in here]
    fits = any(not folder or path == folder or path.startswith(f"{folder}/") for folder in folders)
    return partner if fits else None


def _listed_place(listed: ListedHost) -> Place:
    """The place that an entry of a list stands for, under the name that we have for it ("Yahoo!" is Yahoo)."""
    ours = known_source(listed.name)
    if ours is not None and ours.place is not None and ours.place.kind is listed.kind:
        return ours.place
    return Place(listed.name, listed.kind, CHANNEL_OF_KIND[listed.kind])
