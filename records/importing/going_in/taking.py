"""Taking a file in as a command does: checked, then applied as one import, or not at all. Nobody can be asked."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from records.importing.files.sheet import Sheet
from records.importing.going_in.applying import apply_staged, confirm, tidy
from records.importing.going_in.preparing import drop, new_import, stage, working_on
from records.importing.going_in.staged import problems_of
from records.importing.going_in.taking_totals import take_in_totals
from records.importing.outcome import NOTHING, Outcome, Report
from records.importing.trouble import Problem
from records.importing.turns import Turns
from records.imports import Import, ImportState
from records.progress import Progress
from records.staff.users import User


def take_in(
    session: Session,
    sheet: Sheet,
    at: datetime,
    *,
    user: User | None = None,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    pause: Turns | None = None,
    report: Report | None = None,
) -> Outcome:
    """Check a file and apply it unless it is only tried. Good rows go in; ``strict`` takes all or none.

    A file that changes nothing leaves no trace, not even in the list of imports. ``pause`` commits between short
    batches; without it everything is one transaction. If the process dies, ``resume_imports`` goes on. Without a
    ``report`` the outcome has the problems. Raises BadCall if the file cannot be read to its end.
    """
    turns, progress = pause or Turns(), progress or Progress()
    outcome = Outcome(sheet.kind, sheet.filename, dry_run=dry_run)
    report = report or _keep_problems
    if sheet.kind == "keywords":
        report(
            outcome, take_in_totals(session, sheet, outcome, at, user, strict=strict, progress=progress, turns=turns)
        )
        return outcome
    record = new_import(session, sheet, at, user, ImportState.CHECKING)
    with working_on(session, record):
        outcome.notices = stage(session, record, sheet, asks=False, turns=turns)
        if strict and record.refused:
            outcome.notices.append(NOTHING)
            record.added = record.changed = 0
        applies = not dry_run and bool(record.added or record.changed)
        if applies:
            confirm(session, record, user, at)
            apply_staged(session, record, at, turns, progress)
        _count(outcome, record)
        with turns.looking():
            report(outcome, problems_of(session, record))
        if applies:
            tidy(session, record, turns)
        else:
            drop(session, record, turns)
    return outcome


def _count(outcome: Outcome, record: Import) -> None:
    outcome.added, outcome.changed = record.added, record.changed
    outcome.unchanged, outcome.refused = record.unchanged, record.refused


def _keep_problems(outcome: Outcome, problems: Iterable[Problem]) -> None:
    outcome.problems = list(problems)
