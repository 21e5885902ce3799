"""A result of attribution as JSON, and back: how a decision is kept in its row."""

from dataclasses import asdict
from typing import Any

from attribution import Channel, Credit, Kind, Result, Role, Source


def freeze(result: Result) -> dict[str, Any]:
    """A result as plain JSON values."""
    return asdict(result)


def thaw(kept: dict[str, Any]) -> Result:
    """The result that ``freeze`` was given."""
    values = dict(kept)
    values["credits"] = tuple(_credit(credit) for credit in kept["credits"])
    values["suggestions"] = tuple(_credit(credit) for credit in kept["suggestions"])
    values["channel"] = Channel(kept["channel"])
    values["arrived"] = Channel(kept["arrived"])
    return Result(**values)


def _credit(kept: dict[str, Any]) -> Credit:
    source = kept["source"]
    span = kept["span"]
    return Credit(
        role=Role(kept["role"]),
        source=Source(source["id"], source["name"], Kind(source["kind"])),
        channel=Channel(kept["channel"]),
        share=kept["share"],
        confidence=kept["confidence"],
        rule=kept["rule"],
        reason=kept["reason"],
        span=(span[0], span[1]) if span else None,
    )
