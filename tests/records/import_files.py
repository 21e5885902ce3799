"""Files to import, written as tests need them: a header, valid rows, and one thing changed."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from records.importing import Outcome, Sheet, read_file, take_in

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def taken_in(
    session: Session, folder: Path, kind: str, *lines: str, dry_run: bool = False, strict: bool = False
) -> Outcome:
    """Import a CSV file of these lines, the header first."""
    return take_in(session, sheet_of(folder, kind, *lines), NOW, dry_run=dry_run, strict=strict)


def sheet_of(folder: Path, kind: str, *lines: str, name: str = "") -> Sheet:
    """A CSV file of these lines, the header first, as it is read."""
    file = folder / f"{name or kind}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_file(file, kind, {}, {})


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Rows added, changed, unchanged and refused."""
    return outcome.added, outcome.changed, outcome.unchanged, outcome.refused


def only_reason(outcome: Outcome) -> str:
    """Why the one bad row was refused."""
    (problem,) = outcome.problems
    return problem.reason
