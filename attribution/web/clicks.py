"""Identifiers of clicks: what a network adds to the address of a link that it counts, and what that proves."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from attribution.model import Channel
from attribution.tables import table
from attribution.web.parameters import decoded
from attribution.web.places import Place, place_called
from attribution.web.spelling import says_nothing

_ADOBE_ENGINES = {"3": "Google", "10": "Bing"}
"""The second number in Adobe Advertising's s_kwcid (``AL!account!3!…``) that says whose advertisement it is."""


@dataclass(frozen=True, slots=True)
class Click:
    """An identifier that was found: its name, whose it is where it says so, its channel, and what it proves.

    ``fallback`` ones stand on every link of a network, paid or not, so the page that led here goes before them.
    """

    name: str
    place: Place | None
    channel: Channel | None = None
    paid: bool = False
    fallback: bool = False


def click_in(found: Mapping[str, str]) -> Click | None:
    """The identifier among the parameters of a landing page that says most, None without one."""
    known = known_clicks()
    hits = known.keys() & found.keys() if found else ()
    for name in sorted(hits, key=list(known).index):
        if says_nothing(decoded(found[name][:200])):
            continue
        click = known[name]
        if name == "s_kwcid":
            fields = decoded(found[name]).split("!")
            engine = _ADOBE_ENGINES.get(fields[2]) if len(fields) > 2 else None
            return Click(name, place_called(engine) if engine else None, None if engine else click.channel, True)
        return click
    return None


@cache
def known_clicks() -> dict[str, Click]:
    """Every identifier by its name in lower case, the one that says most first."""
    return {
        name: Click(
            name,
            place_called(row["name"]) if row["name"] else None,
            Channel(row["channel"]) if "channel" in row else None,
            row["paid"],
            row.get("fallback", False),
        )
        for name, row in table("web/tags")["clicks"].items()
    }
