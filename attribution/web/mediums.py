"""What a tag for the medium says: the channel by itself, whether it was paid for, and whether the source says more."""

from dataclasses import dataclass
from functools import cache, lru_cache

from attribution.model import Channel
from attribution.tables import table
from attribution.web.spelling import parts_of, squashed

_INSIDE = (
    ("newsletter", "email"),
    ("email", "email"),
    ("affiliate", "affiliate"),
    ("notification", "push"),
    ("social", "social"),
    ("video", "video"),
    ("display", "display"),
    ("banner", "display"),
    ("organic", "organic"),
    ("mobile", "mobile"),
)
"""Words that tell even inside a longer one, in the order in which they decide."""
_BOUGHT = ("cpc", "ppc", "cpm", "cpv", "cpa", "cpl", "retarget", "remarket")
_PAID_FORMS = {"social": "paidsocial", "video": "paidvideo", "display": "display", "search": "paidsearch"}


@dataclass(frozen=True, slots=True)
class Way:
    """The way that a medium is. ``general`` ones leave the channel to a source that is known."""

    channel: Channel
    paid: bool
    general: bool = False


@lru_cache(maxsize=16_384)
def way_called(medium: str) -> Way | None:
    """The way that a value of utm_medium names, None for one that is not known."""
    key = squashed(medium)
    if not key:
        return None
    return known_way(medium) or _by_words(medium) or _from_inside(key)


@lru_cache(maxsize=16_384)
def known_way(medium: str) -> Way | None:
    """The way of which the whole value is a spelling."""
    key = squashed(medium)
    return _ways().get(key) or (_ways().get(bare) if len(bare := key.rstrip("0123456789")) > 2 else None)


def _by_words(medium: str) -> Way | None:
    parts = parts_of(medium)
    if len(parts) < 2:
        return None
    told = [name for name, words in table("web/tags")["words"].items() if not set(words).isdisjoint(parts)]
    if "paid" in told:
        form = next((_PAID_FORMS[part] for part in ("social", "video", "display", "search") if part in parts), "paid")
        return _ways()["cpm"] if form == "paid" and "cpm" in parts else _ways()[form]
    return _ways()[told[0]] if told else None


def _from_inside(key: str) -> Way | None:
    if key.startswith("paid") or key.endswith("paid") or any(word in key for word in _BOUGHT):
        form = next((name for word, name in _PAID_FORMS.items() if word in key), "paid")
        return _ways()[form]
    if key.endswith("push"):
        return _ways()["push"]
    return next((_ways()[way] for word, way in _INSIDE if word in key), None)


@cache
def _ways() -> dict[str, Way]:
    found: dict[str, Way] = {}
    for row in table("web/tags")["way"]:
        way = Way(Channel(row["channel"]), row["paid"], row.get("general", False))
        for spelling in row["says"]:
            found.setdefault(squashed(spelling), way)
    return found
