"""Text as Excel on Windows saves it by itself ("CSV"): in Windows-1252, and not in UTF-8.

A file is guessed to be such only if nothing in it is UTF-8 but plain ASCII: one with a damaged place stays as it is,
and only the row of that place is refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from records.importing.files.delimited import encoding_of
from records.importing.files.reading_rows import is_other_file
from records.importing.files.spreadsheets import is_workbook

_PIECE = 2**20
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]+")
_NOT_IN_IT = re.compile(rb"[\x81\x8d\x8f\x90\x9d\x00]")


def from_windows(path: Path) -> bool:
    """Rewrite a file of Windows-1252 as UTF-8; returns whether it was one."""
    if encoding_of(path) != "utf-8" or is_workbook(path) or is_other_file(path) or not _is_windows(path):
        return False
    rewritten = path.with_suffix(".utf-8")
    with path.open(encoding="cp1252", newline="") as read, rewritten.open("w", encoding="utf-8", newline="") as write:
        rewritten.chmod(0o600)
        while piece := read.read(_PIECE):
            write.write(piece)
    rewritten.replace(path)
    return True


def _is_windows(path: Path) -> bool:
    any_outside = False
    for line in _pieces(path):
        if _NOT_IN_IT.search(line):
            return False
        for run in _OUTSIDE_ASCII.findall(line):
            any_outside = True
            try:
                run.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return False
    return any_outside


def _pieces(path: Path) -> Iterator[bytes]:
    """Lines, or pieces of a line that is too long: no character of UTF-8 has a line's end in it."""
    with path.open("rb") as opened:
        while line := opened.readline(_PIECE):
            yield line
