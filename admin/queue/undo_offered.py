"""An undo that stands beside what was done, on whatever page comes next."""

from flask import flash

CATEGORY = "undo"


def offer_undo(message: str, address: str, **fields: int | str) -> None:
    """Say what was done, with a button that sends ``fields`` to an address and undoes it."""
    flash({"message": message, "address": address, "fields": fields}, CATEGORY)  # type: ignore[arg-type]  # any JSON is kept
