"""Migrations of a database that is not this process's own."""

import os
import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory


class NotMigrated(RuntimeError):
    """A migration failed; the message is its last line."""


def migrate(root: Path, database_url: str, revision: str = "head", **settings: str) -> None:
    """Bring a database to a revision, in a process of its own. Raises NotMigrated."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade", revision]
    environment = {**os.environ, "DATABASE_URL": database_url, **settings}
    done = subprocess.run(  # noqa: S603 - every word of it is ours
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotMigrated((done.stderr.strip().splitlines() or ["it did not say why"])[-1])


def revisions(root: Path) -> list[str]:
    """Every revision that this version knows, the newest first."""
    scripts = ScriptDirectory(str(root / "migrations"))
    return [script.revision for script in scripts.walk_revisions()]
