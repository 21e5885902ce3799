"""What a backup says of itself, believed only when every word of it is of its kind."""

import json
import re
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

KIND = "whence backup"
FORMAT = 1
"""The newest format that this version reads, and the one that it writes."""
KINDS = ("boolean", "integer", "float", "date", "json", "text")
"""What a column may hold."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOREIGN = "the file is no backup of Whence"


class BadBackup(ValueError):
    """A file that must not be restored; the message says why and what to do."""


@dataclass(slots=True)
class TableKept:
    """One table in a backup: its columns with the kind of each, how many rows, and the SHA-256 of its file."""

    name: str
    columns: dict[str, str]
    rows: int = 0
    sha256: str = ""


@dataclass(slots=True)
class Manifest:
    """What a backup holds, and what made it. ``revision`` is the newest migration of its database."""

    version: str
    revision: str
    made_at: str
    kind: str = KIND
    format: int = FORMAT
    tables: list[TableKept] = field(default_factory=list)


def read_manifest(content: bytes) -> Manifest:
    """A manifest from its JSON. Raises BadBackup if anything in it is missing, too much or not of its kind."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise BadBackup("the file is damaged: its manifest is no JSON") from problem
    if not isinstance(read, dict) or read.get("kind") != KIND:
        raise BadBackup(_FOREIGN)
    if _is_number(read.get("format")) and read["format"] > FORMAT:
        raise BadBackup(f"the file was made by a newer version ({str(read.get('version'))[:40]}); update Whence first")
    good = (
        _has_exactly(read, Manifest)
        and _is_number(read["format"])
        and all(isinstance(read[name], str) for name in ("version", "revision"))
        and _is_instant(read["made_at"])
        and isinstance(read["tables"], list)
        and all(_is_table(table) for table in read["tables"])
    )
    if not good:
        raise BadBackup("the file is damaged: its manifest is not what Whence writes")
    return Manifest(**read | {"tables": [TableKept(**table) for table in read["tables"]]})


def _is_table(read: Any) -> bool:
    return (
        _has_exactly(read, TableKept)
        and isinstance(read["name"], str)
        and isinstance(read["columns"], dict)
        and all(kind in KINDS for kind in read["columns"].values())
        and _is_number(read["rows"])
        and isinstance(read["sha256"], str)
        and bool(_DIGEST.fullmatch(read["sha256"]))
    )


def _has_exactly(read: Any, kind: type[Manifest | TableKept]) -> bool:
    return isinstance(read, dict) and read.keys() == {each.name for each in fields(kind)}


def _is_number(read: Any) -> bool:
    # In Python a truth value is a number too.
    return isinstance(read, int) and not isinstance(read, bool) and read >= 0


def _is_instant(read: Any) -> bool:
    try:
        datetime.fromisoformat(read)
    except (TypeError, ValueError):
        return False
    return True
