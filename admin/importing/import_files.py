"""Files that were sent and are not taken in yet: kept in the installation's folder while somebody maps their columns.

They say what clients paid, so they are readable by the installation only and are gone when they are taken in, or a
day later.
"""

import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import time

from flask import abort, current_app
from werkzeug.datastructures import FileStorage

from records.importing.files.windows_text import from_windows

LARGEST = 64 * 1024 * 1024
"""How many bytes a file may have that is sent on the page; a larger one goes in with ``flask import``."""
_KEPT_FOR = 24 * 60 * 60
_NAME = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 120
_FROM_WINDOWS = (
    "The file is not UTF-8, so it was read as Excel on Windows saves it. Look whether letters with accents are right "
    "in its rows; if they are not, drop the file and save it as CSV UTF-8."
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent: its name in addresses, what it is to be, what the sender called it, how it was read."""

    token: str
    kind: str
    filename: str
    notice: str = ""

    @property
    def path(self) -> Path:
        """Where its content is."""
        return _folder() / self.token

    def forget(self) -> None:
        """Delete it."""
        self.path.unlink(missing_ok=True)
        self.path.with_suffix(".json").unlink(missing_ok=True)


def keep_file(sent: FileStorage, kind: str) -> SentFile:
    """Keep a file that was sent, and forget those that nobody has come back for."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    # The name that a browser sends is only shown; on the disk the file has one of ours.
    shown = Path((sent.filename or "").replace("\\", "/")).name[:_LONGEST_NAME] or "file"
    kept = SentFile(secrets.token_hex(16), kind, shown)
    kept.path.touch(mode=0o600)
    sent.save(kept.path)
    sent.close()
    if from_windows(kept.path):
        # The notice outlives the rows, so it quotes none of them.
        kept = replace(kept, notice=_FROM_WINDOWS)
    kept.path.with_suffix(".json").write_text(json.dumps(asdict(kept)), encoding="utf-8")
    return kept


def find_file(token: str) -> SentFile:
    """A file by its name in the address, or the answer 404."""
    about = _folder() / f"{token}.json"
    if not _NAME.fullmatch(token) or not about.is_file():
        abort(404)
    return SentFile(**json.loads(about.read_text(encoding="utf-8")))


def _folder() -> Path:
    return Path(current_app.root_path) / Path(current_app.config["INSTANCE_PATH"]) / "uploads"


def _sweep(folder: Path) -> None:
    for each in folder.iterdir():
        if each.stat().st_mtime < time() - _KEPT_FOR:
            each.unlink(missing_ok=True)
