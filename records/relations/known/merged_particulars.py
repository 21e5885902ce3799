"""What is kept of two partners who turned out to be one: the one that goes fills blanks, and nothing is lost."""

from collections.abc import Iterator
from typing import Any

from records.sources import Partner

_FILLED = ("organisation", "occupation", "city", "email", "phone", "owner_id")
_TOGETHER = (("looking_for", "looking_for_on"), ("next_step", "next_step_on"), ("sphere", "sphere_note"))


def filled_from(keep: Partner, gone: Partner) -> Iterator[tuple[str, Any]]:
    """The columns of the kept partner that change, each with its new value."""
    for column in _FILLED:
        if not getattr(keep, column) and getattr(gone, column):
            yield column, getattr(gone, column)
    for columns in _TOGETHER:
        # An estimate and its note, or words and their day, are one thing and come from one of the two.
        if not any(getattr(keep, column) for column in columns) and any(getattr(gone, column) for column in columns):
            yield from ((column, getattr(gone, column)) for column in columns)
    if gone.notes and gone.notes not in keep.notes:
        yield "notes", f"{keep.notes}\n\n{gone.source.name}: {gone.notes}" if keep.notes else gone.notes
