"""All rows of all tables, to compare what was with what is."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.db import db

# Other processes may have seen what was undone, so the directory's version and the log of its changes only grow, and
# so does the note of who undid what.
_ONLY_GROW = {"directory_changes", "taken_back"}


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; credits without their numbers, because they are written anew from the judgements."""
    session.flush()
    kept = {}
    for table in db.metadata.sorted_tables:
        if table.name in _ONLY_GROW:
            continue
        left_out = {"firm": {"directory_version"}, "credits": {"id"}}.get(table.name, set())
        columns = [column for column in table.columns if column.name not in left_out]
        kept[table.name] = sorted(tuple(map(repr, row)) for row in session.execute(select(*columns)))
    return kept
