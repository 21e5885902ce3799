"""Search totals in: planned as a whole, applied in batches that count at once, because their rows are recognised.

If that breaks off, what went in stays and the import counts just that; the same file once more takes in the rest.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from records.importing.files.sheet import Sheet
from records.importing.going_in.preparing import new_import, working_on
from records.importing.lines import keywords
from records.importing.lines.kinds import KINDS
from records.importing.lines.planning import Counts
from records.importing.outcome import NOTHING, Outcome
from records.importing.trouble import Problem
from records.importing.turns import Turns
from records.imports import Import, ImportProblem, ImportState, finish
from records.progress import Progress
from records.staff.users import User

# More than anybody mends by hand.
_PROBLEMS_KEPT = 200


def take_in_totals(
    session: Session,
    sheet: Sheet,
    outcome: Outcome,
    at: datetime,
    user: User | None,
    *,
    strict: bool,
    progress: Progress,
    turns: Turns,
) -> list[Problem]:
    """Plan the file and apply it unless it is only tried; what is wrong with its rows is returned."""
    lines = list(sheet.lines)
    with turns.looking():
        plan = keywords.plan(session, lines)
    problems = [problem for line in lines for problem in line.problems]
    outcome.refused = sum(bool(line.problems) for line in lines)
    outcome.notices = [*sheet.notices, *plan.notices]
    outcome.unchanged = plan.counts.unchanged
    if strict and outcome.refused:
        outcome.notices.append(NOTHING)
        return problems
    outcome.added, outcome.changed = plan.counts.added, plan.counts.changed
    if not outcome.dry_run and (outcome.added or outcome.changed):
        progress.begin(plan.steps())
        record = new_import(session, sheet, at, user, ImportState.APPLYING)
        record.unchanged, record.refused = outcome.unchanged, outcome.refused
        if KINDS[sheet.kind].keeps_problems:
            record.problems = [
                ImportProblem(line=problem.line, column=problem.column, reason=problem.reason)
                for problem in problems[:_PROBLEMS_KEPT]
            ]
        with working_on(session, record):
            _apply(session, plan, record, outcome, progress, turns)
            finish(record, at)
            session.flush()
            turns()
    return problems


def _apply(
    session: Session,
    plan: keywords.KeywordPlan,
    record: Import,
    outcome: Outcome,
    progress: Progress,
    turns: Turns,
) -> None:
    """Apply a plan batch by batch; the import counts at any time what is in, and the outcome what went in."""
    so_far = Counts(unchanged=outcome.unchanged)
    for batch in plan.batches(session, record, progress.step):
        so_far.added += batch.added
        so_far.changed += batch.changed
        so_far.unchanged += batch.unchanged
        for counted in (record, outcome):
            counted.added, counted.changed, counted.unchanged = so_far.added, so_far.changed, so_far.unchanged
        turns()
