"""The one blueprint that every staff page belongs to, and how a page finds its record."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, request, url_for

from records.clients import Client
from records.db import Base, db
from records.joining.rows import join_of

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
    if row is None and table is Client and number <= LARGEST_NUMBER:
        _lead_to_who_stayed(number)
    return row or abort(404)


def _lead_to_who_stayed(number: int) -> None:
    """The address of a client who was joined with another leads to that one; what was sent there changes nothing."""
    join = join_of(db.session(), number)
    if join is None or not request.endpoint:
        return
    if request.method in {"GET", "HEAD"}:
        words = (request.view_args or {}).items()
        places: dict[str, Any] = {name: join.keep_id if value == number else value for name, value in words}
        # What follows the question mark is anybody's words, and none that say how an address is made.
        asked = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
        abort(redirect(url_for(request.endpoint, **places) + asked, code=303))
    flash(
        f"{join.name} was joined with {join.keep.name} meanwhile. Nothing was changed; do it here if it is still right."
    )
    abort(redirect(url_for("admin.client", number=join.keep_id), code=303))
