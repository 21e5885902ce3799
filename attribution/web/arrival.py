"""Where a visit came from: its tags first, then the identifier of a click, then the page that led here.

What is claimed is only read, never trusted: nothing here raises, and nothing is guessed from part of a host.
The parts are in ``attribution/web``, the facts in ``attribution/data/web``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from attribution.entries.directory import Directory
from attribution.model import Channel, Entry, Kind, Source, Visit
from attribution.tables import table
from attribution.web.clicks import Click, click_in
from attribution.web.lists import Lists
from attribution.web.mediums import known_way
from attribution.web.page import Page, page_before, partner_on
from attribution.web.parameters import parameters
from attribution.web.phrases import LONGEST
from attribution.web.places import Place, place_called, source_of_visit
from attribution.web.rules import KIND_OF_CHANNEL, channel_of, paid_of
from attribution.web.sources import NOBODY, Named, known_source, named_by_medium, source_named
from attribution.web.spelling import parts_of, squashed
from attribution.web.tags import NO_TAGS, Tags, read_tags
from attribution.words.address import NOWHERE, Address, read_address, shown_host

_NAMED_AT_MOST = 80
_REMEMBERED = 300
"""So long may the address of a landing page be to be remembered."""
_OF_A_LETTER = frozenset({Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.OFFLINE})
"""Ways that do not lead through a website, so the page before says nothing of them."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a visit shows: a source if one is known, the channel, whether it was paid for, and the phrase.

    ``paid`` is None where nothing tells. ``reason`` names what it rests on.
    """

    source: Source | None = None
    channel: Channel = Channel.UNASSIGNED
    paid: bool | None = None
    keyword: str | None = None
    reason: str = ""
    rule: str = ""
    partner: bool = False


_NOTHING = Arrival()


def classify(visit: Visit | None, directory: Directory, lists: Lists | None = None) -> Arrival:
    """Read one visit; without a visit, or with one that says nothing at all, the channel is Unassigned."""
    if visit is None or not (visit.landing_url.strip() or visit.referrer.strip()):
        return _NOTHING
    url = visit.landing_url
    landing, given = _landing(url) if len(url) <= _REMEMBERED else _landing.__wrapped__(url)
    page = page_before(visit.referrer, landing, directory, lists)
    tags, click = (read_tags(given), click_in(given)) if given else (NO_TAGS, None)
    found = (
        (_by_tags(tags, click, page, directory) if tags.any or tags.way else None)
        or (_by_click(click, page) if click is not None and not click.fallback else None)
        or (_by_loose_tag(tags, page, directory) if tags.loose else None)
        or _by_page(page)
        or (_by_click(click, page) if click is not None else None)
    )
    if found is None:
        return Arrival(None, Channel.DIRECT, False, None, "The visit has no referring page and no tags.", "direct")
    keyword = page.phrase or (tags.term[:LONGEST] or None)
    if not keyword:
        return found
    return Arrival(found.source, found.channel, found.paid, keyword, found.reason, found.rule, found.partner)


@lru_cache(maxsize=4_096)
def _landing(url: str) -> tuple[Address, Mapping[str, str]]:
    """A landing page and its parameters. Most visits go to a few pages, so they are remembered, and never changed.

    Exports of other products name a page by its path alone; its tags count all the same.
    """
    start = url[:_REMEMBERED].lstrip()
    if start.startswith(("/", "?")) and not start.startswith("//"):
        address = read_address(f"a.invalid{url.lstrip()}")
        return NOWHERE, parameters(address.query, address.fragment)
    address = read_address(url)
    return address, parameters(address.query, address.fragment)


def _partner_named(said: str, named: Named, directory: Directory) -> Entry | None:
    """The partner whose website a tag names."""
    if "." not in said:
        return None
    known = named.place if named.place is not None and not named.unlisted else None
    address = read_address(said)
    return partner_on(address, known, directory) if address.host else None


def _by_tags(tags: Tags, click: Click | None, page: Page, directory: Directory) -> Arrival | None:
    reason = f"The landing page is tagged {_written(tags)}."
    named = source_named(tags.source) if tags.source else NOBODY
    partner = _partner_named(tags.source, named, directory)
    way = tags.way
    if partner is not None:
        paid = paid_of(way.channel, way.paid) if way else False
        return Arrival(partner.source, Channel.REFERRAL_PARTNER, paid, None, reason, "utm", partner=True)
    if named.place is None and tags.source and (way is None or (way.general and not way.paid)):
        # Some write the medium where the source should be,
        way = known_way(tags.source) or way
    if named.place is None and way is None:
        # the source into the medium, or only name a campaign.
        named = (
            (known_source(tags.medium) if tags.medium and way is None else None)
            or (known_source(tags.campaign) if not tags.source and not tags.medium else None)
            or named
        )
    if way is not None and not way.general and not tags.source:
        named = named_by_medium(tags.medium) or named
    proof = named.paid or _proves(click, named)
    place = named.place or _place_beside(tags, click, page)
    if place is not None and not proof and _is_local(tags, place):
        place = place_called("Google Business Profile")
    channel = channel_of(place, way, proof, tags.campaign)
    if click is not None and click.channel is not None and (way is None or way.general) and _proves(click, named):
        # An identifier of banners says more than the source; one of a bidding tool only where no source is named.
        channel = click.channel if click.channel is Channel.DISPLAY or named.place is None else channel
    if channel is None and tags.source and page.place is not None:
        channel = channel_of(page.place, None, proof, tags.campaign)
    if channel is None and page.partner is not None:
        return None
    channel = channel or Channel.UNASSIGNED
    source = place.source if place is not None else _unknown_source(tags.source, channel)
    if source is None and channel is Channel.UNASSIGNED and (page.place or click):
        return None
    return Arrival(source, channel, paid_of(channel, proof or bool(way and way.paid)), None, reason, "utm")


def _place_beside(tags: Tags, click: Click | None, page: Page) -> Place | None:
    """The place for tags that name no source: whose the click is, else the page that led here."""
    if tags.source:
        return None
    if click is not None and click.place is not None and not click.fallback:
        return click.place
    channel = tags.way.channel if tags.way else None
    if page.place is not None and (channel not in _OF_A_LETTER or page.place.channel is channel):
        return page.place
    return click.place if click is not None and channel not in _OF_A_LETTER else None


def _proves(click: Click | None, named: Named) -> bool:
    """Whether an identifier proves that this very source was paid: one of another network was only carried along."""
    if click is None or not click.paid:
        return False
    if click.place is None or named.place is None:
        return True
    ours, theirs = named.place.name, click.place.name
    return ours == theirs or {ours, theirs} in _SAME_SELLER


_SAME_SELLER = (
    {"Google", "YouTube"},
    {"Google", "Gmail"},
    {"Google", "Google Shopping"},
    {"Google", "Google Maps"},
    {"Bing", "MSN"},
    {"Bing", "Yahoo"},
    {"Bing", "DuckDuckGo"},
    {"Bing", "AOL"},
    {"Bing", "Ecosia"},
    {"VK", "Odnoklassniki"},
)
"""Sources whose advertisements the other one sells, and marks with its identifier."""


def _is_local(tags: Tags, place: Place) -> bool:
    """Whether campaign, content or source mark a link of the business profile, where the rest says only Google."""
    way = tags.way
    if place.name != "Google" or place.paid or (way is not None and way.paid):
        return False
    if way is not None and not way.general:
        return way.channel is Channel.LOCAL_LISTING
    words = _local_words()
    for value in (tags.campaign, tags.content, tags.source, tags.medium):
        if not value:
            continue
        parts = parts_of(value)
        if squashed(value) in words or not {*parts, *map("".join, pairwise(parts))}.isdisjoint(words):
            return True
    return False


@cache
def _local_words() -> frozenset[str]:
    return frozenset(table("web/tags")["local"]["words"])


def _unknown_source(said: str, channel: Channel) -> Source | None:
    name = said[:_NAMED_AT_MOST].strip()
    return source_of_visit(name, KIND_OF_CHANNEL.get(channel, Kind.OTHER)) if name else None


def _by_click(click: Click, page: Page) -> Arrival:
    """The identifier's network; the page before says which of its sites, and where an advertisement stood."""
    reason = f"The landing page carries {click.name}."
    place, channel = click.place, click.channel
    if place is None or (page.place is not None and page.place.name == place.name and page.place.paid):
        place = page.place or place
    if click.paid and place is not None and place.name == "Google" and page.place is not None and channel is None:
        # Google sells places on YouTube and on other people's pages with the same identifier.
        if page.place.channel is Channel.VIDEO:
            place, channel = page.place, Channel.PAID_VIDEO
        elif page.place.channel is Channel.DISPLAY:
            channel = Channel.DISPLAY
    if place is None:
        return Arrival(None, channel or Channel.PAID_OTHER, click.paid, None, reason, "click_id")
    channel = channel or channel_of(place, None, click.paid) or Channel.UNASSIGNED
    return Arrival(place.source, channel, paid_of(channel, click.paid), None, reason, "click_id")


