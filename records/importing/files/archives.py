"""The CSV files in a zip archive, read only after their size is known."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from records.importing.files.delimited import Row, read_delimited
from records.importing.trouble import Unreadable

LARGEST = 50 * 1024 * 1024
"""How many bytes the archive may have unpacked."""
MOST_FILES = 100
"""How many files it may have."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive, by what is in it, whatever it is called."""
    return zipfile.is_zipfile(path)


def read_tables(path: Path) -> list[tuple[str, Callable[[], Iterator[Row]]]]:
    """Each CSV file of the archive with its name and what opens its rows, in its order; folders do not matter.

    Raises Unreadable if the archive is damaged, protected or too large, or has no CSV file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check_size(parts)
            tables = {part.filename: archive.read(part) for part in parts if _is_table(part.filename)}
    except _DAMAGE as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(f"the zip archive is damaged or has a password ({problem}); export it once more") from problem
    if not tables:
        raise Unreadable("the zip archive has no CSV file; choose the one that the search console made")
    return [(name.rpartition("/")[2], partial(_rows, content)) for name, content in tables.items()]


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_FILES:
        raise Unreadable(f"the zip archive has {len(parts):,} files, more than {MOST_FILES}; this is no search export")
    # The size that a part says of itself is also where its reading ends, so it cannot say less than it unpacks to.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST:
        raise Unreadable(
            f"the zip archive has {unpacked // 2**20:,} MB unpacked, more than {LARGEST // 2**20} MB; "
            "import the table of queries from it by itself"
        )


def _is_table(name: str) -> bool:
    # What a Mac adds about each file has the same ending and is no table.
    return name.lower().endswith(".csv") and not name.startswith("__MACOSX/")


def _rows(content: bytes) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.csv"
        file.write_bytes(content)
        yield from read_delimited(file)
