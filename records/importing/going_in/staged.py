"""The rows of one import in the staging table: how many of each state, what is wrong with them, and their end."""

from collections.abc import Iterator

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from records.importing.going_in.staging import RowState, StagedRow
from records.importing.trouble import Problem
from records.importing.turns import Turns
from records.imports import Import

_AT_ONCE = 1_000
_DELETED_AT_ONCE = 2_000


def counts_of(session: Session, record: Import) -> dict[RowState, int]:
    """How many rows of each state wait in the staging table, in the order of the states; a bad line counts once."""
    counted = (
        select(StagedRow.state, func.count(), func.count(StagedRow.line.distinct()))
        .where(StagedRow.import_id == record.id)
        .group_by(StagedRow.state)
    )
    found = {
        state: int(lines if state is RowState.REFUSED else rows) for state, rows, lines in session.execute(counted)
    }
    return {state: found.get(state, 0) for state in RowState}


def problems_of(session: Session, record: Import) -> Iterator[Problem]:
    """Why rows were refused, in the order of the file; a thousand are in memory at a time."""
    line = number = 0
    while True:
        later = or_(StagedRow.line > line, and_(StagedRow.line == line, StagedRow.id > number))
        those = (StagedRow.import_id == record.id, StagedRow.state == RowState.REFUSED, later)
        chosen = select(StagedRow.id, StagedRow.line, StagedRow.column, StagedRow.reason).where(*those)
        found = session.execute(chosen.order_by(StagedRow.line, StagedRow.id).limit(_AT_ONCE)).all()
        if not found:
            return
        for row in found:
            yield Problem(row.line, row.column, row.reason or "")
        number, line = found[-1].id, found[-1].line


def clear(session: Session, record: Import, turns: Turns, keep: tuple[RowState, ...] = ()) -> None:
    """Delete the rows of an import from the staging table, those of some states excepted."""
    for state in RowState:
        if state in keep:
            continue
        those = (StagedRow.import_id == record.id, StagedRow.state == state)
        while True:
            lines = select(StagedRow.line).where(*those).order_by(StagedRow.line).limit(_DELETED_AT_ONCE)
            last = session.scalar(select(func.max(lines.subquery().c.line)))
            if last is None:
                break
            session.execute(delete(StagedRow).where(*those, StagedRow.line <= last))
            turns()
