"""A partners file as entries of a directory: each row read as an import reads it, without any database."""

from collections.abc import Iterator
from pathlib import Path

from attribution.model import Entry
from records.importing.files.sheet import open_sheet
from records.importing.lines.partners import FIELDS, PartnerRow, read_row
from records.importing.trouble import BadCall, BadHeader, Problem


def entries_of(path: Path, problems: list[Problem], notices: list[str]) -> Iterator[Entry]:
    """The partners of a file. An id is the file's, and the number of the row's line if it is blank.

    Once all are read, ``problems`` say which rows were refused and why, and ``notices`` what else the reader noticed.
    Raises BadCall if the file is no table, or has no column of names.
    """
    seen: dict[str, int] = {}
    try:
        sheet = open_sheet(path, "partners", FIELDS, at_once=False)
    except BadHeader as problem:
        raise BadCall(problem.in_file) from problem
    for line in sheet.lines:
        row = read_row(line)
        if row is not None:
            entry = _entry(row)
            if entry.id not in seen:
                seen[entry.id] = row.line
                yield entry
            else:
                line.refuse(f"the id {entry.id!r} is already on line {seen[entry.id]}; give each partner one", "id")
        problems += line.problems
    notices += sheet.notices


def _entry(row: PartnerRow) -> Entry:
    values = row.values
    return Entry(
        id=values["ref"] or str(row.line),
        name=values["name"],
        entity=values["entity"],
        organisation=values["organisation"],
        occupation=values["occupation"],
        city=values["city"],
        aliases=tuple(row.aliases),
        website=values["website"],
    )
