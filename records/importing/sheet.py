"""A file as lines of named cells: read by its content, its header understood, nothing checked yet but the text."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from records.importing.delimited import Row, read_delimited
from records.importing.fields import Columns, Field, find_columns
from records.importing.spreadsheets import is_workbook, read_workbook
from records.importing.trouble import Problem, Unreadable

Value = TypeVar("Value")

_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or a document of another program"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
)
_WHAT_TO_DO = "Save the table as CSV UTF-8 or as an Excel workbook (.xlsx)."


@dataclass(slots=True)
class Line:
    """One row: the number of its line, the cells of its fields, and what turned out to be wrong with it."""

    number: int
    cells: Mapping[str, str]
    columns: Columns
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """The cell of a field, else its default, else nothing."""
        return self.cells.get(name) or self.columns.defaults.get(name, "")

    def read(self, name: str, reader: Callable[[str], Value]) -> Value | None:
        """The value of a cell, or None if it is blank or the reader raises ValueError, which refuses the row."""
        cell = self[name]
        if not cell:
            return None
        try:
            return reader(cell)
        except ValueError as problem:
            self.refuse(str(problem), name)
            return None

    def refuse(self, reason: str, name: str | None = None) -> None:
        """Say why this row cannot be taken in, and which field is at fault if it is one."""
        column = self.columns.headers.get(name, name) if name else None
        self.problems.append(Problem(self.number, column, reason))


@dataclass(slots=True)
class Sheet:
    """A file that was read: its lines, the good and the bad, and what the reader noticed.

    Of a file that may be long the lines are read only as they are asked for, once; then they may raise Unreadable.
    """

    kind: str
    filename: str
    digest: str
    lines: Iterable[Line]
    notices: list[str]


class Layout(Protocol):
    """How files of a kind are laid out that another program writes in its own way, and in many languages."""

    def rows(self, path: Path, notices: list[str]) -> Iterator[Row]:
        """The rows of the one table of the file that is meant, its header first. Raises Unreadable without one."""

    def columns(
        self, header: Sequence[str], rows: Sequence[Row], mapping: Mapping[str, str], defaults: Mapping[str, str]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What was asked for by field (columns, and what a blank cell means), with what the layout itself knows."""


def open_sheet(
    path: Path,
    kind: str,
    fields: Sequence[Field],
    mapping: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    *,
    at_once: bool = True,
) -> Sheet:
    """Read a file of one kind, or only its header. Raises BadCall if it is no table or lacks a column."""
    notices: list[str] = []
    rows = layout.rows(path, notices) if layout else rows_of(path, notices)
    header = _header(rows)
    mapping, defaults = mapping or {}, defaults or {}
    if layout:
        read = list(rows)
        mapping, defaults = layout.columns(header, read, mapping, defaults)
        rows = iter(read)
    columns = find_columns(fields, header, mapping, defaults)
    if columns.unused:
        notices.append(f"Columns that are not used: {', '.join(columns.unused)}.")
    lines = _lines(rows, len(header), columns, fields, notices)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Sheet(kind, path.name, digest, list(lines) if at_once else lines, notices)


def _lines(
    rows: Iterator[Row], width: int, columns: Columns, fields: Sequence[Field], notices: list[str]
) -> Iterator[Line]:
    picked = [(each, columns.places[each.name]) for each in fields if each.name in columns.places]
    required = [each.name for each in fields if each.required]
    none = True
    for number, cells in rows:
        if not isinstance(cells, str) and not any(map(str.strip, cells)):
            continue
        none = False
        line = _line(number, cells, width, columns, picked)
        if not line.problems:
            for name in required:
                if not line[name]:
                    line.refuse("is blank, and every row needs it; fill it in", name)
        yield line
    if none:
        notices.append("The file has a header and no rows.")


def rows_of(path: Path, notices: list[str]) -> Iterator[Row]:
    """Every row of a file, by what is in it: of a workbook the first sheet. Raises Unreadable if it is no table."""
    with path.open("rb") as opened:
        head = opened.read(512)
    if not head:
        raise Unreadable(f"the file is empty. {_WHAT_TO_DO}")
    if is_workbook(path):
        names, rows = read_workbook(path)
        if len(names) > 1:
            notices.append(f"Only the first sheet ({names[0]!r}) was read; the workbook has {len(names)}.")
        yield from rows
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, name in _OTHER_FILES:
        if start.startswith(mark.lower()):
            raise Unreadable(f"the file is {name}, not a table. {_WHAT_TO_DO}")
    yield from read_delimited(path)


def _header(rows: Iterator[Row]) -> list[str]:
    for number, cells in rows:
        if isinstance(cells, str):
            raise Unreadable(f"the header (line {number}) cannot be read: {cells}")
        titles = [cell.strip() for cell in cells]
        if not any(titles):
            continue
        if any("\x00" in title for title in titles):
            raise Unreadable(f"the file is not text, or is UTF-16 without its mark. {_WHAT_TO_DO}")
        if any(_undecoded(title) for title in titles):
            raise Unreadable(f"the header (line {number}) is not UTF-8. {_WHAT_TO_DO}")
        while not titles[-1]:
            titles.pop()
        return titles
    raise Unreadable(f"the file has no header; its first line must name the columns. {_WHAT_TO_DO}")


def _line(
    number: int, cells: list[str] | str, width: int, columns: Columns, picked: Sequence[tuple[Field, int]]
) -> Line:
    if isinstance(cells, str):
        line = Line(number, {}, columns)
        line.refuse(cells)
        return line
    if len(cells) < width or any(cells[width:]):
        line = Line(number, {}, columns)
        line.refuse(
            f"has {len(cells)} cells, and the header has {width}; "
            + ("put a cell that contains the separator into quotes" if len(cells) > width else "the row is cut off")
        )
        return line
    kept: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for each, place in picked:
        cell = cells[place]
        # Somebody's own words keep the spaces around them; a cell of nothing but spaces is blank in any case.
        text = (cell if each.exact else cell.strip()) if not cell.isspace() else ""
        reason = _wrong_with(text, each)
        if reason:
            wrong.append((each.name, reason))
        elif text:
            kept[each.name] = text
    line = Line(number, kept, columns)
    for name, reason in wrong:
        line.refuse(reason, name)
    return line


def _wrong_with(text: str, each: Field) -> str | None:
    if len(text) > each.most:
        return f"has {len(text):,} characters, and at most {each.most:,} can be kept; shorten it"
    if "\x00" in text:
        return "contains a NUL character; delete it, or save the file again as CSV UTF-8"
    strange = None if text.isascii() else _undecoded(text)
    if strange:
        return f"is not UTF-8 (the byte 0x{ord(strange) - 0xDC00:02X}); save the file as CSV UTF-8 and import it again"
    return None


def _undecoded(text: str) -> str | None:
    """The first byte that was not of the file's encoding, as the lone surrogate that stands for it."""
    return next((character for character in text if "\udc80" <= character <= "\udcff"), None)
