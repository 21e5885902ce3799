"""Places of the web that visits come from, and the way from a host to its place: one walk through a dictionary.

The tables are the files of ``data/web`` and, behind them, the hosts of ``data/media.toml``. A pattern is a host with
everything below it, ``=host`` for it alone, ``name.*`` for the sites of one company under the endings of countries,
``host/folder`` for a part of a site and ``host?name=value`` for its pages of one kind. The most specific one wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from attribution.model import Channel, Kind, Source
from attribution.tables import table
from attribution.words.hosts import before_country, chain_of, registrable
from attribution.words.media import Medium, all_media
from attribution.words.text import slug

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2,4})?")
"""The folder of a language that sites put before all others ("msn.com/en-gb/news")."""
FILES = ("google", "assistants", "engines", "listings", "networks", "video", "shopping", "mail", "advertising", "sites")
WITH_MAIL = ("google", "mail")
"""The files that have webmail."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One known place: the source's name and kind, the channel of its visits, and where its phrase stands.

    Each row of a table is one, compared by being the same one.

    ``charsets`` are tried for a phrase that is not UTF-8, ``path`` finds one that stands in the path.
    ``passed_through`` places (sign-in, payment) say nothing of where somebody came from.
    """

    name: str
    kind: Kind
    channel: Channel
    query: tuple[str, ...] = ()
    charsets: tuple[str, ...] = ()
    path: str = ""
    paid: bool = False
    passed_through: bool = False

    @property
    def source(self) -> Source:
        """The place as a decision names it."""
        return source_of_visit(self.name, self.kind)


@lru_cache(maxsize=4_096)
def source_of_visit(name: str, kind: Kind) -> Source:
    """A source by the name that a visit gives it, with an id also where no letter of the name makes one.

    An id of digits alone is a row of the directory: a tag "17" must not be taken for whoever stands there. A plus is a
    word, for Google+ is not Google.
    """
    id = slug(name.replace("+", " plus ")) or name
    return Source(f"visit-{id}" if id.isdigit() else id, name, kind)


PASSED_THROUGH = Place("", Kind.OTHER, Channel.DIRECT, passed_through=True)


@dataclass(slots=True)
class Node:
    """What is known of one host: itself, its host alone, its folders, and its pages by a parameter."""

    place: Place | None = None
    alone: Place | None = None
    folders: dict[str, Place] = field(default_factory=dict)
    pages: dict[tuple[str, str], Place] = field(default_factory=dict)


def place_at(host: str, path: str = "", query: Mapping[str, str] | None = None) -> Place | None:
    """The place that a page belongs to, by the longest pattern that fits; None where no table knows it."""
    for itself, nodes in _nodes_of(host):
        for node in nodes:
            found = _part_of(node, path, query)
            if found is not None:
                return found
        for node in nodes:
            if itself and node.alone is not None:
                return node.alone
            if node.place is not None:
                return node.place
    return _by_first_label(host)


def is_webmail(host: str) -> bool:
    """Whether visits from this host come from letters. Most hosts have nothing of a mail service, and need no look at
    all the other tables, which take long to read for the first time."""
    patterns, labels = _of_mail()
    if patterns.isdisjoint(chain_of(host)) and labels.isdisjoint(host.split(".")) and not host.startswith("webmail"):
        return False
    place = place_at(host)
    return place is not None and place.channel is Channel.EMAIL


def app_called(id: str) -> Place | None:
    """The place of an Android or iOS application, by its package, bundle or number."""
    return _apps().get(id)


def place_called(name: str) -> Place | None:
    """The place of this very name."""
    return _by_name().get(name)


@cache
def places() -> dict[str, list[tuple[str, Place]]]:
    """Every pattern of the files with its place, by file."""
    return {name: list(_rows(name)) for name in FILES}


def _part_of(node: Node, path: str, query: Mapping[str, str] | None) -> Place | None:
    """The part of a site that a page is in: the longest folder, else the kind of page."""
    if node.folders and len(path) > 1:
        parts = path.strip("/").lower().split("/", 3)[:3]
        for length in range(len(parts), 0, -1):
            found = node.folders.get("/".join(parts[:length]))
            if found is not None:
                return found
        if len(parts) > 1 and _LANGUAGE.fullmatch(parts[0]):
            found = node.folders.get(parts[1])
            if found is not None:
                return found
    if node.pages and query:
        for (name, value), place in node.pages.items():
            if query.get(name) == value:
                return place
    return None


@lru_cache(maxsize=16_384)
def _nodes_of(host: str) -> tuple[tuple[bool, tuple[Node, ...]], ...]:
    """What is known of a host and of each above it, the most specific first, with whether it is the host itself."""
    nodes, starred = _nodes()
    labels = host.split(".")
    before = before_country(host).split(".") if not starred.isdisjoint(labels) else []
    found = []
    for place in range(max(1, len(labels) - 1)):
        keys = [".".join(labels[place:])]
        if place < len(before) and before[0]:
            keys.append(".".join((*before[place:], "*")))
        known = tuple(nodes[key] for key in keys if key in nodes)
        if known:
            found.append((place == 0, known))
    return tuple(found)


def _by_first_label(host: str) -> Place | None:
    """Webmail, sign-in and payment pages of anybody ("webmail.example.com", "sso.example.edu").

    Only directly below a registered domain: deeper, the label may stand before a name that is to be mistaken.
    """
    label, _, rest = host.partition(".")
    if label.startswith("webmail") and label[7:].isalnum() and "." in rest:
        return Place(host, Kind.WEBSITE, Channel.EMAIL)
    passed = label in _gateway_labels()
    if (passed or label in _mail_labels()) and rest == registrable(host):
        return PASSED_THROUGH if passed else Place(host, Kind.WEBSITE, Channel.EMAIL)
    return None


@cache
def _gateway_labels() -> frozenset[str]:
    return frozenset(table("web/gateways")["labels"])


@cache
def _mail_labels() -> frozenset[str]:
    return frozenset(table("web/mail")["labels"])


@cache
def _of_mail() -> tuple[frozenset[str], frozenset[str]]:
    """Hosts of webmail, and labels that stand in its hosts under the endings of countries, or begin anybody's."""
    rows = (row for name in WITH_MAIL for row in _rows(name))
    patterns = {pattern.removeprefix("=") for pattern, place in rows if place.channel is Channel.EMAIL}
    starred = {pattern.split(".")[-2] for pattern in patterns if pattern.endswith(".*")}
    return frozenset(patterns), _mail_labels() | starred


