"""The second half of an import: what was staged becomes records, batch by batch, and counts from the last one on."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.importing.going_in.applying_payments import apply_payments
from records.importing.going_in.days_touched import counting_otherwise
from records.importing.going_in.preparing import drop, working_on
from records.importing.going_in.staged import clear
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.going_in.staging_lines import apply_lines
from records.importing.lines.kinds import KINDS
from records.importing.turns import Turns
from records.imports import Import, ImportState, finish
from records.progress import Progress
from records.staff.users import User
from records.totals import catch_up


class NotPrepared(ValueError):
    """The import does not wait to be confirmed or dropped: it is applied or undone already."""


def confirm(session: Session, record: Import, user: User | None, at: datetime) -> None:
    """Let an import in. ``apply_import`` does it, or the next run of the jobs. Raises NotPrepared if it is in already.

    Payments of which a person is still to be asked stay in the staging table, and are added when they are answered.
    """
    # As it is now: somebody else may have confirmed it since it was read.
    session.flush()
    session.refresh(record, with_for_update=True)
    if record.state is not ImportState.PREPARED:
        raise NotPrepared(f"the import {record.id} of {record.filename} is {record.state.value}")
    record.state = ImportState.APPLYING
    record.confirmed_at = at
    record.confirmed_by_id = user.id if user else None
    record.added = record.changed = 0
    session.flush()


def apply_import(
    session: Session, record: Import, at: datetime, *, pause: Turns | None = None, progress: Progress | None = None
) -> None:
    """Apply an import that was let in, or what a killed process has left of it, and delete its staged rows.

    Raises UnderWay if another process is at it.
    """
    with working_on(session, record):
        session.refresh(record)
        if record.state is ImportState.APPLYING:
            apply_staged(session, record, at, pause or Turns(), progress or Progress())
        tidy(session, record, pause or Turns())


def apply_staged(session: Session, record: Import, at: datetime, turns: Turns, progress: Progress) -> None:
    """Bring in all that is staged as new or changed, and let it count."""
    waiting = (StagedRow.import_id == record.id, StagedRow.state.in_((RowState.NEW, RowState.CHANGED)))
    progress.begin(session.scalar(select(func.count()).select_from(StagedRow).where(*waiting)) or 0)
    turns()
    kind = KINDS[record.kind]
    if kind.plan:
        apply_lines(session, record, kind.plan, kind.lines_at_once, at, progress.step, turns)
    elif record.kind == "payments":
        with turns.in_passing():
            apply_payments(session, record, at, progress.step, turns)
    with counting_otherwise(session, record, turns):
        finish(record, at)
    turns()
    with turns.in_passing():
        catch_up(session, turns)


def tidy(session: Session, record: Import, turns: Turns) -> None:
    """Delete the staged rows of a finished import; those of which a person is to be asked wait on."""
    with turns.in_passing():
        clear(session, record, turns, keep=(RowState.ASKED,))
    session.expire_all()


def drop_import(session: Session, record: Import, *, pause: Turns | None = None) -> None:
    """Forget an import that was only prepared. Raises NotPrepared if it was let in, UnderWay if it is being checked."""
    if record.state not in {ImportState.PREPARED, ImportState.CHECKING}:
        raise NotPrepared(f"the import {record.id} of {record.filename} is {record.state.value}; undo it instead")
    with working_on(session, record):
        drop(session, record, pause or Turns())
