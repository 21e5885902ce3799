"""Files of people: all lines are planned against each other and the records, staged, and applied a few at a time.

What a batch does is planned anew from its staged cells, against the records as they are by then. So it does not
matter who else wrote in between, or whether the same process goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from records.importing.files.fields import Columns
from records.importing.files.sheet import Line
from records.importing.going_in.staging import RowState, StagedRow
from records.importing.lines.planning import Done, LinePlan, chunks
from records.importing.trouble import Problem
from records.importing.turns import Turns
from records.imports import Import, one_file_at_a_time

MakePlan = Callable[[Session, Sequence[Line]], LinePlan]
AS_STAGED = Columns(places={}, headers={}, defaults={}, unused=[])
"""Lines in the staging table have their cells by field already."""


class Question(NamedTuple):
    """What a person is asked of a row: whom it names, why it is asked, and who may be meant (``id`` and ``why``)."""

    who: str
    reason: str
    candidates: list[dict[str, Any]]


Asks = Callable[[Session, Sequence[Line]], Mapping[int, Question]]


def stage_lines(
    session: Session,
    record: Import,
    lines: Sequence[Line],
    plan: MakePlan,
    turns: Turns,
    *,
    questions: Asks | None = None,
    asks: bool = True,
) -> list[str]:
    """Keep what is to become of every line; what was noticed meanwhile is returned.

    Where nobody can be asked, a row with a question goes in as it stands, and the question is one of the notices.
    """
    with turns.looking():
        planned = plan(session, lines)
        new = [line for line in lines if planned.states.get(line.number) is RowState.NEW]
        asked = questions(session, new) if questions else {}
    for rows in chunks(_staged(record, lines, planned.states, asked if asks else {})):
        session.execute(insert(StagedRow), rows)
        turns()
    told = (
        [] if asks else [f"Line {line}: {question.reason}; this is a second one." for line, question in asked.items()]
    )
    return [*planned.notices, *told]


def _staged(
    record: Import, lines: Sequence[Line], states: Mapping[int, RowState], asked: Mapping[int, Question]
) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.problems:
            yield from (_refused(record, problem, line) for problem in line.problems)
        else:
            question = asked.get(line.number)
            yield {
                "import_id": record.id,
                "line": line.number,
                "state": RowState.ASKED if question else states[line.number],
                "cells": dict(line.columns.defaults) | dict(line.cells),
                "column": None,
                "reason": question.reason if question else None,
                "who": question.who if question else None,
                "candidates": question.candidates if question else None,
            }


def _refused(record: Import, problem: Problem, line: Line) -> dict[str, Any]:
    cells = line.to_correct() if problem is line.problems[0] else None
    of_line = {"import_id": record.id, "line": problem.line, "state": RowState.REFUSED, "cells": cells}
    return of_line | {"column": problem.column, "reason": problem.reason, "who": None, "candidates": None}


def _next(session: Session, record: Import, most: int) -> Sequence[StagedRow]:
    """The next rows to be brought in, with nobody else bringing the same meanwhile."""
    one_file_at_a_time(session)
    waiting = (StagedRow.import_id == record.id, StagedRow.state.in_((RowState.NEW, RowState.CHANGED)))
    return session.scalars(select(StagedRow).where(*waiting).order_by(StagedRow.line).limit(most)).all()


def apply_lines(
    session: Session, record: Import, plan: MakePlan, at_once: int, at: datetime, done: Done, turns: Turns
) -> None:
    """Bring everything of the import in that is new or changed, so many lines at once.

    A row whose answer does not hold any more waits to be asked again.
    """
    while rows := _next(session, record, at_once):
        lines = [Line(row.line, row.cells or {}, AS_STAGED) for row in rows]
        planned = plan(session, lines)
        planned.apply(session, record, at, done)
        record.added += planned.counts.added
        record.changed += planned.counts.changed
        record.unchanged += planned.counts.unchanged
        for row, line in zip(rows, lines, strict=True):
            if line.problems:
                # Since it was checked, somebody else has brought what it contradicts.
                record.refused += 1
                row.state, row.cells = RowState.REFUSED, None
                row.column, row.reason = line.problems[0].column, line.problems[0].reason
            elif planned.states.get(row.line) is RowState.ASKED:
                row.state, row.answered_by_id, row.answered_at = RowState.ASKED, None, None
            else:
                session.delete(row)
        session.flush()
        turns()
