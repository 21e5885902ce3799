"""Sources that everybody knows by name: engines, networks, assistants, listings and advertising media."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from attribution.model import Channel, Kind, Source
from attribution.tables import table
from attribution.words.hosts import chain_of, name_before_suffix
from attribution.words.text import fold, slug

CHANNEL_OF_KIND: Mapping[Kind, Channel] = {
    Kind.PARTNER: Channel.REFERRAL_PARTNER,
    Kind.WEBSITE: Channel.WEBSITE,
    Kind.SEARCH_ENGINE: Channel.ORGANIC_SEARCH,
    Kind.SOCIAL_NETWORK: Channel.ORGANIC_SOCIAL,
    Kind.AI_ASSISTANT: Channel.AI_ASSISTANT,
    Kind.LOCAL_LISTING: Channel.LOCAL_LISTING,
    Kind.ADVERTISEMENT: Channel.OFFLINE,
    Kind.EVENT: Channel.OFFLINE,
    Kind.EXISTING_CLIENT: Channel.EXISTING_CLIENT,
    Kind.WORD_OF_MOUTH: Channel.WORD_OF_MOUTH,
    Kind.STAFF: Channel.WORD_OF_MOUTH,
    Kind.OTHER: Channel.UNASSIGNED,
}
"""The channel of a source that the client said, when no visit and no word says more."""

FIRM_WEBSITE = Source("firm-website", "Firm website", Kind.WEBSITE)


@dataclass(frozen=True, slots=True)
class Medium:
    """One known source: its name and kind, its channel, and how it is spelt and addressed."""

    name: str
    kind: Kind
    channel: Channel
    says: tuple[str, ...] = ()
    says_carefully: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    rule: str = ""
    optional: bool = False
    never_bare: bool = False
    """Whether its name alone is somebody's employer, a good or a landmark, and only more words mean the source."""
    lists: bool = False
    """Whether it is a source only where it listed, sent or named the firm: an insurer, a union, a body, a maker."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it is spelt where it needs no cue; its name too, unless that needs one or never means it."""
        careful = {self.name, self.name.lower()} & set(self.says_carefully)
        bare = not careful and (self.lists or not self.never_bare)
        return (self.name, *self.says) if bare else self.says

    @property
    def source(self) -> Source:
        """The medium as a decision names it; the id is the slug of the name."""
        return Source(slug(self.name), self.name, self.kind)


def unnamed(kind: Kind) -> Source:
    """The source that stands for a kind when nobody is named: "Word of mouth", "Search engine", "Unnamed partner"."""
    name = "Unnamed partner" if kind is Kind.PARTNER else kind.value[0].upper() + kind.value[1:]
    return Source(slug(name), name, kind)


def medium_called(folded: str) -> Medium | None:
    """The medium that folded words name, the whole of them; None for anything else."""
    return _by_spelling().get(folded)


def medium_at(host: str) -> Medium | None:
    """The medium that a host belongs to: the longest pattern that fits."""
    exact, starred = _by_host()
    for part in chain_of(host):
        if part in exact:
            return exact[part]
    if starred.keys() & set(host.split(".")):
        return starred.get(name_before_suffix(host))
    return None


def medium_told_at(host: str) -> Medium | None:
    """The medium that a client means by an address: also by its name with another ending ("checkatrade.co.uk")."""
    if (medium := medium_at(host)) is not None:
        return medium
    named = medium_called(name_before_suffix(host))
    return named if named is not None and named.kind in _HAVE_SITES else None


_HAVE_SITES = frozenset({Kind.LOCAL_LISTING, Kind.SEARCH_ENGINE, Kind.SOCIAL_NETWORK})
"""Kinds whose names are those of sites."""


@cache
def all_media() -> tuple[Medium, ...]:
    """Every medium of the table, in its order, and those that list firms."""
    return (*(_medium(row) for row in table("media")["media"]), *_plans())


@cache
def _by_spelling() -> dict[str, Medium]:
    spellings: dict[str, Medium] = {}
    for medium in all_media():
        for spelling in (medium.name, *medium.says, *medium.says_carefully):
            spellings.setdefault(fold(spelling), medium)
    return spellings


def _medium(row: dict[str, str | bool | list[str]]) -> Medium:
    kind = Kind(str(row["kind"]))

    def words(key: str) -> tuple[str, ...]:
        value = row.get(key, ())
        return tuple(value) if isinstance(value, list) else ()

    name = str(row["name"])
    return Medium(
        name=name,
        kind=kind,
        channel=Channel(str(row["channel"])) if "channel" in row else CHANNEL_OF_KIND[kind],
        says=(*words("says"), *_outlets().get(name, ())),
        says_carefully=words("says_carefully"),
        starts=words("starts"),
        hosts=words("hosts"),
        query=words("query"),
        rule=str(row.get("rule", "")),
        optional=bool(row.get("optional", False)),
        never_bare=bool(row.get("never_bare", False)),
        lists=bool(row.get("lists", False)),
    )


def _plans() -> Iterator[Medium]:
    """Who lists firms to members, customers or staff, part by part."""
    for part in table("plans").values():
        kind = Kind(part.get("kind", "website"))
        for name, says in part["names"].items():
            yield Medium(
                name=name,
                kind=kind,
                channel=CHANNEL_OF_KIND[kind],
                says=tuple(says),
                says_carefully=tuple(part.get("careful", {}).get(name, ())),
                never_bare=part.get("never_bare", False),
                lists=part["lists"],
            )


@cache
def _outlets() -> dict[str, list[str]]:
    """The names of papers and stations that mean nothing else, by the medium that they are."""
    known = table("outlets")
    of = {"Newspaper ad": "papers", "Magazine ad": "magazines", "Radio ad": "stations", "TV ad": "television"}
    return {name: known[kind]["plain"] for name, kind in of.items()}


@cache
def _by_host() -> tuple[dict[str, Medium], dict[str, Medium]]:
    exact: dict[str, Medium] = {}
    starred: dict[str, Medium] = {}
    for medium in all_media():
        for pattern in medium.hosts:
            if pattern.endswith(".*"):
                starred.setdefault(pattern.removesuffix(".*"), medium)
            else:
                exact.setdefault(pattern, medium)
    return exact, starred
