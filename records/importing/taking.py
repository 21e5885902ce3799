"""Taking a file in: planned against the records, then applied as one import, or not at all.

Search totals may also be applied in batches, so that others can write in between.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from records.db import reading
from records.importing import clients, keywords, partners, payments
from records.importing.fields import Field
from records.importing.planning import Counts, Done, InBatches, Plan
from records.importing.search_exports import SearchExport
from records.importing.sheet import Layout, Line, Sheet, open_sheet
from records.importing.trouble import Problem
from records.imports import Import, ImportProblem, ImportState
from records.users import User


@dataclass(frozen=True, slots=True)
class _Kind:
    fields: Sequence[Field]
    plan: Callable[[Session, Sequence[Line]], Plan]
    layout: Layout | None = None
    keeps_problems: bool = False
    """Whether its problems may be kept: they quote cells, so nothing in the file may be of a client."""
    in_batches: bool = False
    """Whether its plan may be applied in several transactions (``planning.InBatches``)."""


KINDS = {
    "partners": _Kind(partners.FIELDS, partners.plan),
    "clients": _Kind(clients.FIELDS, clients.plan),
    "payments": _Kind(payments.FIELDS, payments.plan),
    "keywords": _Kind(keywords.FIELDS, keywords.plan, SearchExport(), keeps_problems=True, in_batches=True),
}


# More than anybody mends by hand.
_PROBLEMS_KEPT = 200


@dataclass(slots=True)
class Outcome:
    """What became of a file's rows. ``added``, ``changed``, ``unchanged`` and ``refused`` count rows."""

    kind: str
    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    dry_run: bool = False


class Progress:
    """Told how much there is to do and how far it has come; this one keeps it to itself."""

    def begin(self, steps: int) -> None:
        """So many steps are to come."""

    def step(self) -> None:
        """One of them is done."""


def read_file(path: Path, kind: str, mapping: Mapping[str, str], defaults: Mapping[str, str]) -> Sheet:
    """The lines of a file. Raises BadCall if it is no table, or lacks a column, or the mapping names none."""
    return open_sheet(path, kind, KINDS[kind].fields, mapping, defaults, KINDS[kind].layout)


def take_in(
    session: Session,
    sheet: Sheet,
    at: datetime,
    *,
    user: User | None = None,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    pause: Callable[[], None] | None = None,
) -> Outcome:
    """Plan a file and apply it unless it is only tried. Good rows go in; ``strict`` takes all or none.

    A file that changes nothing leaves no trace, not even in the list of imports.

    ``pause`` commits; where it is given, search totals are planned in a transaction that only reads and then applied
    in short ones. If that breaks off, what went in stays and the import counts just that; the same file once more
    takes in the rest, because rows are recognised. Other files are one transaction in any case.
    """
    kind = KINDS[sheet.kind]
    in_turns = pause if kind.in_batches and not dry_run else None
    with reading() if in_turns else nullcontext():
        plan = kind.plan(session, sheet.lines)
    outcome = Outcome(sheet.kind, sheet.filename, dry_run=dry_run)
    outcome.problems = [problem for line in sheet.lines for problem in line.problems]
    outcome.refused = sum(bool(line.problems) for line in sheet.lines)
    outcome.notices = [*sheet.notices, *plan.notices]
    outcome.unchanged = plan.counts.unchanged
    if strict and outcome.refused:
        outcome.notices.append("Nothing went in, because rows were refused and --strict was asked for.")
        return outcome
    outcome.added, outcome.changed = plan.counts.added, plan.counts.changed
    if not dry_run and (outcome.added or outcome.changed):
        progress = progress or Progress()
        progress.begin(plan.steps())
        if in_turns and isinstance(plan, InBatches):
            in_turns()
            record = _record(session, sheet, replace(outcome, added=0, changed=0), at, user)
            _apply_in_turns(session, plan, record, outcome, progress.step, in_turns)
        else:
            plan.apply(session, _record(session, sheet, outcome, at, user), at, progress.step)
    return outcome


def _apply_in_turns(
    session: Session, plan: InBatches, record: Import, outcome: Outcome, done: Done, pause: Callable[[], None]
) -> None:
    """Apply a plan batch by batch; the import counts at any time what is in, and the outcome what went in."""
    so_far = Counts(unchanged=outcome.unchanged)
    for batch in plan.batches(session, record, done):
        so_far.added += batch.added
        so_far.changed += batch.changed
        so_far.unchanged += batch.unchanged
        for counted in (record, outcome):
            counted.added, counted.changed, counted.unchanged = so_far.added, so_far.changed, so_far.unchanged
        pause()


def _record(session: Session, sheet: Sheet, outcome: Outcome, at: datetime, user: User | None) -> Import:
    record = Import(
        kind=sheet.kind,
        filename=sheet.filename,
        digest=sheet.digest,
        at=at,
        user_id=user.id if user else None,
        added=outcome.added,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
        state=ImportState.FINISHED,
        finished_at=at,
    )
    if KINDS[sheet.kind].keeps_problems:
        kept = outcome.problems[:_PROBLEMS_KEPT]
        record.problems = [
            ImportProblem(line=problem.line, column=problem.column, reason=problem.reason) for problem in kept
        ]
    session.add(record)
    session.flush()
    return record
