"""Which export a file is, by its header, and where that header stands: reports have lines of title above it."""

from collections.abc import Sequence

from records.importing.delimited import Row
from records.importing.exports.known import EXPORTS, Export, folded

LOOKED_AT = 30
"""Among how many first rows the header is looked for."""


def recognised(first: Sequence[Row]) -> tuple[Export, int] | None:
    """The export that begins with these rows and the place of its header among them; None if it is none, or unclear."""
    for place, (_, cells) in enumerate(first[:LOOKED_AT]):
        if isinstance(cells, str) or sum(bool(cell.strip()) for cell in cells) < 4:
            continue
        titles = {folded(cell) for cell in cells} - {""}
        fitting = [each for each in EXPORTS if _fits(each, titles)]
        if fitting:
            most = max(len(each.needs) for each in fitting)
            best = [each for each in fitting if len(each.needs) == most]
            return (best[0], place) if len(best) == 1 else None
    return None


def _fits(export: Export, titles: set[str]) -> bool:
    if any(folded(title) in titles for title in export.lacks):
        return False
    return all(any(folded(title) in titles for title in group) for group in export.needs)
