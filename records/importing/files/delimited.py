"""Delimited text (CSV) as rows with the number of the line where each begins.

Written after RFC 4180, read more kindly: any line ending, and comma, semicolon or tab between the cells. A row
whose quotes do not match costs that row only, never the rest of the file, unless there are so many that nobody could
read them in time.
"""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from records.importing.trouble import Unreadable

Row = tuple[int, list[str] | str]
"""The line where a row begins with its cells, or with the reason why they cannot be told apart."""

DELIMITERS = (",", ";", "\t")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LONGEST_LINE = 32 * 1024 * 1024
_MOST_LINES = 200_000
"""How many lines a row may have."""
_FEW_LINES = 200
"""How many, once a file has shown that its quotes do not match."""
_LINE = 50
_FIRST_LINES = 30
_ENOUGH = 100_000
"""Among how many lines, of how many characters, the header is looked for."""
_PATIENCE = 8_000_000
_MOST_AGAIN = 64_000_000
_NOT_CLOSED = 'a quote opens a cell and is never closed; close it, or double it ("") if it belongs to the words'
_QUOTE_INSIDE = 'a quote stands inside a quoted cell; double it ("") if it belongs to the words'


def read_delimited(path: Path) -> Iterator[Row]:
    """Every row of the file, blank ones as empty lists; the first says how cells are separated.

    Bytes that are not of the file's encoding arrive as lone surrogates (PEP 383), so that only their rows suffer.
    Raises Unreadable if the file breaks off in the middle of a character or has no lines.
    """
    # The csv module's usual limit (131,072) breaks off in the middle of a long cell and takes what follows for a new
    # row. Long cells are read whole here and refused with their reason by whoever uses the row. The limit is the
    # process's, and others set it too.
    csv.field_size_limit(_LONGEST_LINE)
    with path.open(encoding=encoding_of(path), errors="surrogateescape", newline="") as opened:
        lines = _Lines(opened)
        yield from _rows(lines, _delimiter(lines))


def encoding_of(path: Path) -> str:
    """The encoding that the mark at the beginning of a file says, else UTF-8."""
    with path.open("rb") as opened:
        head = opened.read(4)
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")


class _TooLong(Exception):
    """A row goes on for more lines than it may have."""


class _Lines:
    """The lines of a file, numbered from 1; those taken since ``begin_row`` can be put back.

    ``again`` is the work of reading lines twice: characters, and for each line as many as it costs by itself. Every
    row may open a quote that runs to the end of the file, and a file of such rows would be read as often as it has
    rows. So rows may be long only while little was read twice, and a file that goes on like that is given up.
    """

    def __init__(self, opened: TextIO) -> None:
        self.opened = opened
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.again = 0

    def __iter__(self) -> "_Lines":
        return self

    @property
    def most_lines(self) -> int:
        """How many lines the present row may have."""
        return _MOST_LINES if self.again < _PATIENCE else _FEW_LINES

    def __next__(self) -> str:
        if self.taken and len(self.taken) >= self.most_lines:
            raise _TooLong
        line = self.waiting.popleft() if self.waiting else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def begin_row(self) -> int:
        """The number of the line that comes next."""
        self.taken = []
        return self.number + 1

    def put_back(self, kept: int) -> None:
        """Return all lines of the present row except so many first ones. Raises Unreadable if it becomes too much."""
        back = self.taken[kept:]
        self.again += sum(map(len, back)) + _LINE * len(back)
        if self.again > _MOST_AGAIN:
            raise Unreadable(
                f"too many quotes open a cell and are never closed, the last one in line {self.number - len(back)}; "
                "save the table again as CSV UTF-8, or as an Excel workbook (.xlsx)"
            )
        self.waiting.extendleft(reversed(back))
        self.number -= len(back)

    def _read(self) -> str:
        try:
            line = self.opened.readline(_LONGEST_LINE)
        except UnicodeDecodeError as problem:
            raise Unreadable(
                f"the file breaks off after line {self.number}: it is damaged, or not {problem.encoding}. "
                "Save it again as CSV UTF-8."
            ) from problem
        if len(line) == _LONGEST_LINE:
            raise Unreadable(f"line {self.number + 1} is longer than {_LONGEST_LINE:,} characters, so this is no table")
        return line


def _delimiter(lines: _Lines) -> str:
    """What separates cells: said by a first line ``sep=;`` (Excel's), else what stands most often in the header.

    The header is the first line whose marks the line below has, too: a title above it may have a comma in its words.
    """
    lines.begin_row()
    seen: list[str] = []
    for line in lines:
        if not seen and line.lower().startswith("sep=") and line[4:5] in DELIMITERS:
            return line[4]
        if line.strip():
            seen.append("".join(line.split('"')[::2]))
        elif not seen:
            lines.begin_row()
        if len(seen) == _FIRST_LINES or sum(map(len, seen)) > _ENOUGH:
            break
    lines.put_back(0)
    for line, below in pairwise(seen):
        most = _most_often(line)
        if 0 < line.count(most) <= below.count(most):
            return most
    return _most_often(seen[0]) if seen else DELIMITERS[0]


def _most_often(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        begins = lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLong:
            most = lines.most_lines
            lines.put_back(1)
            yield begins, f"{_NOT_CLOSED} (looked for in {most:,} lines)"
        except csv.Error as problem:
            # An open quote swallows the lines behind it; they are given back and read as rows of their own.
            lines.put_back(1)
            swallowed = any(words in str(problem) for words in ("end of data", "field limit"))
            yield begins, _NOT_CLOSED if swallowed else _QUOTE_INSIDE
        else:
            yield begins, cells
