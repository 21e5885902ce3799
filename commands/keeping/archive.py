"""A backup file: a zip with one file of JSON lines per table, a manifest of them all, and a seal on the manifest.

The same format serves both database engines. The manifest holds the SHA-256 of every table, and the seal is the
manifest's SHA-256, or its HMAC (RFC 2104) with the setting ``BACKUP_KEY``.
"""

import hashlib
import hmac
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

KIND = "whence backup"
FORMAT = 1
"""The newest format that this version reads, and the one that it writes."""

_MANIFEST, _SEAL = "manifest.json", "seal"
# Of a well-formed backup neither is anywhere near this.
_LONGEST_MANIFEST = 4 * 1024 * 1024
# What reading a damaged zip can raise, an impossible position in the file included.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)


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

    def rows(self, table: TableKept) -> Iterator[list[Any]]:
        """The rows of a table. Raises BadBackup, at the latest after the last one, if they are not those written."""
        digest, count = hashlib.sha256(), 0
        try:
            with self.archive.open(_file_of(table)) as opened:
                for line in opened:
                    digest.update(line)
                    count += 1
                    yield json.loads(line)
        except _BROKEN as problem:
            raise BadBackup(f"the file is damaged in its table {table.name}: {problem}") from problem
        if digest.hexdigest() != table.sha256 or count != table.rows:
            raise BadBackup(f"the file is damaged: its table {table.name} is not what was written")


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
        if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
            raise BadBackup("the file is no backup of Whence")
        content, seal = archive.read(_MANIFEST), archive.read(_SEAL).decode()
        read = json.loads(content)
    except KeyError as problem:
        raise BadBackup("the file is no backup of Whence") from problem
    except _BROKEN as problem:
        raise BadBackup(f"the file is damaged: {problem}") from problem
    _check_seal(content, seal, key)
    if not isinstance(read, dict) or read.get("kind") != KIND:
        raise BadBackup("the file is no backup of Whence")
    if read.get("format", 0) > FORMAT:
        raise BadBackup(f"the file was made by a newer version ({read.get('version')}); update Whence first")
    return Manifest(**read | {"tables": [TableKept(**table) for table in read["tables"]]})


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
