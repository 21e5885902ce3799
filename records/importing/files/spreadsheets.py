"""The sheets of an XLSX workbook as rows with their numbers, read only after their size is known."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from records.importing.files.repeated_texts import Texts
from records.importing.files.spread import NotWellFormed, Spread
from records.importing.trouble import Unreadable

LARGEST = 50 * 1024 * 1024
"""How many bytes a workbook may have unpacked."""
MOST_CELLS = 5_000_000
"""How many cells the used areas of all sheets may have together: the reader keeps blank ones in memory too."""
MOST_TEXT = 200 * 1024 * 1024
"""How many bytes of text the cells may come to: a workbook keeps each text once, the reader as often as it is named."""
MOST_SHEETS = 100
"""How many sheets it may have."""

_PIECE = 1024 * 1024
_LIKE_A_THOUSAND = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, NotWellFormed)


def is_workbook(path: Path) -> bool:
    """Whether a file is an XLSX workbook, by what is in it, whatever it is called."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read_workbook(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of all sheets, and every row of the first as text; numbers and days in plain form.

    The cover of a workbook of our own is no sheet. Raises Unreadable if the workbook is damaged, protected or too
    large.
    """
    sheets = read_sheets(path)
    if len(sheets) > 1 and _is_our_cover(sheets[0][0], sheets[0][1]):
        del sheets[0]
    return [name for name, _ in sheets], sheets[0][1]()


def _is_our_cover(name: str, rows: Callable[[], Iterator[tuple[int, list[str]]]]) -> bool:
    """Whether a sheet says what our tables say of themselves: below the title and a blank line, of which firm."""
    if name != "Cover":
        return False
    said = [cells[0] if cells else "" for _, cells in islice(rows(), 3)]
    return len(said) == 3 and said[1:] == ["", "Firm"]


def read_sheets(path: Path) -> list[tuple[str, Callable[[], Iterator[tuple[int, list[str]]]]]]:
    """Every sheet with its name and what opens its rows; one is in memory while its rows are being read, not before.

    Each sheet can be looked at once and one of them read once more. Raises Unreadable likewise, also while a sheet
    is read.
    """
    _check_size(path)
    with _no_damage():
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
    if not names:
        raise Unreadable("the workbook has no sheet")
    if len(names) > MOST_SHEETS:
        raise Unreadable(f"the workbook has {len(names):,} sheets, more than {MOST_SHEETS}; import the table by itself")
    allowance = _Allowance()
    return [(name, partial(_rows, book, place, allowance)) for place, name in enumerate(names)]


class _Allowance:
    """How many cells may still be read: several sheets of a workbook may be one and the same part of it."""

    def __init__(self) -> None:
        self.cells = 2 * MOST_CELLS

    def take(self, cells: int) -> None:
        """So many are read. Raises Unreadable if they are too many."""
        self.cells -= cells
        if self.cells < 0:
            raise Unreadable("the sheets of the workbook are too large; save the table by itself as CSV UTF-8")


@contextmanager
def _no_damage() -> Iterator[None]:
    try:
        yield
    except PasswordError as problem:
        raise Unreadable("the workbook is protected by a password; save it without one") from problem
    except (CalamineError, ZipError, XmlError, OSError, ValueError) as problem:
        raise Unreadable(f"the workbook is damaged ({problem}); open it in Excel and save it again") from problem


def _rows(book: CalamineWorkbook, place: int, allowance: _Allowance) -> Iterator[tuple[int, list[str]]]:
    with _no_damage():
        sheet = book.get_sheet_by_index(place)
    if sheet.end:
        # Both count from 0.
        last_row, last_column = sheet.end
        allowance.take((last_row + 1) * (last_column + 1))
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [_text(cell) for cell in row]


def _check_size(path: Path) -> None:
    """Unpack once without keeping anything: sizes, checksums, and how far the cells are spread."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST:
                raise Unreadable(
                    f"the workbook has {unpacked // 2**20:,} MB unpacked, more than {LARGEST // 2**20} MB; "
                    "split it, or save it as CSV UTF-8"
                )
            cells = 0
            spreads = []
            for part in parts:
                with archive.open(part) as opened:
                    spreads.append(_check_spread(_pieces(opened), cells))
                    cells += spreads[-1].cells
            longest = max((each.longest for each in spreads), default=0)
            if longest * sum(each.naming for each in spreads) > MOST_TEXT:
                _check_texts(archive, parts, spreads)
    except _DAMAGE as problem:
        raise Unreadable(f"the workbook is damaged ({problem}); open it in Excel and save it again") from problem


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    while piece := opened.read(_PIECE):
        yield piece


def _check_spread(pieces: Iterator[bytes], before: int) -> Spread:
    """How a part's cells are spread, if they are not too many together with those before it. Raises Unreadable."""
    spread = Spread()
    for _ in spread.feed(pieces):
        if before + spread.cells > MOST_CELLS:
            raise Unreadable(
                f"a sheet reaches down to row {spread.last_row:,} and over {spread.last_column:,} columns, more than "
                f"can be read{' together with the sheets before it' if before else ''}; delete the stray cells below "
                "and beside the table, or save it as CSV UTF-8"
            )
    return spread


def _check_texts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], spreads: list[Spread]) -> None:
    """Add up the texts that the cells name, which may be many although they are kept once. Raises Unreadable."""
    texts = Texts()
    for has, read in (("longest", texts.learn), ("naming", texts.count)):
        for part, spread in zip(parts, spreads, strict=True):
            if getattr(spread, has):
                with archive.open(part) as opened:
                    read(_pieces(opened))
    if texts.bytes > MOST_TEXT:
        raise Unreadable(
            f"the cells of the workbook come to {texts.bytes // 2**20:,} MB of text, more than {MOST_TEXT // 2**20}, "
            "because long ones are repeated; leave that column out, or save the table as CSV UTF-8"
        )


def _text(cell: object) -> str:
    """A cell as somebody would type it: 1250.5, 2026-04-03."""
    if isinstance(cell, float):
        # Fifteen digits are what a spreadsheet shows; the sixteenth is noise of binary fractions.
        plain = format(Decimal(f"{cell:.15g}"), "f")
        # A number of a cell is never a thousand with a mark, which three decimals alone could be taken for.
        return f"{plain}0" if _LIKE_A_THOUSAND.fullmatch(plain) else plain
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
