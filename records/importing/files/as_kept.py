"""A file read as somebody has said once how files with its header are read (``column_maps``)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from records.importing.files.column_maps import ColumnMap, map_of
from records.importing.files.manner import Manner
from records.importing.files.sheet import Sheet
from records.importing.files.styles import Days, Numbers
from records.importing.files.tables_of_files import Table, table_in
from records.importing.lines.kinds import KINDS, read_file


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file before anybody has said anything: its table, and the map that is kept for its header."""

    table: Table
    kept: ColumnMap | None


def known_of(session: Session, path: Path, kind: str) -> Known:
    """The table of a file, and the map kept for it. Raises Unreadable if there is no table."""
    table = table_in(path, kind, KINDS[kind].fields)
    return Known(table, map_of(session, kind, table.header))


def read_as_kept(
    session: Session,
    path: Path,
    kind: str,
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    manner: Manner,
) -> Sheet:
    """The lines of a file, read with the map that is kept for its header unless a mapping is given.

    Whatever is given outranks what was kept. Raises BadCall and Unclear as ``read_file`` does.
    """
    kept = None if mapping or KINDS[kind].layout else known_of(session, path, kind).kept
    if kept is None:
        return read_file(path, kind, mapping, defaults, manner)
    manner = replace(
        manner,
        dates=manner.dates or (Days(kept.dates) if kept.dates else None),
        numbers=manner.numbers or (Numbers(kept.numbers) if kept.numbers else None),
    )
    sheet = read_file(path, kind, kept.mapping, dict(kept.defaults) | dict(defaults), manner)
    whose = f" by {kept.user.name}" if kept.user else ""
    sheet.notices.insert(0, f"Read as files with this header are since {kept.at:%Y-%m-%d}{whose}.")
    return sheet
