"""The one blueprint that every staff page belongs to, and how a page finds its record."""

from typing import TypeVar

from flask import Blueprint, abort

from records.db import Base, db

pages = Blueprint("admin", __name__, url_prefix="/admin")

Row = TypeVar("Row", bound=Base)

# What both databases keep as a record's number; a larger one in an address is nobody's.
LARGEST_NUMBER = 2**31 - 1


def find(table: type[Row], number: int) -> Row:
    """The record of this number, or the answer 404."""
    row = db.session.get(table, number) if number <= LARGEST_NUMBER else None
    return row or abort(404)