@cache
def _nodes() -> tuple[dict[str, Node], frozenset[str]]:
    nodes: dict[str, Node] = {}
    for pattern in table("web/gateways")["hosts"]:
        _put(nodes, pattern, PASSED_THROUGH)
    for rows in places().values():
        for pattern, place in rows:
            _put(nodes, pattern, place)
    for medium in all_media():
        for pattern in medium.hosts:
            if not _is_placed(nodes, pattern):
                _put(nodes, pattern, _place_of(medium))
    starred = {key.split(".")[-2] for key in nodes if key.endswith(".*")}
    return nodes, frozenset(starred)


def _is_placed(nodes: Mapping[str, Node], host: str) -> bool:
    """Whether a pattern of the files knows a host already, also as one of a company's sites in many countries."""
    starred = chain_of(f"{before}.*") if (before := before_country(host)) else []
    return any(key in nodes and nodes[key].place is not None for key in (*chain_of(host), *starred))


def _put(nodes: dict[str, Node], pattern: str, place: Place) -> None:
    """Enter a pattern; what an earlier file says of it stays."""
    host, _, page = pattern.partition("?")
    host, _, folder = host.partition("/")
    alone = host.startswith("=")
    node = nodes.setdefault(host.removeprefix("=").removeprefix("www."), Node())
    if page:
        name, _, value = page.partition("=")
        node.pages.setdefault((name, value), place)
    elif folder:
        node.folders.setdefault(folder.strip("/").lower(), place)
    elif alone:
        node.alone = node.alone or place
    else:
        node.place = node.place or place


def _rows(name: str) -> Iterator[tuple[str, Place]]:
    document = table(f"web/{name}")
    for row in document.get("place", ()):
        place = _place(row["name"], document, row)
        for pattern in row.get("hosts", ()):
            yield pattern, place
    for section, query in (("plain", ()), ("q", ("q",))):
        for title, patterns in document.get(section, {}).items():
            place = _place(title, document, {"query": query})
            for pattern in patterns:
                yield pattern, place


def _place(name: str, document: dict[str, Any], row: Mapping[str, Any]) -> Place:
    return Place(
        name=name,
        kind=Kind(row.get("kind", document["kind"])),
        channel=Channel(row.get("channel", document["channel"])),
        query=tuple(row.get("query", ())),
        charsets=tuple(row.get("charsets", ())),
        path=row.get("path", ""),
        paid=bool(row.get("paid", document.get("paid", False))),
    )


def _place_of(medium: Medium) -> Place:
    """A medium as the place of a visit: from a calendar of events one comes by its website, not by the event."""
    online = medium.hosts and medium.channel is Channel.OFFLINE
    return Place(medium.name, medium.kind, Channel.WEBSITE if online else medium.channel, medium.query)


@cache
def _apps() -> dict[str, Place]:
    apps = table("web/apps")
    found = {id: place for ids in (apps["android"], apps["ios"]) for id, place in _placed(ids)}
    return found | dict.fromkeys(table("web/gateways")["apps"], PASSED_THROUGH)


def _placed(ids: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    for id, name in ids.items():
        place = place_called(name)
        assert place is not None, name  # noqa: S101 - a test holds the tables together
        yield id, place


@cache
def _by_name() -> dict[str, Place]:
    names: dict[str, Place] = {}
    for rows in places().values():
        for _, place in rows:
            # The row that is not an advertisement of a service speaks for its name.
            if place.name not in names or (names[place.name].paid and not place.paid):
                names[place.name] = place
    for name in ("plain", "q"):
        for file in FILES:
            document = table(f"web/{file}")
            for title in document.get(name, {}):
                names.setdefault(title, _place(title, document, {}))
    for medium in all_media():
        names.setdefault(medium.name, _place_of(medium))
    for title, row in table("web/tags")["further"].items():
        kind, channel = Kind(row["kind"]), Channel(row["channel"])
        paid = channel is Channel.DISPLAY
        names.setdefault(title, Place(row.get("called", title), kind, channel, paid=paid))
    return names
