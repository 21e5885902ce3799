"""The ordered rules that give a visit its channel, once it is known what the tags, the click and the place say.

They follow the order of Google Analytics 4's default channel groups (support.google.com/analytics/answer/9756891) as
far as its channels are ours. A medium that says what it is decides; a general one ("cpc", "organic", "referral") and
none at all leave the channel to the source.
"""

from attribution.model import Channel, Kind
from attribution.web.mediums import Way
from attribution.web.places import Place
from attribution.web.spelling import parts_of

PAID_FORM = {
    Channel.ORGANIC_SEARCH: Channel.PAID_SEARCH,
    Channel.ORGANIC_SOCIAL: Channel.PAID_SOCIAL,
    Channel.VIDEO: Channel.PAID_VIDEO,
}
_STAYS = frozenset(
    {
        Channel.SHOPPING,
        Channel.AUDIO,
        Channel.DISPLAY,
        Channel.AFFILIATE,
        Channel.PAID_SEARCH,
        Channel.PAID_SOCIAL,
        Channel.PAID_VIDEO,
        Channel.PAID_OTHER,
        Channel.OFFLINE,
        Channel.PUSH,
        Channel.SMS,
    }
)
"""Channels that a visit keeps when it was paid for; from all others it is Paid Other."""
_ALWAYS_PAID = frozenset(
    {
        Channel.PAID_SEARCH,
        Channel.PAID_SOCIAL,
        Channel.PAID_VIDEO,
        Channel.PAID_OTHER,
        Channel.DISPLAY,
        Channel.AFFILIATE,
    }
)
_MAY_BE_PAID = frozenset({Channel.SHOPPING, Channel.AUDIO})
_UPGRADED = frozenset({*PAID_FORM, Channel.WEBSITE})
_SHOP = frozenset({"shop", "shopping", "pla", "plas"})


def channel_of(place: Place | None, way: Way | None, proof: bool, campaign: str = "") -> Channel | None:  # noqa: PLR0911 - the rules are a ladder
    """The channel of a visit; ``proof`` says that an identifier or a name proves an advertisement.

    None where neither the place nor the way says anything.
    """
    if way is not None and not way.general and not (proof and way.channel in _UPGRADED):
        return way.channel
    paid = proof or (way is not None and way.paid) or (place is not None and place.paid)
    if not paid:
        if place is None or (way is not None and place.channel is Channel.WEBSITE):
            return way.channel if way is not None else None
        return place.channel
    if way is not None and way.channel in PAID_FORM and not way.general:
        return PAID_FORM[way.channel]
    searched = place is not None and place.channel in {Channel.ORGANIC_SEARCH, Channel.PAID_SEARCH}
    if (searched or place is None) and not _SHOP.isdisjoint(parts_of(campaign)):
        return Channel.SHOPPING
    if place is not None and place.channel in PAID_FORM:
        return PAID_FORM[place.channel]
    if place is not None and place.channel in _STAYS:
        return place.channel
    return Channel.DISPLAY if way is not None and way.channel is Channel.DISPLAY else Channel.PAID_OTHER


def paid_of(channel: Channel, proof: bool) -> bool | None:
    """Whether a visit of this channel was paid for; None where nothing tells."""
    if channel in _ALWAYS_PAID:
        return True
    if channel in _MAY_BE_PAID:
        return proof
    return (True if proof else None) if channel is Channel.UNASSIGNED else False


KIND_OF_CHANNEL = {
    Channel.ORGANIC_SEARCH: Kind.SEARCH_ENGINE,
    Channel.PAID_SEARCH: Kind.SEARCH_ENGINE,
    Channel.ORGANIC_SOCIAL: Kind.SOCIAL_NETWORK,
    Channel.PAID_SOCIAL: Kind.SOCIAL_NETWORK,
    Channel.VIDEO: Kind.SOCIAL_NETWORK,
    Channel.LOCAL_LISTING: Kind.LOCAL_LISTING,
    Channel.AI_ASSISTANT: Kind.AI_ASSISTANT,
    Channel.WEBSITE: Kind.WEBSITE,
    Channel.AFFILIATE: Kind.WEBSITE,
    Channel.SHOPPING: Kind.WEBSITE,
    Channel.DISPLAY: Kind.ADVERTISEMENT,
    Channel.PAID_VIDEO: Kind.ADVERTISEMENT,
    Channel.PAID_OTHER: Kind.ADVERTISEMENT,
    Channel.AUDIO: Kind.ADVERTISEMENT,
    Channel.OFFLINE: Kind.ADVERTISEMENT,
}
"""The kind of a source that a tag names and nobody knows, by the channel; of any other channel it is "other"."""
