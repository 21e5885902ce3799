"""Which export a file is, by its header, and where that header stands: reports have lines of title above it."""

import re
from collections.abc import Sequence

from records.importing.files.delimited import Row
from records.importing.files.exports.known import EXPORTS, Export, folded
from records.importing.files.fields import Field
from records.importing.files.likely_titles import likely_titles

LOOKED_AT = 30
"""Among how many first rows the header is looked for."""

_TITLES = 3
_FIGURE = re.compile(r"\D{0,4}\d[\d.,/'\s-]*\D{0,4}")


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


def titles_above(first: Sequence[Row], fields: Sequence[Field]) -> int:
    """How many rows with titles of a report stand above the header of a table that is no known export.

    A title of a report stands alone in its row, and is not what a column would be called. The first full row is the
    header if it has three titles, or one that is known, and no figure; else nothing is passed over.
    """
    for place, (_, cells) in enumerate(first):
        if isinstance(cells, str):
            return 0
        filled = [cell.strip() for cell in cells if cell.strip()]
        is_known = bool(likely_titles(fields, filled))
        if len(filled) > 1:
            is_header = (is_known or len(filled) >= _TITLES) and not any(map(_FIGURE.fullmatch, filled))
            return place if is_header else 0
        if is_known:
            return 0
    return 0


def _fits(export: Export, titles: set[str]) -> bool:
    if any(folded(title) in titles for title in export.lacks):
        return False
    return all(any(folded(title) in titles for title in group) for group in export.needs)
