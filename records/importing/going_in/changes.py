"""What an import does to rows that it did not bring, kept so that its undo can put it back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from records.db import Base
from records.imports import Import, ImportChange


def change_noted(session: Session, record: Import, row: Base, values: Mapping[str, Any]) -> None:
    """Give a row new values, and keep which it had before and has now."""
    if not values:
        return
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    note = ImportChange(import_id=record.id, of=row.__tablename__, row_id=number_of(row))
    note.before, note.after = plain(before), plain(values)
    session.add(note)


def note_added(session: Session, record: Import, row: Base) -> None:
    """Keep that the import added a row beside others that were there; the row has its number already."""
    session.add(ImportChange(import_id=record.id, of=row.__tablename__, row_id=number_of(row)))


def number_of(row: Base) -> int:
    """The number of a row whose key is one."""
    (number,) = inspect(row).identity or (0,)
    return int(number)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON has them: days as text, words of a list as those words."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
