"""What stands behind the # of an address: some put tags of campaigns there; everything else is nobody's business."""

from functools import cache

from attribution.tables import table
from attribution.web.clicks import known_clicks
from attribution.web.parameters import parameters
from attribution.web.tags import known_parameters


def tags_in_fragment(fragment: str) -> list[str]:
    """The tags and identifiers of clicks in a fragment, as undecoded ``name=value``, the names in lower case.

    Tags that may also mean something else (``ref``, ``from``) are no reason to keep a part of a fragment.
    """
    if "=" not in fragment:
        return []
    return [f"{name}={value}" for name, value in parameters(fragment).items() if name in _names()]


@cache
def _names() -> frozenset[str]:
    return frozenset({*known_parameters(), *known_clicks()} - {*table("web/tags")["loose"]["names"]})
