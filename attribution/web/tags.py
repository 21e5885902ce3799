"""The campaign tags of a landing page: whose parameters they are in, what they say, undecided yet.

Sources of the names: ``data/web/tags.toml``. A part that stands in several parameters is taken from the first that
the table lists, and unfilled ones ("{keyword}", "(not set)") are as good as missing.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from attribution.tables import table
from attribution.web.mediums import Way, way_called
from attribution.web.parameters import decoded, tidy
from attribution.web.sources import is_host, known_source
from attribution.web.spelling import says_nothing, squashed
from attribution.web.terms import phrase_of

_LONGEST = 200
_XTOR = re.compile(r"([A-Z]{2,4})[-\[]")
_PLAIN_WORD = re.compile(r"[^\W\d_][\w .\-]{2,39}")
_OPENSTAT = re.compile(r"[A-Za-z0-9+/_\-]{8,}={0,2}")


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags of a landing page say. ``way`` is the medium as far as it is known.

    ``loose`` is the value of a parameter that may also mean something else (``ref``), and ``loose_known`` says that it
    names something that is known, or a host.
    """

    source: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""
    term: str = ""
    way: Way | None = None
    loose: str = ""
    loose_known: bool = False

    @property
    def any(self) -> bool:
        """Whether a part that says where somebody came from is filled in."""
        return bool(self.source or self.medium or self.campaign)


NO_TAGS = Tags()


def read_tags(found: Mapping[str, str]) -> Tags:
    """The tags among the parameters of a landing page."""
    known = known_parameters()
    hits = known.keys() & found.keys() if found else ()
    if not hits:
        return NO_TAGS
    parts: dict[str, str] = {}
    for name in sorted(hits, key=lambda name: known[name][1]):
        part = known[name][0]
        if part not in parts and (value := _value(found[name])) and (part != "term" or (value := phrase_of(value))):
            parts[part] = value
    if "openstat" in parts and "source" not in parts:
        parts["source"] = _source_of_openstat(parts["openstat"])
    if "cm_mmc" in parts and "source" not in parts:
        vendor, _, category = parts["cm_mmc"].partition("-_-")
        parts["source"], parts["medium"] = vendor, parts.get("medium") or category.partition("-_-")[0]
    medium = parts.get("medium", "")
    way = way_called(medium) if medium else _way_of_xtor(parts.get("xtor", ""))
    loose, loose_known = _loose(found, parts)
    return Tags(
        source=parts.get("source", ""),
        medium=medium or (parts.get("xtor", "") if way else ""),
        campaign=parts.get("campaign", ""),
        content=parts.get("content", ""),
        term=parts.get("term", ""),
        way=way,
        loose=loose,
        loose_known=loose_known,
    )


@cache
def known_parameters() -> dict[str, tuple[str, int]]:
    """The part that each parameter holds, and its rank."""
    tags = table("web/tags")
    listed = [(part, name) for part, names in tags["parts"].items() for name in names]
    listed += [("xtor", "xtor"), ("openstat", "_openstat"), ("cm_mmc", "cm_mmc")]
    listed += [("loose", name) for name in tags["loose"]["names"]]
    return {name: (part, rank) for rank, (part, name) in enumerate(listed)}


def _value(raw: str) -> str:
    value = decoded(raw[: _LONGEST * 9])[:_LONGEST]
    return "" if says_nothing(value) else value


def _loose(found: Mapping[str, str], parts: Mapping[str, str]) -> tuple[str, bool]:
    """The first loose parameter that may name a source, and whether it surely does."""
    if "source" in parts or "loose" not in parts:
        return "", False
    rules = table("web/tags")["loose"]
    guess = ""
    for name in rules["names"]:
        value = _value(found[name]) if name in found else ""
        if not value or squashed(value) in rules["ignored"]:
            continue
        if known_source(value) or is_host(value):
            return value, True
        if not guess and name not in rules["known_only"] and _PLAIN_WORD.fullmatch(value):
            guess = value
    return guess, False


def _way_of_xtor(value: str) -> Way | None:
    match = _XTOR.match(value)
    row = table("web/tags")["xtor"].get(match[1]) if match else None
    return way_called({"Website": "referral"}.get(row["channel"], row["channel"])) if row else None


def _source_of_openstat(value: str) -> str:
    """The first field of Yandex's openstat tag, which may be written in Base64."""
    if ";" not in value and _OPENSTAT.fullmatch(value):
        try:
            padded = value.replace("-", "+").replace("_", "/") + "=" * (-len(value) % 4)
            value = b64decode(padded, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeError):
            return ""
    return tidy(value.partition(";")[0])[:_LONGEST] if ";" in value else ""
