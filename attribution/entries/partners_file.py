"""A partners file as a directory: the columns of the import, read without any database."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from attribution.model import Entity, Entry

_LARGEST_CELL = 1_000_000


class BadFile(ValueError):
    """A file that is no partners file at all; the message says what to do."""


def read_partners(path: Path, refused: Callable[[str], None]) -> Iterator[Entry]:
    """The entries of a CSV file; each refused row is reported with its line and reason, and left out.

    A blank id becomes the number of the line on which the row begins.
    """
    seen: dict[str, int] = {}
    csv.field_size_limit(_LARGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not reader.fieldnames or "name" not in _columns(reader.fieldnames):
                raise BadFile(f"{path}: has no column `name`; the first line must name the columns.")
            line = reader.line_num + 1
            for row in reader:
                cells = {(k or "").strip().lower(): (v or "").strip() for k, v in row.items() if isinstance(v, str)}
                entry = _entry(cells, line, seen, refused)
                line = reader.line_num + 1
                if entry is not None:
                    yield entry
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: is not UTF-8 text (byte {error.start}); save it as CSV UTF-8.") from error
    except csv.Error as error:
        raise BadFile(f"{path}: is not a CSV file that can be read: {error}.") from error
    except OSError as error:
        raise BadFile(f"{path}: cannot be opened: {error.strerror}.") from error


def _columns(names: object) -> set[str]:
    return {str(name).strip().lower() for name in names} if isinstance(names, (list, tuple)) else set()


def _entry(cells: dict[str, str], line: int, seen: dict[str, int], refused: Callable[[str], None]) -> Entry | None:
    if not any(cells.values()):
        return None
    name, kind = cells.get("name", ""), cells.get("kind", "").lower()
    id = cells.get("id") or str(line)
    if not name:
        refused(f"line {line}: the name is missing")
    elif kind not in {"", *Entity}:
        refused(f"line {line}: kind is {kind!r}; write person, business or nothing")
    elif id in seen:
        refused(f"line {line}: id {id!r} is already on line {seen[id]}")
    else:
        seen[id] = line
        return Entry(
            id=id,
            name=name,
            entity=Entity(kind) if kind else None,
            organisation=cells.get("organisation", ""),
            occupation=cells.get("occupation", ""),
            city=cells.get("city", ""),
            aliases=tuple(alias.strip() for alias in cells.get("aliases", "").split(";") if alias.strip()),
            website=cells.get("website", ""),
        )
    return None