def _by_loose_tag(tags: Tags, page: Page, directory: Directory) -> Arrival | None:
    """A parameter like ``ref``: what it names if that is known, or if nothing else says where the visit came from."""
    if not tags.loose_known and (page.place is not None or page.partner is not None):
        return None
    reason = f"The landing page is tagged with {tags.loose[:_NAMED_AT_MOST]!r}."
    named = source_named(tags.loose)
    partner = _partner_named(tags.loose, named, directory)
    if partner is not None:
        return Arrival(partner.source, Channel.REFERRAL_PARTNER, False, None, reason, "utm", partner=True)
    channel = channel_of(named.place, None, named.paid) or Channel.WEBSITE
    source = named.place.source if named.place else _unknown_source(tags.loose, channel)
    return Arrival(source, channel, paid_of(channel, named.paid), None, reason, "utm")


def _by_page(page: Page) -> Arrival | None:
    if page.partner is not None:
        reason = f"The visit came from {shown_host(page.address.host)}."
        return Arrival(page.partner.source, Channel.REFERRAL_PARTNER, False, None, reason, "partner_site", partner=True)
    return _from_place(page.place, page.address.host) if page.place is not None else None


@lru_cache(maxsize=4_096)
def _from_place(place: Place, host: str) -> Arrival:
    reason = f"The visit came from {shown_host(host)}."
    return Arrival(place.source, place.channel, paid_of(place.channel, place.paid), None, reason, "referrer")


def _written(tags: Tags) -> str:
    """The tags as a reason quotes them."""
    parts = (("source", tags.source), ("medium", tags.medium), ("campaign", "" if tags.source else tags.campaign))
    return ", ".join(f"{name} {value[:_NAMED_AT_MOST]!r}" for name, value in parts if value)
