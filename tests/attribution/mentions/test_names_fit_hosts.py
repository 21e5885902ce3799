"""A name fits the hosts that it stands for: rivals under one name would take each other's visits.

A telling word of the name has to stand in the registered domain, or the domain is one of ``names_beside_hosts.toml``,
each under its reason. A word that many firms of one trade have in their names ("link", "bio") tells nothing.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution.model import Channel
from attribution.web.places import FILES, is_webmail, place_at, places
from attribution.words.hosts import registrable
from attribution.words.media import all_media
from tests.attribution.web.visiting import seen

GENERIC = frozenset(
    re.findall(
        "[a-z]+",
        """ads app apps bio blog care com deals for home homes link links local mail maps media music net news page
        pages reviews search service shop social store talk the travel trust video web webmail""",
    )
)
EXCEPTIONS = tomllib.loads((Path(__file__).parent / "names_beside_hosts.toml").read_text("utf-8"))


def telling(name: str) -> set[str]:
    """The words of a name that tell it from others, and the whole of it."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", plain) if part]
    return {part for part in parts if len(part) > 2 and part not in GENERIC} | {"".join(parts)}


def domain_of(pattern: str) -> str:
    host = pattern.removeprefix("=").partition("/")[0].partition("?")[0]
    return ".".join(host.split(".")[-2:]) if host.endswith(".*") else registrable(host)


def named_hosts() -> Iterator[tuple[str, str]]:
    for file in FILES:
        yield from ((place.name, domain_of(pattern)) for pattern, place in places()[file])
    for medium in all_media():
        yield from ((medium.name, domain_of(pattern)) for pattern in medium.hosts)


def strangers() -> dict[str, set[str]]:
    """The domains of each name in which no telling word of it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, domain in named_hosts():
        squashed = re.sub(r"[^a-z0-9]", "", domain)
        if not any(word in squashed for word in telling(name)):
            found[name].add(domain)
    return dict(found)


def test_every_host_of_a_name_belongs_to_it() -> None:
    allowed = {name: set(domains.split()) for rows in EXCEPTIONS.values() for name, domains in rows.items()}
    assert strangers() == allowed


def test_no_two_names_have_one_id() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for rows in places().values():
        for _, place in rows:
            names[place.source.id].add(place.name)
    for medium in all_media():
        names[medium.source.id].add(medium.name)
    assert [found for found in names.values() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        ("https://www.pandora.com/", "Pandora"),
        ("https://tidal.com/", "Tidal"),
        ("https://www.audible.com/", "Audible"),
        ("https://music.yandex.ru/", "Yandex Music"),
        ("https://www.apartments.com/", "Apartments.com"),
        ("https://www.loopnet.com/", "LoopNet"),
        ("https://www.domain.com.au/", "Domain"),
        ("https://www.ratemyagent.com.au/", "RateMyAgent"),
        ("https://napopravku.ru/", "NaPopravku"),
        ("https://www.solvari.nl/", "Solvari"),
        ("https://adsterra.com/", "Adsterra"),
        ("https://onesignal.com/", "OneSignal"),
        ("https://firm.carrd.co/", "Carrd"),
        ("https://stan.store/firm", "Stan Store"),
        ("https://linkin.bio/firm", "Linkin.bio"),
        ("https://www.businesswire.com/news/1", "Business Wire"),
        ("https://cloud.mail.ru/public/1", "Mail.ru Cloud"),
        ("https://console.cloud.google.com/", "Google Cloud"),
        ("https://developers.google.com/", "Google Developers"),
        ("https://wenku.baidu.com/view/1", "Baidu Wenku"),
        ("https://archive.ph/abc", "Archive.today"),
        ("https://optimize.google.com/", "Google Optimize"),
        ("https://www.pagesjaunes.fr/pros/1", "Pages Jaunes"),
        ("https://www.gelbeseiten.de/gsbiz/1", "Gelbe Seiten"),
        ("https://www.paginegialle.it/x", "Pagine Gialle"),
        ("https://www.immowelt.de/", "immowelt"),
        ("https://overcast.fm/+abc", "Overcast"),
    ],
)
def test_rivals_have_names_of_their_own(referrer: str, name: str) -> None:
    assert seen(referrer=referrer)[0] == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("pandora", "Pandora"),
        ("pagesjaunes", "Pages Jaunes"),
        ("gelbeseiten", "Gelbe Seiten"),
        ("adsterra", "Adsterra"),
    ],
)
def test_rivals_are_told_apart_by_tags_too(said: str, name: str) -> None:
    assert seen(f"utm_source={said}&utm_medium=cpc")[0] == name


def test_webmail_is_known_without_a_look_at_all_tables() -> None:
    patterns = [pattern for file in FILES for pattern, _ in places()[file]]
    hosts = {re.split("[/?]", pattern.removeprefix("="))[0].replace(".*", ".co.uk") for pattern in patterns}
    hosts |= {f"{label}.quincy-school.org" for label in ("webmail", "webmail7", "mail", "posta", "www", "e")}
    mail = {host for host in hosts if (place := place_at(host)) is not None and place.channel is Channel.EMAIL}
    assert {host for host in hosts if is_webmail(host)} == mail
    assert {"mail.yahoo.co.uk", "gmail.com", "webmail7.quincy-school.org", "posta.quincy-school.org"} <= mail
