"""The first half of an import: everything is checked into the staging table, and nothing else is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from records.db import held_while_alive
from records.importing.files.sheet import Sheet
from records.importing.going_in.staged import clear, counts_of
from records.importing.going_in.staging import RowState
from records.importing.going_in.staging_lines import stage_lines
from records.importing.going_in.staging_payments import stage_payments
from records.importing.lines.kinds import KINDS
from records.importing.trouble import BadCall
from records.importing.turns import Turns
from records.imports import Import, ImportState
from records.staff.users import User


class UnderWay(ValueError):
    """Another process is at this import just now."""


@contextmanager
def working_on(session: Session, record: Import) -> Iterator[None]:
    """Be the only one at an import, until the block ends or this process dies. Raises UnderWay if somebody else is."""
    with held_while_alive(session, f"import-{record.id}") as held:
        if not held:
            raise UnderWay(f"the import {record.id} of {record.filename} is under way in another process; wait for it")
        yield


def new_import(session: Session, sheet: Sheet, at: datetime, user: User | None, state: ImportState) -> Import:
    """The row of an import of which nothing is in yet."""
    record = Import(
        kind=sheet.kind,
        filename=sheet.filename,
        digest=sheet.digest,
        at=at,
        user_id=user.id if user else None,
        added=0,
        changed=0,
        unchanged=0,
        refused=0,
        state=state,
    )
    session.add(record)
    session.flush()
    return record


def prepare(
    session: Session, sheet: Sheet, at: datetime, *, user: User | None = None, pause: Turns | None = None
) -> Import:
    """Check a file of partners, clients or payments into the staging table. The import then waits to be confirmed.

    ``pause`` commits between short batches; without it everything is one transaction. The import's counts say what
    would happen. Raises BadCall if the file cannot be read to its end; then nothing of it stays.
    """
    record = new_import(session, sheet, at, user, ImportState.CHECKING)
    with working_on(session, record):
        stage(session, record, sheet, asks=True, turns=pause or Turns())
    return record


def stage(session: Session, record: Import, sheet: Sheet, *, asks: bool, turns: Turns) -> list[str]:
    """Check a file into the staging table; what was noticed is returned. Raises BadCall as ``prepare`` does.

    Where nobody can be asked, payments of which a person would be asked are refused, and partners who look like
    somebody go in with a notice.
    """
    turns()
    kind = KINDS[sheet.kind]
    try:
        with turns.in_passing():
            if kind.plan:
                lines = list(sheet.lines)
                notices = stage_lines(session, record, lines, kind.plan, turns, questions=kind.questions, asks=asks)
            else:
                notices = []
                stage_payments(session, record, sheet, asks, turns)
    except BadCall:
        drop(session, record, turns)
        raise
    with turns.looking():
        counts = counts_of(session, record)
    record.added, record.changed = counts[RowState.NEW], counts[RowState.CHANGED]
    record.unchanged, record.refused = counts[RowState.THERE], counts[RowState.REFUSED]
    record.state = ImportState.PREPARED
    turns()
    return [*sheet.notices, *notices]


def drop(session: Session, record: Import, turns: Turns) -> None:
    """Forget an import of which nothing is in: its staged rows, and that there was a file."""
    clear(session, record, turns)
    session.delete(record)
    session.flush()
    turns()
