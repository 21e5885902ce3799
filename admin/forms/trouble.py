"""What a publication would refuse, at the very field that it is about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from records.forming.definitions import checked

LISTS = {"choice": "choice.add", "own": "own.add", "look.logo": "logo"}
"""Where what is said of a whole list is shown: at the button that adds to it."""


def by_field(session: Session, definition: Mapping[str, Any]) -> dict[str, str]:
    """The first thing that is wrong with each field, by the field's id, in the order of the page."""
    wrong: dict[str, str] = {}
    for problem in checked(definition, session):
        wrong.setdefault(_field_of(problem.where), problem.message)
    return wrong


def _field_of(where: str) -> str:
    parts = where.split(".")
    if where in LISTS:
        return LISTS[where]
    if parts[0] in {"choice", "own"} and len(parts) == 2:
        # What is wrong with an entry as a whole is said at its words.
        return f"{where}.label"
    return f"{where.removesuffix('.options')}.option.add" if parts[-1] == "options" else where
