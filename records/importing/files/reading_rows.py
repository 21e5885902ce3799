"""The rows of a file, by what is in it, and the header among them."""

from collections.abc import Iterator
from pathlib import Path

from records.importing.files.delimited import Row, read_delimited
from records.importing.files.spreadsheets import is_workbook, read_workbook
from records.importing.trouble import Unreadable

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
MOST_COLUMNS = 1_000
"""How many columns a file may have: each is offered for every field where they are mapped."""
_LONGEST_HEADER = 50_000


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
    if name := is_other_file(path):
        raise Unreadable(f"the file is {name}, not a table. {_WHAT_TO_DO}")
    yield from read_delimited(path)


def is_other_file(path: Path) -> str:
    """What a file is that is no table, by how it begins; blank if it may be one."""
    with path.open("rb") as opened:
        start = opened.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((name for mark, name in _OTHER_FILES if start.startswith(mark.lower())), "")


def check_is_workbook(path: Path, filename: str) -> None:
    """Raise Unreadable if a file is called a workbook, and is neither one nor a table of several columns."""
    if not filename.lower().endswith((".xlsx", ".xlsm")) or is_workbook(path):
        return
    if len(header_of(rows_of(path, []))) == 1:
        raise Unreadable(f"the file is called an Excel workbook, but is none, or is damaged. {_WHAT_TO_DO}")


def header_of(rows: Iterator[Row]) -> list[str]:
    """The titles of the first row that is not blank, which is taken from the rows. Raises Unreadable without one."""
    for number, cells in rows:
        if isinstance(cells, str):
            raise Unreadable(f"the header (line {number}) cannot be read: {cells}")
        titles = [cell.strip() for cell in cells]
        if not any(titles):
            continue
        if any("\x00" in title for title in titles):
            raise Unreadable(f"the file is not text, or is UTF-16 without its mark. {_WHAT_TO_DO}")
        if any(undecoded(title) for title in titles):
            raise Unreadable(f"the header (line {number}) is not UTF-8. {_WHAT_TO_DO}")
        while not titles[-1]:
            titles.pop()
        length = sum(map(len, titles))
        if len(titles) > MOST_COLUMNS or length > _LONGEST_HEADER:
            raise Unreadable(
                f"the header (line {number}) has {len(titles):,} columns of {length:,} characters, more than the "
                f"{MOST_COLUMNS:,} of {_LONGEST_HEADER:,} that anybody could choose from; save the needed ones alone"
            )
        return titles
    raise Unreadable(f"the file has no header; its first line must name the columns. {_WHAT_TO_DO}")


def undecoded(text: str) -> str | None:
    """The first byte that was not of the file's encoding, as the lone surrogate that stands for it."""
    return next((character for character in text if "\udc80" <= character <= "\udcff"), None)
