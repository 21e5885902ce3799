"""Where a visit came from: its tags first, then the identifier of a click, then the page that led here.

What is claimed is only read, never trusted: nothing here raises, and nothing is guessed from part of a host.
"""

from dataclasses import dataclass

from attribution.directory import Directory
from attribution.hosts import belongs, host_of, path_of, query_of
from attribution.lists import Lists
from attribution.media import Medium, medium_at, medium_called
from attribution.model import Channel, Kind, Source, Visit
from attribution.tables import table
from attribution.text import fold, slug


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


def classify(visit: Visit | None, directory: Directory, lists: Lists | None = None) -> Arrival:
    """Read one visit; without a visit, or with one that says nothing at all, the channel is Unassigned."""
    if visit is None or not (visit.landing_url.strip() or visit.referrer.strip()):
        return Arrival()
    tags = query_of(visit.landing_url)
    referrer = host_of(visit.referrer)
    if referrer and (belongs(referrer, directory.own_hosts) or referrer == host_of(visit.landing_url)):
        referrer = ""
    found = (
        _by_tags(tags, directory)
        or _by_click(tags)
        or _by_referrer(referrer, visit.referrer, directory, lists or Lists())
    )
    if found is not None:
        return _with_keyword(found, tags)
    if visit.landing_url.strip():
        return Arrival(None, Channel.DIRECT, False, None, "The visit has no referring page and no tags.", "direct")
    return Arrival()


def website_source(host: str) -> Source:
    """A website that nobody listed, named by its host."""
    return Source(slug(host), host, Kind.WEBSITE)


def _by_tags(tags: dict[str, str], directory: Directory) -> Arrival | None:
    said, medium_tag = tags.get("utm_source", ""), tags.get("utm_medium", "")
    if not said and not medium_tag:
        return None
    rule = table("arrivals")["mediums"].get(fold(medium_tag).replace(" ", ""), {})
    click = _by_click(tags)
    medium = _medium_tagged(said)
    paid = rule.get("paid", click.paid if click else None)
    channel = Channel(rule["channel"]) if "channel" in rule else Channel.UNASSIGNED
    reason = f"The landing page is tagged utm_source={said[:80]!r}, utm_medium={medium_tag[:80]!r}."
    partner = directory.partner_at(host_of(said)) if "." in said else None
    if partner is not None:
        return Arrival(partner.source, Channel.REFERRAL_PARTNER, paid, None, reason, "utm", partner=True)
    if medium is None:
        name = said[:80].strip()
        source = Source(slug(name), name, Kind.OTHER) if slug(name) else None
        if channel is Channel.UNASSIGNED and source is not None and not medium_tag:
            channel = Channel.WEBSITE
        return Arrival(source, channel, paid, None, reason, "utm")
    if channel in {Channel.UNASSIGNED, Channel.PAID_OTHER, Channel.WEBSITE}:
        channel = _paid_channel(medium) if paid else medium.channel
    elif medium.kind is Kind.SOCIAL_NETWORK and channel is Channel.ORGANIC_SEARCH:
        channel = medium.channel
    return Arrival(medium.source, channel, paid, None, reason, "utm")


def _by_click(tags: dict[str, str]) -> Arrival | None:
    for name, rule in table("arrivals")["click_ids"].items():
        if tags.get(name):
            medium = medium_called(fold(rule["medium"]))
            assert medium is not None  # noqa: S101 - a test holds the two tables together
            paid = rule.get("paid")
            channel = _paid_channel(medium) if paid else medium.channel
            if "channel" in rule:
                channel = Channel(rule["channel"])
            return Arrival(medium.source, channel, paid, None, f"The landing page carries {name}.", "click_id")
    return None


def _by_referrer(host: str, referrer: str, directory: Directory, lists: Lists) -> Arrival | None:
    if "." not in host and ":" not in host:
        return None
    reason = f"The visit came from {host}."
    partner = directory.partner_at(host)
    if partner is not None:
        channel = Channel.REFERRAL_PARTNER
        return Arrival(partner.source, channel, False, None, reason, "partner_site", partner=True)
    arrivals = table("arrivals")
    app = arrivals["apps"].get(host) if referrer.lower().startswith("android-app") else None
    if belongs(host, arrivals["webmail"]["hosts"]) or app == "webmail" or host.startswith("webmail."):
        return Arrival(website_source(host), Channel.EMAIL, False, None, f"{reason} That is webmail.", "referrer")
    medium = medium_called(fold(app)) if app else medium_at(host)
    if medium is not None:
        phrase = _phrase(referrer, medium.query)
        return Arrival(medium.source, medium.channel, False, phrase, reason, "referrer")
    listed = lists.find(host, path_of(referrer))
    if listed is not None:
        source = Source(slug(listed.name), listed.name, listed.kind)
        channel = _channel_of(listed.kind)
        phrase = _phrase(referrer, listed.parameters)
        return Arrival(source, channel, False, phrase, f"{reason} It is in the firm's lists.", "referrer")
    return Arrival(website_source(host), Channel.WEBSITE, False, None, reason, "referrer")


def _with_keyword(found: Arrival, tags: dict[str, str]) -> Arrival:
    """A phrase in utm_term is what the advertiser bought; an engine's own parameter is what was typed."""
    term = tags.get("utm_term", "")
    if found.keyword or not term or term.startswith("{") or found.channel is Channel.DISPLAY:
        return found
    return Arrival(found.source, found.channel, found.paid, term[:200], found.reason, found.rule, found.partner)


def _phrase(address: str, parameters: tuple[str, ...]) -> str | None:
    query = query_of(address)
    for parameter in parameters:
        phrase = " ".join(query.get(parameter, "").split())
        if phrase and not phrase.startswith(("http://", "https://", "cache:", "site:")):
            return phrase[:200]
    return None


def _medium_tagged(said: str) -> Medium | None:
    folded = fold(said)
    alias = table("arrivals")["sources"].get(folded.replace(" ", ""))
    host = host_of(said) if "." in said else ""
    return medium_called(fold(alias) if alias else folded) or (medium_at(host) if host else None)


def _paid_channel(medium: Medium) -> Channel:
    if medium.channel is Channel.VIDEO:
        return Channel.PAID_VIDEO
    return Channel(table("arrivals")["paid_channels"].get(str(medium.kind), Channel.PAID_OTHER))


def _channel_of(kind: Kind) -> Channel:
    return {
        Kind.SEARCH_ENGINE: Channel.ORGANIC_SEARCH,
        Kind.SOCIAL_NETWORK: Channel.ORGANIC_SOCIAL,
        Kind.AI_ASSISTANT: Channel.AI_ASSISTANT,
    }[kind]
