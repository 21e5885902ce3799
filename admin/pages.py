"""The one blueprint that every staff page belongs to, and how a page finds its record."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort

from records.db import Base, db

pages = Blueprint("admin", __name__, url_prefix="/admin")

Row = TypeVar("Row", bound=Base)

# What both databases keep as a record's number; a larger one in an address is nobody's.
LARGEST_NUMBER = 2**31 - 1


def number_typed(typed: str) -> int | None:
    """The number of a record that was typed, or stands in an address; None if no record can have it."""
    # Other digits than 0 to 9 are no number to Python, and so are more of them than it likes to read.
    usable = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LARGEST_NUMBER))
    return int(typed) if usable and int(typed) <= LARGEST_NUMBER else None


View = TypeVar("View", bound=Callable[..., Any])


def takes_files(largest: int, most_fields: int | None = None) -> Callable[[View], View]:
    """Mark a view that files are sent to, of at most so many bytes; other addresses take a few megabytes.

    And in at most so many fields, where these may be more than other addresses take.
    """

    def mark(view: View) -> View:
        view.largest = largest  # type: ignore[attr-defined]  # functions take any attribute
        view.most_fields = most_fields  # type: ignore[attr-defined]  # the same
        return view

    return mark


def find(table: type[Row], number: int) -> Row:
    """The record of this number, or the answer 404."""
    row = db.session.get(table, number) if number <= LARGEST_NUMBER else None
    return row or abort(404)
