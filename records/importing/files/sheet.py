"""A file as lines of named cells: read by its content, its header understood, nothing checked yet but the text."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from records.importing.files.delimited import Row
from records.importing.files.fields import Columns, Field, find_columns
from records.importing.files.manner import Manner, find_styles, plainer
from records.importing.files.reading_rows import header_of, undecoded
from records.importing.files.styles import Numbers, Styles
from records.importing.files.tables_of_files import table_in
from records.importing.trouble import Problem

BEYOND = "beyond"
"""What a row that is to be corrected has in more cells than there are titles."""
_LONGEST_CELL = 8_000
_OF_TOTALS = re.compile(
    r"((grand |sub)?totals?|total général|sous-total|summe|gesamt(summe|betrag)?|zwischensumme|insgesamt|somme|suma)"
    r"\s*:?[\s\d.,]*",
    re.IGNORECASE,
)
"""What a line of totals begins with, in the languages of the form."""
_A_WORD = re.compile(r"[^\W\d_]{4}|@")

Value = TypeVar("Value")
Seen = TypeVar("Seen")


@dataclass(slots=True)
class Line:
    """One row: the number of its line, the cells of its fields, and what turned out to be wrong with it."""

    number: int
    cells: dict[str, str]
    columns: Columns
    problems: list[Problem] = field(default_factory=list)
    as_written: Sequence[str] = ()

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

    def to_correct(self) -> dict[str, str]:
        """The row by its fields as it was written, with what it had beyond them, for whoever is to correct it."""
        written = {name: cell for name, cell in self.columns.defaults.items() if self.as_written}
        for name, place in self.columns.places.items():
            if place < len(self.as_written) and (cell := self.as_written[place].strip()):
                written[name] = cell
        if beyond := [cell for cell in self.as_written[self.columns.width :] if cell.strip()]:
            written[BEYOND] = ", ".join(beyond)
        # What no database and no workbook can hold.
        return {
            name: cell[:_LONGEST_CELL].replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
            for name, cell in written.items()
        }


@dataclass(slots=True)
class Sheet:
    """A file that was read: its lines, the good and the bad, and what the reader noticed.

    Of a file that may be long the lines are read only as they are asked for, once; then they may raise Unreadable.
    ``header`` has the titles as they stand in the file, ``export`` is the name of the export that it is known as.
    """

    kind: str
    filename: str
    digest: str
    lines: "Lines"
    notices: list[str]
    header: Sequence[str] = ()
    columns: Columns | None = None
    styles: Styles = field(default_factory=dict)
    export: str = ""


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
    manner: Manner | None = None,
) -> Sheet:
    """Read a file of one kind, or only its header and styles.

    Raises BadCall if it is no table, lacks a column or has columns in several styles, and Unclear (``styles``) if it
    must be asked in which style they are.
    """
    notices: list[str] = []
    manner = manner or Manner()
    mapping, defaults = mapping or {}, defaults or {}
    styles: Styles | None = None
    export, made = "", 0
    if layout:
        rows = layout.rows(path, notices)
        header = width = header_of(rows)
        read = list(rows)
        mapping, defaults = layout.columns(header, read, mapping, defaults)
        columns = find_columns(fields, header, mapping, defaults)
        rows = iter(read)
    else:
        table = table_in(path, kind, fields, recognise=not mapping)
        header, width = table.header, table.columns
        columns = find_columns(fields, table.columns, mapping, defaults)
        made = 1 if table.halves else 0
        beside = table.beside(columns.headers.values())
        columns = replace(columns, unused=[title for title in columns.unused if title not in beside])
        if table.export:
            manner = manner.as_known(table.export.dates, table.export.numbers)
            columns = replace(columns, headers=dict(columns.headers) | table.headers())
            export = table.export.title
        styles = find_styles(table.looked_through(manner), columns, fields, manner)
        rows = table.rows(manner, _numbers(styles), notices)
    if columns.unused:
        notices.append(f"Columns that are not used: {', '.join(columns.unused)}.")
    lines = Lines(rows, len(width), columns, fields, notices, plainer(styles, manner, columns))
    lines.made = made
    if at_once:
        lines.read_now()
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Sheet(kind, path.name, digest, lines, notices, header, columns, styles or {}, export)


def _numbers(styles: Styles) -> Numbers | None:
    style = styles.get("amount")
    return Numbers(style) if style else None


class Lines:
    """The rows of a file as lines. They are read once, as they are asked for, unless ``read_now`` has kept them."""

    def __init__(
        self,
        rows: Iterator[Row],
        width: int,
        columns: Columns,
        fields: Sequence[Field],
        notices: list[str],
        plain: Callable[[Line], None],
    ) -> None:
        self.width = width
        self.columns = columns
        self.made = 0
        """How many of the columns are put together from others of the file."""
        self._rows = rows
        self._notices = notices
        self._plain = plain
        self._picked = [(each, columns.places[each.name]) for each in fields if each.name in columns.places]
        self._required = [each.name for each in fields if each.required]
        self._kept: list[Line] | None = None

    def __iter__(self) -> Iterator[Line]:
        return self.or_at_sight(lambda number, cells: None) if self._kept is None else iter(self._kept)

    def read_now(self) -> None:
        """Read all of them, and keep them."""
        self._kept = list(self)

    def or_at_sight(self, seen: Callable[[int, list[str]], Seen | None]) -> Iterator[Line | Seen]:
        """Of each row that is not blank what is ``seen`` of it, given its number and its cells; else its line."""
        none = True
        for number, cells in self._rows:
            found = None if isinstance(cells, str) else seen(number, cells)
            if found is not None:
                yield found
            elif isinstance(cells, str) or any(map(str.strip, cells)):
                yield self._line(number, cells)
            else:
                continue
            none = False
        if none:
            self._notices.append("The file has a header and no rows.")

    def _line(self, number: int, cells: list[str] | str) -> Line:
        line = self._cells_of(number, cells)
        if not line.problems and self._is_of_totals(line):
            line.refuse("is a line of totals; leave it out, or fill in what else is known if somebody is called so")
            return line
        self._plain(line)
        if not line.problems:
            for name in self._required:
                if name not in line.cells and not line[name]:
                    line.refuse("is blank, and every row needs it; fill it in", name)
        return line

    def _is_of_totals(self, line: Line) -> bool:
        """Whether a row below a table sums it up: it begins with such a word, and has figures and nothing else."""
        first, *others = [cell.strip() for cell in line.as_written if cell.strip()]
        has_figures = any(map(str.isdecimal, "".join([first, *others])))
        if not has_figures or not _OF_TOTALS.fullmatch(first) or any(map(_A_WORD.search, others)):
            return False
        # Where a row has all that is needed of several fields, somebody is called so.
        return len(self._required) == 1 or not all(line[name] for name in self._required)

    def _cells_of(self, number: int, cells: list[str] | str) -> Line:
        line = Line(number, {}, self.columns)
        if isinstance(cells, str):
            line.refuse(cells)
            return line
        line.as_written = cells
        if len(cells) < self.width or any(cells[self.width :]):
            made = self.made if len(cells) > self.width else 0
            line.refuse(
                f"has {len(cells) - made} cells, and the header has {self.width - self.made}; "
                + (
                    "put a cell that contains the separator into quotes"
                    if len(cells) > self.width
                    else "the row is cut off"
                )
            )
        else:
            for each, place in self._picked:
                # Somebody's own words keep the spaces around them; one of nothing but spaces is blank in any case.
                stripped = cells[place].strip()
                if stripped:
                    text = cells[place] if each.exact else stripped
                    reason = _wrong_with(text, each)
                    if reason:
                        line.refuse(reason, each.name)
                    else:
                        line.cells[each.name] = text
        return line


def _wrong_with(text: str, each: Field) -> str | None:
    # Nearly every cell is plain and short; only of the others is it asked what is wrong with them.
    if len(text) <= each.most and text.isascii() and "\x00" not in text:
        return None
    if len(text) > each.most:
        return f"has {len(text):,} characters, and at most {each.most:,} can be kept; shorten it"
    if "\x00" in text:
        return "contains a NUL character; delete it, or save the file again as CSV UTF-8"
    strange = undecoded(text)
    if strange:
        return f"is not UTF-8 (the byte 0x{ord(strange) - 0xDC00:02X}); save the file as CSV UTF-8 and import it again"
    return None
