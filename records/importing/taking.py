"""Taking a file in: planned against the records, then applied as one import, or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from records.importing import clients, keywords, partners, payments
from records.importing.fields import Field
from records.importing.planning import Plan
from records.importing.search_exports import SearchExport
from records.importing.sheet import Layout, Line, Sheet, open_sheet
from records.importing.trouble import Problem
from records.imports import Import, ImportProblem
from records.users import User


@dataclass(frozen=True, slots=True)
class _Kind:
    fields: Sequence[Field]
    plan: Callable[[Session, Sequence[Line]], Plan]
    layout: Layout | None = None
    keeps_problems: bool = False
    """Whether its problems may be kept: they quote cells, so nothing in the file may be of a client."""


KINDS = {
    "partners": _Kind(partners.FIELDS, partners.plan),
    "clients": _Kind(clients.FIELDS, clients.plan),
    "payments": _Kind(payments.FIELDS, payments.plan),
    "keywords": _Kind(keywords.FIELDS, keywords.plan, SearchExport(), keeps_problems=True),
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
) -> Outcome:
    """Plan a file and apply it unless it is only tried. Good rows go in; ``strict`` takes all or none.

    A file that changes nothing leaves no trace, not even in the list of imports.
    """
    plan = KINDS[sheet.kind].plan(session, sheet.lines)
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
        record = _record(session, sheet, outcome, at, user)
        progress = progress or Progress()
        progress.begin(plan.steps())
        plan.apply(session, record, at, progress.step)
    return outcome


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
    )
    if KINDS[sheet.kind].keeps_problems:
        kept = outcome.problems[:_PROBLEMS_KEPT]
        record.problems = [
            ImportProblem(line=problem.line, column=problem.column, reason=problem.reason) for problem in kept
        ]
    session.add(record)
    session.flush()
    return record
