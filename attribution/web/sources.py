"""Which place a tag for the source names: by an alias, a host, the name itself, or the words that it begins with."""

from dataclasses import dataclass
from functools import cache, lru_cache

from attribution.model import Channel, Kind
from attribution.tables import table
from attribution.web.parameters import parameters
from attribution.web.places import FILES, Place, place_at, place_called, places
from attribution.web.spelling import parts_of, squashed
from attribution.words.address import read_address, shown_host
from attribution.words.hosts import suffix_known
from attribution.words.media import all_media, medium_called
from attribution.words.text import fold

_SHORT = frozenset({"fb", "ig", "yt", "gmb", "gbp", "gmc", "wa", "tg", "vk"})
"""Short aliases that a longer value may begin with; others ("x", "li", "an") are too likely something else."""
_ANYWHERE = frozenset({"newsletter", "newsletters", "email", "emails", "sms", "gmb", "gbp", "nl", "mailing"})
_FOR_ADS = frozenset({"ads", "ad", "cpc", "ppc", "paid", "adv", "retargeting", "remarketing", "cpm", "sponsored"})


@dataclass(frozen=True, slots=True)
class Named:
    """The place that a value names; ``paid`` says that the name is one of advertising ("adwords").

    ``unlisted`` is set where the place is a website that no table knows.
    """

    place: Place | None = None
    paid: bool = False
    unlisted: bool = False


NOBODY = Named()


@lru_cache(maxsize=16_384)
def source_named(said: str) -> Named:
    """What a value of utm_source names; ``NOBODY`` for a name that is not known."""
    return known_source(said) or _by_host(said) or _by_words(said) or NOBODY


@lru_cache(maxsize=16_384)
def known_source(said: str) -> Named | None:
    """The source of which the whole value is a name or another name; None for anything else."""
    key = squashed(said)
    found = _aliases().get(key)
    if found is None and len(bare := key.rstrip("0123456789")) > 3:
        found = _aliases().get(bare)
    if found is not None or not key:
        return found
    if "." not in said and (medium := medium_called(fold(said[:80]))) is not None:
        place = place_called(medium.name)
        return Named(place) if place is not None else None
    return None


_WITH_MEDIUMS = frozenset({Kind.SOCIAL_NETWORK, Kind.SEARCH_ENGINE, Kind.LOCAL_LISTING, Kind.AI_ASSISTANT})


def named_by_medium(medium: str) -> Named | None:
    """The network, engine, listing or mailing service whose name stands where the medium should be ("whatsapp").

    Words for a way itself ("newsletter", "maps") are no names there.
    """
    words = table("web/tags")
    named = known_source(medium)
    if named is None or named.place is None or squashed(medium) in words["mediums"]["ordinary"]:
        return None
    place = named.place
    if place.name in words["further"] and place.name != "Google Display":
        return None
    return named if place.kind in _WITH_MEDIUMS or place.channel in {Channel.EMAIL, Channel.SHOPPING} else None


def is_host(said: str) -> bool:
    """Whether a value is the host or address of a website, by a public suffix at its end."""
    host = read_address(said).host if "." in said else ""
    return bool(host) and suffix_known(host)


def _by_host(said: str) -> Named | None:
    if "." not in said:
        return None
    address = read_address(said)
    if not address.host:
        return None
    place = place_at(address.host, address.path, parameters(address.query))
    if place is not None and not place.passed_through:
        return Named(place, place.paid)
    if place is None and suffix_known(address.host):
        return Named(Place(shown_host(address.host), Kind.WEBSITE, Channel.WEBSITE), unlisted=True)
    return None


def _by_words(said: str) -> Named | None:
    """The place whose alias a value begins with ("facebook_summer"), or a word for letters anywhere in it."""
    parts = parts_of(said)
    for length in range(min(3, len(parts) - 1), 0, -1):
        key = "".join(parts[:length])
        found = _aliases().get(key)
        if found is not None and (len(key) > 3 or key in _SHORT):
            return Named(found.place, found.paid or not _FOR_ADS.isdisjoint(parts[length:]))
    for part in parts:
        if part in _ANYWHERE:
            return _aliases()[part]
    return None


@cache
def _aliases() -> dict[str, Named]:
    """Every other name of a place without case and separators, with what it says; then the names themselves."""
    tags = table("web/tags")
    found: dict[str, Named] = {}
    for section, paid in (("sources", False), ("paid_sources", True)):
        for name, spellings in tags[section].items():
            place = place_called(name)
            assert place is not None, name  # noqa: S101 - a test holds the tables together
            for spelling in spellings:
                found.setdefault(squashed(spelling), Named(place, paid))
    names = [name for file in FILES for name in dict.fromkeys(place.name for _, place in places()[file])]
    names += [name for file in FILES for section in ("plain", "q") for name in table(f"web/{file}").get(section, {})]
    names += [medium.name for medium in all_media() if medium.hosts]
    names += list(tags["further"])
    for name in names:
        place = place_called(name)
        if place is not None and len(squashed(name)) > 2:
            found.setdefault(squashed(name), Named(place))
    return found
