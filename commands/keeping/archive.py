"""A backup file: a zip with one file of JSON lines per table, a manifest of them all, and a seal on the manifest.

The same format serves both database engines. The manifest holds the SHA-256 of every table, and the seal is the
manifest's SHA-256, or its HMAC (RFC 2104) with the setting ``BACKUP_KEY``.
"""

import hashlib
import hmac
import json
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from commands.keeping.manifest import BadBackup, Manifest, TableKept, read_manifest

_MANIFEST, _SEAL = "manifest.json", "seal"
# Of a well-formed backup none is anywhere near this, in bytes. A row is what one form sent, at most 4 MB of it, and
# JSON may need six bytes for one.
_LONGEST_MANIFEST, _LONGEST_SEAL, _LONGEST_ROW = 1024 * 1024, 200, 32 * 1024 * 1024
# What reading a damaged zip can raise, an impossible position in the file included.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
# Only of these does reading a little unpack no more than a little.
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


Rows = Callable[[TableKept], Iterable[Sequence[Any]]]


def write_backup(file: Path, manifest: Manifest, rows: Rows, key: str) -> None:
    """Write a backup beside its place and move it there when it is whole and on disk. Only its owner may read it."""
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for table in manifest.tables:
                    _write_table(archive, table, rows(table))
                content = json.dumps(asdict(manifest), indent=2).encode()
                archive.writestr(_MANIFEST, content)
                archive.writestr(_SEAL, _seal(content, key))
            opened.flush()
            os.fsync(opened.fileno())
        Path(aside).replace(file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _write_table(archive: zipfile.ZipFile, table: TableKept, rows: Iterable[Sequence[Any]]) -> None:
    digest = hashlib.sha256()
    with archive.open(_file_of(table), "w", force_zip64=True) as opened:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            opened.write(line)
            table.rows += 1
    table.sha256 = digest.hexdigest()


class Backup:
    """A backup whose seal is good; what its tables hold is checked while they are read."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive = archive
        self.manifest = manifest

    def rows(self, table: TableKept) -> Generator[Any, None, None]:
        """The rows of a table, each of which may be anything that is JSON.

        Raises BadBackup before the first one if they are not those written.
        """
        digest, count = hashlib.sha256(), 0
        for line in self._lines(table):
            digest.update(line)
            count += 1
        if digest.hexdigest() != table.sha256 or count != table.rows:
            raise BadBackup(f"the file is damaged: its table {table.name} is not what was written")
        for line in self._lines(table):
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise BadBackup(f"the file is damaged in its table {table.name}: a row is no JSON") from problem

    def _lines(self, table: TableKept) -> Iterator[bytes]:
        try:
            with _part(self.archive, _file_of(table)) as opened:
                while line := opened.readline(_LONGEST_ROW + 1):
                    if len(line) > _LONGEST_ROW:
                        raise BadBackup(f"the file is damaged: its table {table.name} has a row without an end")
                    yield line
        except BadBackup:
            raise
        except _BROKEN as problem:
            raise BadBackup(f"the file is damaged in its table {table.name}: {problem}") from problem


@contextmanager
def opened_backup(file: Path, key: str) -> Iterator[Backup]:
    """A backup to read from. Raises BadBackup if it is none, damaged, sealed otherwise, or of a newer format."""
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as problem:
        raise BadBackup("the file is no backup of Whence, or it was cut off") from problem
    with archive:
        yield Backup(archive, _read_manifest(archive, key))


def _read_manifest(archive: zipfile.ZipFile, key: str) -> Manifest:
    try:
        content, seal = _short(archive, _MANIFEST, _LONGEST_MANIFEST), _short(archive, _SEAL, _LONGEST_SEAL).decode()
    except (BadBackup, KeyError) as problem:
        raise BadBackup("the file is no backup of Whence") from problem
    except _BROKEN as problem:
        raise BadBackup(f"the file is damaged: {problem}") from problem
    _check_seal(content, seal, key)
    return read_manifest(content)


def _short(archive: zipfile.ZipFile, name: str, longest: int) -> bytes:
    """A part of the file, which may say that it is short and is not."""
    with _part(archive, name) as opened:
        content = opened.read(longest + 1)
    if len(content) > longest:
        raise BadBackup(f"its {name} is too long")
    return content


def _part(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    if archive.getinfo(name).compress_type not in _PACKED:
        raise NotImplementedError(f"{name} is packed in another way")
    return archive.open(name)


def _seal(content: bytes, key: str) -> str:
    if key:
        return "hmac-sha256:" + hmac.new(key.encode(), content, "sha256").hexdigest()
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _check_seal(content: bytes, seal: str, key: str) -> None:
    if hmac.compare_digest(seal.encode(), _seal(content, key).encode()):
        return
    with_key = seal.startswith("hmac-")
    if with_key and not key:
        raise BadBackup("the file was sealed with a key; set BACKUP_KEY to that key")
    if key and not with_key:
        raise BadBackup("the file was made without a key; take BACKUP_KEY away for this one restore if you trust it")
    raise BadBackup("the file was changed after it was made, is damaged" + (", or has another key" if key else ""))


def _file_of(table: TableKept) -> str:
    return f"tables/{table.name}.jsonl"
